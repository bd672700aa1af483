"""The address that was found for a place: offered, confirmed, refused, passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.commands import FileReport, Spot
from bot.flows.inbound import Choice, Event, Located, Place, Text
from bot.flows.report_dump import REPORT_DUMP
from bot.flows.spots import sought
from tests.flows.playing import PHOTO, PLACE, asked, go_on, offered, play, press, said

if TYPE_CHECKING:
    from bot.flows.dialogue import Turn

KIND, SEND = press("kind", "bulky"), press("summary", "send")
YES, NO = press("address", "yes"), press("address", "no")
TAMARIS = press("district", "tamaris")
TYPED = "12 rue des acacias"
FOUND = Located({"text": TYPED}, 44.1256, 4.0684, "12 Rue des Acacias 30100 Alès")
NEAR = Located({"latitude": 44.1502, "longitude": 4.0823}, 44.1502, 4.0823, "1 Rue Coulet 30100 Alès")


def sent(turn: Turn) -> Spot:
    assert isinstance(turn.command, FileReport)
    return turn.command.spot


def test_words_with_an_address_become_a_point_at_one_tap() -> None:
    turn = play(REPORT_DUMP, PHOTO, Text(TYPED), FOUND)
    assert asked(turn) == "address"
    assert offered(turn) >= {"yes", "no"}

    assert asked(go_on(REPORT_DUMP, turn, YES)) == "kind"
    turn = play(REPORT_DUMP, PHOTO, Text(TYPED), FOUND, YES, KIND, SEND)
    assert sent(turn) == Spot(44.1256, 4.0684, None, TYPED, "12 Rue des Acacias 30100 Alès")


def test_a_no_keeps_what_was_typed_and_is_not_looked_up_again() -> None:
    turn = play(REPORT_DUMP, PHOTO, Text(TYPED), FOUND, NO)
    assert asked(turn) == "district"
    assert sought(turn.session.answers) is None
    assert sent(play(REPORT_DUMP, PHOTO, Text(TYPED), FOUND, NO, TAMARIS, KIND, SEND)) == Spot(
        district="tamaris", landmark=TYPED
    )


@pytest.mark.parametrize("later", [TAMARIS, Text("Tamaris")], ids=["button", "typed"])
def test_an_offer_nobody_takes_stands_in_nobodys_way(later: Event) -> None:
    turn = play(REPORT_DUMP, PHOTO, Text(TYPED), FOUND, later)
    assert asked(turn) == "kind"
    assert turn.session.answers["place"] == {"landmark": TYPED, "checked": True}


def test_an_address_that_comes_late_is_offered_and_a_tap_on_the_older_screen_still_counts() -> None:
    before = (PHOTO, Text(TYPED), TAMARIS, KIND, FOUND)
    assert asked(play(REPORT_DUMP, *before)) == "address"
    assert sent(play(REPORT_DUMP, *before, SEND)).district == "tamaris"
    assert sent(play(REPORT_DUMP, *before, YES, SEND)).latitude == 44.1256


def test_a_landmark_given_after_the_district_may_have_an_address_too() -> None:
    gone = press("place", "elsewhere")
    turn = play(REPORT_DUMP, PHOTO, gone, TAMARIS, Text(TYPED), FOUND)
    assert asked(turn) == "address"
    assert (
        sent(play(REPORT_DUMP, PHOTO, gone, TAMARIS, Text(TYPED), FOUND, YES, KIND, SEND)).landmark == TYPED
    )


def test_the_address_of_a_point_stands_beside_it_without_a_word() -> None:
    turn = play(REPORT_DUMP, PHOTO, PLACE, NEAR)
    assert said(turn) == []
    assert sent(play(REPORT_DUMP, PHOTO, PLACE, NEAR, KIND, SEND)) == Spot(
        44.1502, 4.0823, None, None, "1 Rue Coulet 30100 Alès"
    )
    assert "report.summary.pin" not in said(play(REPORT_DUMP, PHOTO, PLACE, NEAR, KIND))


@pytest.mark.parametrize(
    "meanwhile", [Place(44.14, 4.07), press("place", "elsewhere")], ids=["point", "none"]
)
@pytest.mark.parametrize("late", [FOUND, NEAR], ids=["words", "point"])
def test_an_address_of_another_place_than_the_present_one_changes_nothing(
    meanwhile: Event, late: Located
) -> None:
    turn = play(REPORT_DUMP, PHOTO, Text(TYPED), meanwhile)
    after = go_on(REPORT_DUMP, turn, late)
    assert after.session.answers == turn.session.answers
    assert said(after) == []


@pytest.mark.parametrize(
    "typed",
    [
        "06 12 34 56 78",
        "maps.app.goo.gl/AbC123",
        "https://example.org/rue",
        "chez Monsieur Untel, rue B",
        "AB-123-CD rue B",
    ],
)
def test_numbers_links_and_names_are_looked_up_nowhere(typed: str) -> None:
    assert sought({"place": {"landmark": typed}}) is None


def test_a_place_that_has_a_name_or_an_address_is_looked_up_no_more() -> None:
    point = {"latitude": 44.1, "longitude": 4.1}
    assert sought({"place": {**point, "landmark": ""}}) == point
    assert sought({"place": {**point, "landmark": "Gare"}}) is None
    assert sought({"place": {**point, "landmark": "", "address": "1 rue"}}) is None
    assert sought({"place": {}, "landmark": ""}) is None
    assert sought({}) is None


def test_going_back_from_the_offer_asks_for_the_place_again() -> None:
    assert asked(play(REPORT_DUMP, PHOTO, Text(TYPED), FOUND, Choice("back", "address"))) == "place"
