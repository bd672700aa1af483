"""Whoever leads a crew hears at the right hour: head-count, roll-call, a roll-call that is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.services import crew_clock
from bot.services.shifts import cancel_shift, change_shift
from bot.storage import timers
from tests.applying import work
from tests.crews import as_it_stands, member, shift, supervisor

if TYPE_CHECKING:
    from tests.town import Phone, Town

HEADCOUNT, ROLL = "Équipe 1\u00a0: demain", "📋 Appel, Équipe 1"


@pytest.fixture(name="leader")
def _leader(town: Town) -> Phone:
    leader = supervisor(town)
    member(town)
    shift(town)
    crew_clock.wind(work(town))
    return leader


def until(town: Town, *moment: int) -> None:
    """Let time go by to a local moment of summer, ringing every quarter of an hour."""
    end = datetime(2026, *moment, tzinfo=UTC) - timedelta(hours=2)  # type: ignore[misc, arg-type] # month, day, hour, minute
    while town.now < end:
        town.pass_time(minutes=min(15.0, (end - town.now).total_seconds() / 60))


def outage(town: Town, *moment: int) -> None:
    """Let time go by to a local moment of summer while nobody is there."""
    town.now = datetime(2026, *moment, tzinfo=UTC) - timedelta(hours=2)  # type: ignore[misc, arg-type] # the same
    crew_clock.wind(work(town))
    town.pass_time(minutes=1)


def test_the_head_count_comes_at_seven_the_evening_before_and_once(town: Town, leader: Phone) -> None:
    until(town, 4, 7, 18, 55)
    assert HEADCOUNT not in leader.screen
    until(town, 4, 7, 19, 1)
    assert leader.last.startswith(f"👥 {HEADCOUNT}, mercredi 8 avril (08/04)")
    until(town, 4, 8, 7, 55)
    assert leader.screen.count("Sans réponse") == 1


def test_the_roll_is_called_when_the_shift_begins(town: Town, leader: Phone) -> None:
    until(town, 4, 8, 7, 59)
    assert ROLL not in leader.screen
    until(town, 4, 8, 8, 1)
    assert leader.last.startswith(ROLL)
    assert "Tout le monde est là" in " ".join(leader.labels())


def test_without_a_supervisor_the_officers_are_told(town: Town) -> None:
    officer = town.officer()
    member(town)
    shift(town)
    crew_clock.wind(work(town))
    until(town, 4, 7, 19, 1)
    assert HEADCOUNT in officer.last


def test_a_roll_call_that_is_missing_is_asked_for_again_once(town: Town, leader: Phone) -> None:
    until(town, 4, 11, 18, 59)
    assert "Il manque l'appel" not in leader.screen
    until(town, 4, 11, 19, 1)
    assert "Il manque l'appel de cette matinée." in leader.last
    until(town, 4, 13, 19, 1)
    asked = [bubble for bubble in leader.bubbles if bubble.text.startswith(ROLL)]
    assert len(asked) == 2  # when it began, and once more
    leader.press("Tout le monde est là")
    assert "Il manque" not in leader.last


def test_a_roll_call_that_was_made_is_asked_for_no_more(town: Town, leader: Phone) -> None:
    until(town, 4, 8, 8, 1)
    leader.press("Tout le monde est là")
    until(town, 4, 12, 19, 1)
    assert sum(bubble.text.startswith(ROLL) for bubble in leader.bubbles) == 1


def test_what_an_outage_made_useless_is_not_sent_and_the_hours_go_on(town: Town, leader: Phone) -> None:
    outage(town, 4, 8, 3, 0)  # the head-count was missed
    assert HEADCOUNT not in leader.screen
    until(town, 4, 8, 6, 31)
    assert "Équipe 1\u00a0: aujourd'hui" in leader.last  # in the morning it is made up for
    until(town, 4, 8, 8, 1)
    assert leader.last.startswith(ROLL)


def test_after_an_outage_of_days_only_what_is_still_useful_comes(town: Town, leader: Phone) -> None:
    outage(town, 4, 12, 12, 0)
    assert leader.screen.count("Équipe 1") == 1  # that they lead it
    until(town, 4, 12, 19, 1)
    assert "Il manque l'appel" in leader.last


def test_a_late_ring_of_the_same_evening_still_counts(town: Town, leader: Phone) -> None:
    outage(town, 4, 7, 22, 0)
    assert HEADCOUNT in leader.last


def test_a_cancelled_shift_is_not_counted_and_its_roll_not_called(town: Town, leader: Phone) -> None:
    cancel_shift(work(town), as_it_stands(town))
    until(town, 4, 8, 8, 1)
    assert leader.screen.count("Équipe 1") == 1


def test_a_shift_that_begins_later_has_its_roll_called_later(town: Town, leader: Phone) -> None:
    until(town, 4, 8, 7, 0)
    change_shift(work(town), as_it_stands(town), starts=datetime(2026, 4, 8, 10).time())  # noqa: DTZ001 - a local hour
    until(town, 4, 8, 9, 59)
    assert ROLL not in leader.screen
    until(town, 4, 8, 10, 1)
    assert ROLL in leader.screen


def test_a_shift_made_for_the_same_day_has_its_roll_called(town: Town, leader: Phone) -> None:
    until(town, 4, 9, 7, 0)
    laid = shift(town, date(2026, 4, 10))
    change_shift(work(town), laid, day=date(2026, 4, 9))
    until(town, 4, 9, 8, 1)
    assert "jeudi 9 avril" in leader.last
    assert leader.last.startswith(ROLL)


def test_winding_again_leaves_what_is_overdue_to_ring(town: Town, leader: Phone) -> None:
    town.now = datetime(2026, 4, 7, 18, tzinfo=UTC)  # 20:00, nobody was there at 19:00
    crew_clock.wind(work(town))
    assert timers.waiting(town.connection, town.now) == 2  # the forecast's hour too
    town.pass_time(minutes=1)
    assert HEADCOUNT in leader.last


def test_the_hours_follow_the_clock_when_it_changes(town: Town) -> None:
    town.now = datetime(2026, 10, 24, 18, tzinfo=UTC)  # a Saturday, 20:00 in summer
    crew_clock.wind(work(town))
    town.pass_time(hours=10)
    rung = timers.next_due(town.connection)
    assert rung == datetime(2026, 10, 25, 5, 30, tzinfo=UTC)  # 6:30 in winter
