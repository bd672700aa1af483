"""A danger that nobody takes comes back after some hours of work; nights, lunch and holidays do not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.town import Phone

WAITS = "ce danger attend toujours"
FRIDAY_EVENING = datetime(2026, 4, 10, 18, 0, tzinfo=UTC)


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def told(officer: Phone) -> int:
    """Count how often an officer has been told that a danger waits."""
    return officer.screen.count(WAITS)


def test_four_working_hours_leave_out_lunch(town: Town, officer: Phone) -> None:
    town.phone().report("Bonbonnes de gaz")  # on a Tuesday at 9h30
    town.pass_time(hours=5, minutes=29)
    assert told(officer) == 0
    town.pass_time(minutes=1)
    assert told(officer) == 1
    assert "D-0001" in officer.last


def test_a_danger_of_friday_evening_comes_back_on_monday_in_the_afternoon(town: Town, officer: Phone) -> None:
    town.now = FRIDAY_EVENING
    town.phone().report("Bonbonnes de gaz")
    town.pass_time(days=2, hours=17)  # Monday, 13h
    assert told(officer) == 0
    town.pass_time(hours=1)
    assert told(officer) == 1


def test_it_comes_back_until_somebody_takes_it(town: Town, officer: Phone) -> None:
    town.phone().report("Bonbonnes de gaz")
    town.pass_time(hours=6)
    town.pass_time(days=1)
    assert told(officer) == 2
    officer.press("Je m'en occupe")
    town.pass_time(days=1)
    assert told(officer) == 2


def test_after_a_stop_of_days_it_is_told_once(town: Town, officer: Phone) -> None:
    town.phone().report("Bonbonnes de gaz")
    town.pass_time(days=5)
    assert told(officer) == 1


def test_what_was_decided_or_is_no_danger_is_not_told(town: Town, officer: Phone) -> None:
    town.phone().report("Bonbonnes de gaz")
    officer.press("Accepter")
    town.phone(name="voisine").report()
    town.pass_time(days=1)
    town.pass_time(days=1)
    assert told(officer) == 0


def test_a_colleague_hears_while_somebody_is_away(town: Town, officer: Phone) -> None:
    colleague = town.officer("collègue")
    officer.types("/absence")
    officer.press("lundi 20 avril")
    officer.press("Personne")
    town.phone().report("Bonbonnes de gaz")
    town.pass_time(hours=6)
    assert (told(officer), told(colleague)) == (0, 1)


def test_a_territory_may_want_none_of_it(connection: Connection) -> None:
    town = Town(connection)
    town.territory = replace(town.territory, office=replace(town.territory.office, danger_hours=0))
    town.restart()
    officer = town.officer()
    town.phone().report("Bonbonnes de gaz")
    town.pass_time(days=1)
    assert told(officer) == 0
