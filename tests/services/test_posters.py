"""Somebody scans a poster: a report opens where it hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.flows.messages import msg
from bot.storage.tables import reports

if TYPE_CHECKING:
    from tests.town import Town

CAUVEL, RINGUET = "/start p-parc-cauvel", "/start p-ecole-ringuet"


def sent(town: Town) -> list[tuple[float | None, str | None]]:
    query = select(reports.c.latitude, reports.c.landmark).order_by(reports.c.request)
    return [(latitude, landmark) for latitude, landmark in town.connection.execute(query)]


def test_three_gestures_are_left_for_whoever_has_scanned_a_poster(town: Town) -> None:
    resident = town.phone()
    resident.types("/start")
    resident.types(CAUVEL)
    assert "Vous signalez ici" in resident.screen
    assert "Parc Cauvel" in resident.screen

    resident.photo()
    resident.press("Sacs")
    assert "Parc Cauvel" in resident.last
    resident.press("Envoyer")
    assert sent(town) == [(44.1388, "Parc Cauvel")]


@pytest.mark.parametrize(("language", "name"), [("ar", "حديقة كوفيل"), ("es", "Parque Cauvel")])
def test_the_place_is_named_in_the_language_of_whoever_scans(town: Town, language: str, name: str) -> None:
    resident = town.phone(language)
    resident.types(CAUVEL)
    assert name in resident.screen


def test_a_newcomer_is_greeted_and_may_choose_a_language_before_the_first_question(town: Town) -> None:
    resident = town.phone()
    resident.types(CAUVEL)
    assert len(resident.bubbles) == 2
    assert "Bonjour" in resident.bubbles[0].text
    assert "العربية" in [label for row in resident.bubbles[0].buttons for label, _ in row]
    assert "Parc Cauvel" in resident.last
    assert "photo" in resident.last

    resident.press("العربية")
    assert "صور" in resident.last


def test_a_begun_report_without_a_place_gets_the_posters(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.types(CAUVEL)
    resident.press("Sacs")
    resident.press("Envoyer")

    assert sent(town) == [(44.1388, "Parc Cauvel")]
    assert len(town.dump()["photos"]) == 1


def test_a_report_begun_elsewhere_is_not_moved_and_comes_back_afterwards(town: Town) -> None:
    resident = town.phone()
    resident.photo("elsewhere")
    resident.place()
    resident.types(CAUVEL)
    resident.press("Pas de photo")
    resident.press("Sacs")
    resident.press("Envoyer")
    assert sent(town) == [(44.1388, "Parc Cauvel")]

    resident.press("Meubles")
    resident.press("Envoyer")
    assert [landmark for _, landmark in sent(town)] == ["Parc Cauvel", None]


def test_the_same_poster_scanned_twice_opens_one_report(town: Town) -> None:
    resident = town.phone()
    resident.types(CAUVEL)
    resident.photo()
    resident.types(CAUVEL)
    assert len(town.dump()["sessions"]) == 1

    resident.types(RINGUET)
    assert len(town.dump()["sessions"]) == 2


def test_a_place_that_the_town_has_given_up_is_asked_for_like_any_other(town: Town) -> None:
    resident = town.phone()
    resident.types("/start p-gone")
    resident.press("Pas de photo")
    assert town.says(msg("report.place.ask")) in resident.last


def test_the_place_of_a_poster_can_be_changed_on_the_summary(town: Town) -> None:
    resident = town.phone()
    resident.types(CAUVEL)
    resident.press("Pas de photo")
    resident.press("Sacs")
    resident.press("Changer")
    resident.chooses(msg("report.change.place"))
    resident.place((44.1502, 4.0823))
    resident.press("Envoyer")
    assert sent(town) == [(44.1502, None)]


@pytest.mark.parametrize("payload", ["p-", "p-../x", "p-" + "a" * 62, "p-PARC-CAUVEL", "p-é", "p-1 2"])
def test_a_forged_link_opens_a_report_and_nothing_else(town: Town, payload: str) -> None:
    resident = town.phone()
    resident.types(f"/start {payload}")
    assert len(town.dump()["sessions"]) == 1
