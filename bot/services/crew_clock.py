"""The hours of whoever leads a crew: the head-count the evening before, the roll-call at the start.

Three timers ring each day and set themselves anew; they read the tables then, so that nothing has to be
planned anew when a shift changes. What an outage has made useless is not sent.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.reminders import diary_of
from bot.flows.crew_board import Sort
from bot.flows.roll_board import is_noted
from bot.services import boards, bookings, crew_days, crew_sky
from bot.storage import boards as stored
from bot.storage import shifts, timers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.programme import Shift
    from bot.services.work import Work

DAILY = 0  # the subject of a timer that is nobody's
AFTER_REMINDERS = timedelta(hours=1)  # the head-count leaves time to answer them
#: How long a roll-call that is missing is asked for again, in days after the shift.
ASKED_FROM, ASKED_UNTIL = crew_days.MISSED_AFTER, timedelta(days=9)
_DAY = timedelta(days=1)


class CrewTimer(StrEnum):
    """The kinds of these timers; the subject of the last is a shift."""

    FORECAST = "crew_forecast"
    HEADCOUNT = "crew_headcount"
    MORNING = "crew_morning"
    ROLL = "crew_roll"


def wind(work: Work) -> None:
    """Set the daily timers that are not set; one that rang while nobody was there is left to ring."""
    for each in (CrewTimer.FORECAST, CrewTimer.HEADCOUNT, CrewTimer.MORNING):
        timers.set_if_idle(work.connection, each, DAILY, _next(work, each))


def ring(work: Work, subject: int, timer: CrewTimer) -> None:
    """Do what an hour brings."""
    if timer is CrewTimer.ROLL:
        _call_roll(work, subject)
        return
    timers.set_timer(work.connection, timer, DAILY, _next(work, timer))
    if _local(work).time() < _hour(work, timer):
        return  # so late that the next day has begun: its own hours are near
    match timer:
        case CrewTimer.FORECAST:
            for shift in _held(work, work.today + _DAY):
                crew_sky.ask(work, shift)
        case CrewTimer.HEADCOUNT:
            _head_counts(work)
        case CrewTimer.MORNING:
            _begin_day(work)


def expect(work: Work, shift: Shift) -> None:
    """Let the roll of a shift of today be called when it begins; others are found in the morning."""
    if shift.slot.day == work.today and not shift.cancelled:
        starts_at = bookings.starts_at(diary_of(work.territory), shift)
        timers.set_timer(work.connection, CrewTimer.ROLL, shift.id, starts_at)


def _next(work: Work, timer: CrewTimer) -> datetime:
    """Return the next instant at which the wall clock shows the timer's hour."""
    hour = _hour(work, timer)
    day = work.today + (_DAY if _local(work).time() >= hour else timedelta())
    return diary_of(work.territory).instant(day, hour)


def _hour(work: Work, timer: CrewTimer) -> time:
    hours = work.territory.reminders
    match timer:
        case CrewTimer.MORNING:
            return hours.morning
        case CrewTimer.FORECAST:
            return hours.day_before
    later = datetime.combine(work.today, hours.day_before) + AFTER_REMINDERS
    return later.time() if later.date() == work.today else hours.day_before


def _local(work: Work) -> datetime:
    return diary_of(work.territory).local(work.now)


# --- what the hours bring ------------------------------------------------------------------------


def _head_counts(work: Work) -> None:
    """Send the head-count of tomorrow's shifts, and ask again for roll-calls that are missing."""
    for shift in _held(work, work.today + _DAY):
        if bookings.expected_at(work, shift):
            boards.offer(work, shift, Sort.HEADCOUNT)
    day = work.today - ASKED_UNTIL
    while day <= work.today - ASKED_FROM:
        for shift in _held(work, day):
            if crew_days.gather(work, shift).missing and not _was_asked_again(work, shift):
                boards.offer(work, shift, Sort.ROLL)
        day += _DAY


def _was_asked_again(work: Work, shift: Shift) -> bool:
    diary = diary_of(work.territory)
    since = diary.instant(shift.slot.day + ASKED_FROM, time())
    held = stored.of_shift(work.connection, shift.id)
    return any(each.sort == Sort.ROLL and each.made_at >= since for each in held)


def _begin_day(work: Work) -> None:
    diary = diary_of(work.territory)
    for shift in _held(work, work.today):
        if bookings.ends_at(diary, shift) <= work.now:
            continue
        expect(work, shift)
        crew_sky.ask(work, shift)
        if bookings.expected_at(work, shift) and not stored.of_shift(work.connection, shift.id):
            boards.offer(work, shift, Sort.HEADCOUNT)  # the evening's was missed in an outage


def _call_roll(work: Work, number: int) -> None:
    """Send the roll-call of a shift that begins, if it still does today."""
    shift = shifts.find(work.connection, number)
    if shift is None or shift.cancelled or shift.slot.day != work.today:
        return
    if bookings.starts_at(diary_of(work.territory), shift) > work.now:
        expect(work, shift)  # it begins later than it did
        return
    day = crew_days.gather(work, shift)
    if day.members and not is_noted(day):
        boards.offer(work, shift, Sort.ROLL)


def _held(work: Work, day: date) -> Iterator[Shift]:
    return (each for each in shifts.on(work.connection, day) if not each.cancelled)
