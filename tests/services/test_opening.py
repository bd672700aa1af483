"""Whoever wants a person while the office is closed reads when somebody answers; else nothing is added."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.town import Town

CLOSED = "Le service est fermé"
TUESDAY_LUNCH = datetime(2026, 4, 7, 10, 30, tzinfo=UTC)  # 12h30 in Alès
TUESDAY_EVENING = datetime(2026, 4, 7, 18, 0, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 4, 10, 18, 0, tzinfo=UTC)
BEFORE_A_HOLIDAY = datetime(2026, 4, 30, 18, 0, tzinfo=UTC)  # a Thursday; 1 May is a holiday
TIMES = [
    (TUESDAY_LUNCH, "Une personne répond dès 13h30."),
    (TUESDAY_EVENING, "Une personne répond demain dès 8h30."),
    (FRIDAY_EVENING, "Une personne répond lundi 13 avril (13/04) dès 8h30."),
    (BEFORE_A_HOLIDAY, "Une personne répond lundi 4 mai (04/05) dès 8h30."),
]


@pytest.mark.parametrize(("now", "said"), TIMES)
@pytest.mark.parametrize("way", ["/aide", "a question"])
def test_while_the_office_is_closed_one_reads_when_somebody_answers(
    town: Town, now: datetime, said: str, way: str
) -> None:
    town.officer()
    phone = town.phone()
    phone.types("/start")
    town.now = now
    phone.types("/aide" if way == "/aide" else "/question")
    if way != "/aide":
        phone.types("À quelle heure ouvre le jardin ?")
    assert f"{CLOSED}. {said}" in phone.screen


def test_while_it_is_open_nothing_is_added(town: Town) -> None:
    town.officer()
    phone = town.phone()
    phone.types("/aide")
    phone.types("/question")
    phone.types("À quelle heure ouvre le jardin ?")
    assert "Q-0001" in phone.last
    assert CLOSED not in phone.screen


def test_somebody_who_asks_too_much_at_night_reads_it_too(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    town.now = TUESDAY_EVENING
    for number in range(town.territory.limits.reports_an_hour):
        phone.types("/question")
        phone.types(f"Question {number}")
    phone.types("/question")
    assert "demain dès" in phone.last


def test_who_is_alone_and_away_is_not_said_to_answer_tomorrow(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    officer.types("/absence")
    officer.press("lundi 20 avril")
    town.now = TUESDAY_EVENING
    phone.types("/aide")
    assert "à partir du lundi 20 avril" in phone.screen
    assert CLOSED not in phone.screen
