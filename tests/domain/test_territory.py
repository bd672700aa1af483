"""What a territory answers about itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.geometry import Outline, Point, Side
from bot.domain.territory import in_language
from bot.territories import load

if TYPE_CHECKING:
    from bot.domain.territory import Territory


@pytest.fixture(scope="module")
def ales() -> Territory:
    return load("ales")


def test_a_text_is_given_in_the_language_asked_for_else_in_the_default_one() -> None:
    texts = {"fr": "oui", "ar": "نعم"}
    assert in_language(texts, "ar", "fr") == "نعم"
    assert in_language(texts, "es", "fr") == "oui"


def test_no_text_at_all_says_nothing(ales: Territory) -> None:
    assert ales.text(ales.kind("bulky").rule, "fr") == ""


def test_things_are_found_by_their_id(ales: Territory) -> None:
    assert ales.kind("canisters").dangerous
    assert ales.district("la-royale").name["fr"] == "La Royale"
    assert ales.body("logis-cevenols").kind == "landlord"
    assert ales.dismissal_reason("landlord").body == "logis-cevenols"


def test_an_id_the_territory_has_not_is_an_error(ales: Territory) -> None:
    with pytest.raises(KeyError, match="atlantis"):
        ales.district("atlantis")


@pytest.mark.parametrize(
    ("received", "kind", "answer_by"),
    [
        (date(2026, 4, 14), "bulky", date(2026, 4, 21)),
        (date(2026, 4, 14), "syringes", date(2026, 4, 15)),
        (date(2026, 5, 13), "canisters", date(2026, 5, 18)),  # Ascension and a weekend between
        (date(2026, 12, 1), "bulky", date(2026, 12, 15)),  # out of the season: five more
    ],
)
def test_an_answer_is_promised_in_working_days(
    ales: Territory, received: date, kind: str, answer_by: date
) -> None:
    assert ales.answer_by(received, kind) == answer_by


def test_an_application_has_its_answer_promised_and_its_reminder_before(ales: Territory) -> None:
    received = date(2026, 5, 7)  # Victory day, Ascension and two weekends are to come
    assert ales.application_answer_by(received) == date(2026, 5, 26)  # and Whit Monday
    assert ales.application_reminder_on(received) == date(2026, 5, 15)  # the seventh day is Ascension


def test_one_area_of_priority_that_holds_the_point_is_enough(ales: Territory) -> None:
    inside, beside = Point(44.133, 4.079), Point(44.1425, 4.0918)
    (area,) = ales.priority_areas
    elsewhere = Outline(
        "elsewhere",
        tuple((tuple(Point(p.latitude, p.longitude + 1) for p in rings[0]),) for rings in area.polygons),
    )
    both = replace(ales, priority_areas=(elsewhere, area))
    assert both.where(inside).in_priority_area is Side.YES
    assert both.where(beside).in_priority_area is Side.BORDER
