"""What of the reminders that are due is told, and what in one message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.reminders import Booking, Kind, Reason, Reminder, Rung, diary_of
from bot.domain.reminding import Ahead, ahead, gather, objection
from bot.territories import load

ALES = diary_of(load("ales"))
STARTS = datetime(2026, 4, 16, 12, tzinfo=UTC)  # a Thursday, 14:00 in Alès
NOW = STARTS - timedelta(hours=2)
BOOKING = Booking(1, Kind.APPOINTMENT, 7, 2, STARTS, STARTS - timedelta(days=9))


def reminder(
    rung: Rung, thing: int = 7, starts: datetime = STARTS, person: int = 1, kind: Kind = Kind.APPOINTMENT
) -> Reminder:
    return Reminder(person, kind, thing, rung, 2, NOW, starts, id=thing)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"version": 3}, Reason.MOVED),
        ({"starts_at": STARTS + timedelta(hours=1)}, Reason.MOVED),
        ({"answered": True}, Reason.ANSWERED),
        ({"barred": Reason.CANCELLED}, Reason.CANCELLED),
        ({"barred": Reason.PAUSED, "answered": True}, Reason.PAUSED),
    ],
)
def test_what_is_not_true_any_more_is_not_told(changes: dict[str, object], reason: Reason | None) -> None:
    booking = replace(BOOKING, **changes)  # type: ignore[arg-type] # as the record takes them
    assert objection(reminder(Rung.TWO_HOURS_BEFORE), booking, NOW) is reason


def test_an_answer_stops_no_other_rung() -> None:
    assert objection(reminder(Rung.DAY_BEFORE), replace(BOOKING, answered=True), NOW) is None


def test_that_something_is_off_is_told_of_the_very_version_that_is_off() -> None:
    off = replace(BOOKING, barred=Reason.CANCELLED)
    assert objection(reminder(Rung.CANCELLED), off, NOW) is None
    assert objection(reminder(Rung.CANCELLED), replace(off, version=3), NOW) is Reason.MOVED
    assert objection(reminder(Rung.CANCELLED), replace(off, barred=Reason.LEFT), NOW) is Reason.LEFT


def test_nothing_is_told_once_it_has_begun_nor_to_whoever_is_not_expected() -> None:
    assert objection(reminder(Rung.CHANGED), BOOKING, STARTS) is Reason.TOO_LATE
    assert objection(reminder(Rung.CHANGED), None, NOW) is Reason.LEFT


def test_several_things_of_one_day_are_one_message_in_the_order_of_the_day() -> None:
    shift = reminder(Rung.DAY_BEFORE, 3, STARTS - timedelta(hours=6), kind=Kind.SHIFT)
    meeting, next_day = reminder(Rung.DAY_BEFORE), reminder(Rung.DAY_BEFORE, 8, STARTS + timedelta(days=1))
    somebody_else = reminder(Rung.DAY_BEFORE, 3, STARTS - timedelta(hours=6), 2, Kind.SHIFT)
    gathered = gather([meeting, next_day, shift, somebody_else], ALES)
    assert gathered.messages == ((shift, meeting), (next_day,), (somebody_else,))
    assert gathered.overtaken == ()


def test_the_shifts_of_a_week_are_one_message_and_the_next_week_is_another() -> None:
    week = [
        reminder(Rung.WEEK_PLAN, number, STARTS + timedelta(days=number), kind=Kind.SHIFT)
        for number in range(-3, 6)  # from Monday to the Tuesday of the week after
    ]
    assert [len(message) for message in gather(week, ALES).messages] == [7, 2]


def test_a_day_and_the_week_it_is_in_are_two_messages() -> None:
    plan = reminder(Rung.WEEK_PLAN, 3, kind=Kind.SHIFT)
    assert len(gather([plan, reminder(Rung.DAY_BEFORE, 4)], ALES).messages) == 2


def test_of_several_rungs_of_one_thing_the_last_is_told() -> None:
    early, evening, changed = map(reminder, (Rung.TWO_DAYS_BEFORE, Rung.DAY_BEFORE, Rung.CHANGED))
    gathered = gather([evening, changed, early], ALES)
    assert gathered.messages == ((changed,),)
    assert set(gathered.overtaken) == {early, evening}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (timedelta(minutes=40, seconds=59), Ahead(0, 40)),
        (timedelta(hours=14), Ahead(0, 840)),  # midnight
        (timedelta(hours=14, minutes=1), Ahead(1, 841)),
        (timedelta(days=9), Ahead(9, 12960)),
    ],
)
def test_how_far_off_a_thing_is_goes_by_the_local_calendar(before: timedelta, expected: Ahead) -> None:
    assert ahead(STARTS - before, STARTS, ALES) == expected


def test_a_day_with_a_clock_change_is_a_day() -> None:
    sunday = datetime(2026, 10, 25, 7, tzinfo=UTC)  # 8:00, winter time
    assert ahead(sunday - timedelta(hours=25), sunday, ALES).days == 1
