"""Addresses are looked up beside the dialogue: shown back when they are sure, and missed by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.flows.messages import msg
from bot.storage.tables import reports
from tests.findings import ACACIAS, finds, sought, with_geocoder
from tests.town import IN_NIMES, IN_TAMARIS

if TYPE_CHECKING:
    from typing import Any

    from tests.town import Phone, Town

TYPED = "12 rue des acacias"


@pytest.fixture(name="resident")
def _resident(town: Town) -> Phone:
    with_geocoder(town)
    resident = town.phone()
    resident.photo()
    return resident


def filed(town: Town) -> list[tuple[Any, ...]]:
    columns = (reports.c.latitude, reports.c.landmark, reports.c.address, reports.c.district)
    return [tuple(row) for row in town.connection.execute(select(*columns).order_by(reports.c.request))]


def test_a_typed_place_is_asked_for_near_the_town_and_the_dialogue_goes_on_at_once(
    town: Town, resident: Phone
) -> None:
    resident.types(TYPED)
    assert "quartier" in resident.last
    (asked,) = sought(town)
    assert asked["sought"] == {"text": TYPED}
    assert asked["near"] == pytest.approx([44.13, 4.08], abs=0.05)


def test_a_yes_keeps_the_point_the_address_and_what_was_typed(town: Town, resident: Phone) -> None:
    officer = town.officer()
    resident.types(TYPED)
    finds(town, ACACIAS)
    assert "12 Rue des Acacias 30100 Alès" in resident.last
    resident.press("Oui, c'est là")
    resident.press("Meubles")
    resident.press("Envoyer")
    assert filed(town) == [(44.1256, TYPED, "12 Rue des Acacias 30100 Alès", None)]
    assert "12 Rue des Acacias 30100 Alès" in officer.last
    assert TYPED in officer.last


def test_a_no_keeps_what_was_typed(town: Town, resident: Phone) -> None:
    resident.types(TYPED)
    finds(town, ACACIAS)
    resident.press("Non")
    assert sought(town) == []
    resident.press("Rochebelle")
    resident.press("Meubles")
    resident.press("Envoyer")
    assert filed(town) == [(None, TYPED, None, "rochebelle")]


def test_a_shared_point_gets_its_address_in_one_silent_line_and_on_the_card(
    town: Town, resident: Phone
) -> None:
    officer = town.officer()
    resident.place()
    assert sought(town)[0]["sought"] == {"latitude": IN_TAMARIS[0], "longitude": IN_TAMARIS[1]}
    asked = len(resident.bubbles)
    finds(town, ACACIAS)
    assert len(resident.bubbles) == asked + 1
    assert "12 Rue des Acacias" in resident.last
    assert town.calls[-1].arguments["disable_notification"] is True

    resident.press("Meubles")
    assert "12 Rue des Acacias" in resident.last
    resident.press("Envoyer")
    assert filed(town) == [(IN_TAMARIS[0], None, "12 Rue des Acacias 30100 Alès", None)]
    assert "12 Rue des Acacias" in officer.last


@pytest.mark.parametrize(
    "result",
    [
        {},
        {**ACACIAS, "score": 0.4},
        {**ACACIAS, "precision": "municipality"},
        {**ACACIAS, "latitude": IN_NIMES[0], "longitude": IN_NIMES[1], "city": "Nîmes"},
        {**ACACIAS, "latitude": 999.0},
        {**ACACIAS, "address": ""},
    ],
    ids=["nothing", "unsure", "a town", "another town", "off the globe", "no words"],
)
def test_what_is_not_sure_is_not_said(town: Town, resident: Phone, result: dict[str, Any]) -> None:
    resident.types(TYPED)
    screen = resident.screen
    finds(town, result)
    assert resident.screen == screen
    resident.press("Rochebelle")
    assert "Que voyez-vous" in resident.last


def test_another_town_is_proposed_to_whoever_names_it(town: Town, resident: Phone) -> None:
    resident.types("12 rue des acacias Nîmes")
    finds(town, {**ACACIAS, "latitude": IN_NIMES[0], "longitude": IN_NIMES[1], "city": "Nîmes"})
    assert town.says(msg("report.address.yes")) in resident.labels()


def test_whose_a_point_out_of_town_is_comes_with_its_address(town: Town, resident: Phone) -> None:
    resident.place((44.1637, 4.0836))
    assert town.says(msg("report.place.outside_who")) in resident.screen
    finds(town, {**ACACIAS, "latitude": 44.1637, "longitude": 4.0836, "city": "SAINT MARTIN DE VALGALGUES"})
    assert "Saint-Martin-de-Valgalgues" in resident.last
    assert "04\u00a065\u00a071\u00a001\u00a010" in resident.last


def test_a_point_far_from_any_address_has_none(town: Town, resident: Phone) -> None:
    resident.place()
    screen = resident.screen
    finds(town, {**ACACIAS, "metres": 400.0})
    assert resident.screen == screen


def test_an_answer_for_a_place_that_was_changed_a_report_that_was_sent_or_left_is_dropped(
    town: Town, resident: Phone
) -> None:
    resident.types(TYPED)
    resident.place()
    screen = resident.screen
    finds(town, {**ACACIAS, "metres": 400.0})
    assert resident.screen == screen

    resident.press("Meubles")
    resident.press("Envoyer")
    resident.photo("again")
    resident.place()
    resident.types("/annuler")
    screen = resident.screen
    finds(town, ACACIAS)
    assert resident.screen == screen


def test_another_dialogue_begun_meanwhile_is_not_disturbed(town: Town, resident: Phone) -> None:
    resident.types(TYPED)
    resident.types("/start p-parc-cauvel")
    screen = resident.screen
    finds(town, ACACIAS)
    assert resident.screen == screen


def test_the_same_place_is_sent_for_once(town: Town, resident: Phone) -> None:
    resident.types(TYPED)
    resident.sends(sticker={})
    resident.press("Rochebelle")
    assert len(sought(town)) == 1


def test_nothing_but_the_place_is_ever_sent_for(town: Town, resident: Phone) -> None:
    resident.place()
    resident.press("Meubles")
    resident.press("Ajouter un message")
    resident.types("Devant le 12 rue des Acacias")
    assert [set(each["sought"]) for each in sought(town)] == [{"latitude", "longitude"}]
    assert all(set(each) == {"session", "sought", "near", "until"} for each in sought(town))


def test_without_a_geocoder_nothing_is_sent_for(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.types(TYPED)
    resident.types("/start")
    assert sought(town) == []
