"""Decides which of the reminders that are due are told, which in one message, and how far off the thing is.

When they are due is planned in `bot.domain.reminders`; nothing is worded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.reminders import Reason, Rung

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bot.domain.reminders import Booking, Diary, Kind, Reminder

_ORDER = {rung: position for position, rung in enumerate(Rung)}
_MINUTE = timedelta(minutes=1)

Thing = tuple[int, "Kind", int]
"""A person, and the kind and number of what they are expected at."""


def thing_of(one: Reminder | Booking) -> Thing:
    """Return whom and what a reminder or a booking is about."""
    return one.person, one.kind, one.thing


def objection(reminder: Reminder, booking: Booking | None, now: datetime) -> Reason | None:
    """Return why a reminder is not told any more as things stand; None when it is true and of use.

    `booking` is None when the person is not expected there any more.
    """
    if reminder.starts_at <= now:
        return Reason.TOO_LATE
    if booking is None:
        return Reason.LEFT
    if booking.barred and (booking.barred, reminder.rung) != (Reason.CANCELLED, Rung.CANCELLED):
        return booking.barred
    if (booking.version, booking.starts_at) != (reminder.version, reminder.starts_at):
        return Reason.MOVED
    if reminder.rung is Rung.TWO_HOURS_BEFORE and booking.answered:
        return Reason.ANSWERED
    return None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is told, a tuple for each message, the first to begin at its head; and what another rung says."""

    messages: tuple[tuple[Reminder, ...], ...]
    overtaken: tuple[Reminder, ...]


def gather(due: Iterable[Reminder], diary: Diary) -> Gathered:
    """Put what one person is told of one day, or of one week's plan, into one message.

    Of several rungs of one thing, due together after an outage, only the last is told.
    """
    last: dict[Thing, Reminder] = {}
    overtaken: list[Reminder] = []
    for each in due:
        known = last.setdefault(thing_of(each), each)
        if known is not each:
            first, second = sorted((known, each), key=lambda one: _ORDER[one.rung])
            overtaken.append(first)
            last[thing_of(each)] = second
    messages: dict[tuple[int, bool, date], list[Reminder]] = {}
    for each in last.values():
        messages.setdefault(_subject(each, diary), []).append(each)
    told = (tuple(sorted(group, key=lambda one: (one.starts_at, one.id))) for group in messages.values())
    return Gathered(tuple(told), tuple(overtaken))


@dataclass(frozen=True, slots=True)
class Ahead:
    """How far off a start is: in days of the calendar (0: today, 1: tomorrow), and in whole minutes."""

    days: int
    minutes: int


def ahead(now: datetime, starts_at: datetime, diary: Diary) -> Ahead:
    """Return how far off a start is on the local calendar and clock, so that what is told late is true."""
    days = diary.local(starts_at).date() - diary.local(now).date()
    return Ahead(days.days, (starts_at - now) // _MINUTE)


def _subject(reminder: Reminder, diary: Diary) -> tuple[int, bool, date]:
    """Return what a message is about: for whom, and which day, or which week by the day of its plan."""
    of_week = reminder.rung is Rung.WEEK_PLAN
    told_of = diary.plan_day(reminder.starts_at) if of_week else diary.local(reminder.starts_at).date()
    return reminder.person, of_week, told_of
