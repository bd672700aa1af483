"""Plans what somebody is reminded of and when, by the local wall clock, outside the quiet hours.

It sends nothing, never asks what time it is and knows no wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.calendar import Hours, Office, instant_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.territory import Territory

#: News and late reminders wait for the waking hours only if they still come so long before the start.
NOTICE = timedelta(hours=2)
_DAY = timedelta(days=1)
_WEEK = 7


class Kind(StrEnum):
    """What somebody is expected at."""

    SHIFT = "shift"
    APPOINTMENT = "appointment"


class Rung(StrEnum):
    """An occasion on which somebody hears of a thing; of two at once the later in this list says it all."""

    AT_BOOKING = "at_booking"
    WEEK_PLAN = "week_plan"
    TWO_DAYS_BEFORE = "two_days_before"  # or as many as the territory says
    DAY_BEFORE = "day_before"
    TWO_HOURS_BEFORE = "two_hours_before"  # the same; only to whoever has not answered
    MORNING = "morning"  # only of what has changed since the evening before
    CHANGED = "changed"
    CANCELLED = "cancelled"


RUNGS: dict[Kind, tuple[Rung, ...]] = {
    Kind.APPOINTMENT: (
        Rung.AT_BOOKING,
        Rung.TWO_DAYS_BEFORE,
        Rung.DAY_BEFORE,
        Rung.TWO_HOURS_BEFORE,
        Rung.CHANGED,
    ),
    Kind.SHIFT: (Rung.WEEK_PLAN, Rung.DAY_BEFORE, Rung.MORNING, Rung.CHANGED),
}

#: Rungs that leave when something is decided; of a thing of today even in the quiet hours.
NEWS = frozenset({Rung.CHANGED, Rung.CANCELLED})


class Reason(StrEnum):
    """Why a rung was not sent."""

    BOOKED_INSIDE = "booked_inside"  # its hour had passed when the thing was booked or changed
    QUIET = "quiet"
    ANSWERED = "answered"
    OVERTAKEN = "overtaken"  # another rung says the same at the same time
    MOVED = "moved"
    CANCELLED = "cancelled"
    LEFT = "left"  # is not expected there any more
    PAUSED = "paused"
    TOO_LATE = "too_late"  # the thing has begun
    OFF = "off"  # the territory has switched the rung off since
    UNDELIVERED = "undelivered"  # Telegram did not take it


@dataclass(frozen=True, slots=True)
class ReminderHours:
    """A territory's local hours and days for its rungs; 0 days or hours before switches that rung off.

    `quiet_days` and `week_plan_day` are weekdays, Monday is 0.
    """

    appointment_days_before: int = 2
    appointment_hour: time = time(10)
    day_before: time = time(18)
    appointment_hours_before: int = 2
    week_plan_day: int = 6
    week_plan: time = time(18)
    morning: time = time(6, 30)
    quiet_days: frozenset[int] = frozenset({6})


@dataclass(frozen=True, slots=True)
class Diary:
    """When a territory reminds: its zone, the hours in which people may be disturbed, its rungs' hours."""

    zone: ZoneInfo
    awake: Office
    hours: ReminderHours

    def local(self, instant: datetime) -> datetime:
        """Return an instant as the wall clock shows it."""
        return instant.astimezone(self.zone)

    def instant(self, day: date, at: time) -> datetime:
        """Return when the wall clock shows that hour, in UTC.

        An hour that comes twice is the first one; one that the clocks jump over is as long before the jump.
        """
        return instant_of(self.zone, day, at)

    def is_quiet(self, instant: datetime, rung: Rung) -> bool:
        """Tell whether this rung may not leave then; the week's plan may on a quiet day."""
        local = self.local(instant)
        if rung is Rung.WEEK_PLAN:
            return not self.awake.opens_at(local.time())
        return not self.awake.is_open(local)

    def plan_day(self, starts_at: datetime) -> date:
        """Return the day of the week's plan that holds this start: the last such weekday before it."""
        day = self.local(starts_at).date()
        return day - ((day.weekday() - self.hours.week_plan_day - 1) % _WEEK + 1) * _DAY

    def waking(self, instant: datetime) -> datetime:
        """Return the next instant at which the quiet hours end, in UTC."""
        return self.awake.next_opening(self.local(instant)).astimezone(UTC)


def diary_of(territory: Territory) -> Diary:
    """Return when this territory reminds."""
    hours, quiet = territory.reminders, territory.quiet_hours
    awake = Office(
        frozenset(range(_WEEK)) - hours.quiet_days,
        (Hours(quiet.ends, quiet.starts),),
        territory.office.holidays,
    )
    return Diary(ZoneInfo(territory.timezone), awake, hours)


@dataclass(frozen=True, slots=True)
class Booking:
    """Somebody's being expected at a thing, as it stands now.

    `version` is the thing's and rises whenever it is moved, changed or cancelled; `booked_at` is since
    when it stands like that for this person: booked, changed, joined or resumed. `barred` is why nothing
    more is sent: cancelled, left, paused.
    """

    person: int
    kind: Kind
    thing: int
    version: int
    starts_at: datetime
    booked_at: datetime
    answered: bool = False
    barred: Reason | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One rung of one thing for one person, to leave at `due_at` unless it was `skipped` from the start.

    `id` is 0 until it is stored, `message` names what tells it once it is on its way.
    """

    person: int
    kind: Kind
    thing: int
    rung: Rung
    version: int
    due_at: datetime
    starts_at: datetime
    skipped: Reason | None = None
    id: int = 0
    message: str = ""


def plan(booking: Booking, diary: Diary, *, told: bool) -> tuple[Reminder, ...]:
    """Return every rung of a booking that lies before the start, those that are skipped with their reason.

    `told` says that the person has heard of the thing as it was before this version.
    """
    planned = (_reminder(rung, booking, diary) for rung in _rungs(booking, diary, told=told))
    return tuple(each for each in planned if each.due_at < booking.starts_at)


def leaves(rung: Rung, now: datetime, starts_at: datetime, diary: Diary) -> datetime:
    """Return when a rung whose hour has come leaves: now, or when it disturbs nobody and is still of use.

    That is when the quiet hours end; if this leaves less than `NOTICE`, in the morning of the thing's day;
    if that has passed too, now.
    """
    day = diary.local(starts_at).date()
    today = rung in NEWS and diary.local(now).date() == day
    if today or not diary.is_quiet(now, rung):
        return now
    waking = diary.waking(now)
    if waking <= starts_at - NOTICE:
        return waking
    morning = diary.instant(day, diary.hours.morning)
    return morning if now < morning < starts_at else now


def _rungs(booking: Booking, diary: Diary, *, told: bool) -> Iterator[Rung]:
    if booking.barred:
        if told and booking.barred is Reason.CANCELLED:
            yield Rung.CANCELLED
        return
    for rung in RUNGS[booking.kind]:
        match rung:
            case Rung.AT_BOOKING:
                wanted = not told
            case Rung.TWO_DAYS_BEFORE:
                wanted = diary.hours.appointment_days_before > 0
            case Rung.TWO_HOURS_BEFORE:
                wanted = diary.hours.appointment_hours_before > 0
            case Rung.CHANGED:
                wanted = told
            case Rung.MORNING:
                wanted = told and _changed_overnight(booking, diary)
            case _:
                wanted = True
        if wanted:
            yield rung


def _reminder(rung: Rung, booking: Booking, diary: Diary) -> Reminder:
    due_at = _due_at(rung, booking, diary)
    return Reminder(
        person=booking.person,
        kind=booking.kind,
        thing=booking.thing,
        rung=rung,
        version=booking.version,
        due_at=due_at,
        starts_at=booking.starts_at,
        skipped=_skipped(rung, due_at, booking, diary),
    )


def _due_at(rung: Rung, booking: Booking, diary: Diary) -> datetime:
    hours, day = diary.hours, diary.local(booking.starts_at).date()
    match rung:
        case Rung.WEEK_PLAN:
            return diary.instant(diary.plan_day(booking.starts_at), hours.week_plan)
        case Rung.TWO_DAYS_BEFORE:
            return _on_working_day(diary, day - hours.appointment_days_before * _DAY, hours.appointment_hour)
        case Rung.DAY_BEFORE:
            return _on_working_day(diary, day - _DAY, hours.day_before)
        case Rung.TWO_HOURS_BEFORE:
            return booking.starts_at - timedelta(hours=hours.appointment_hours_before)
        case Rung.MORNING:
            return diary.instant(day, hours.morning)
        case _:
            return leaves(rung, booking.booked_at, booking.starts_at, diary)


def _skipped(rung: Rung, due_at: datetime, booking: Booking, diary: Diary) -> Reason | None:
    if rung is Rung.CHANGED and booking.kind is Kind.SHIFT and _changed_overnight(booking, diary):
        morning = _due_at(Rung.MORNING, booking, diary)
        return Reason.OVERTAKEN if due_at >= morning else None
    if rung in NEWS or rung is Rung.AT_BOOKING:
        return None
    if due_at <= booking.booked_at:
        return Reason.BOOKED_INSIDE
    if rung is Rung.TWO_HOURS_BEFORE:
        if booking.answered:
            return Reason.ANSWERED
        return Reason.QUIET if diary.is_quiet(due_at, rung) else None
    return None


def _changed_overnight(booking: Booking, diary: Diary) -> bool:
    """Tell whether a thing has changed after its evening's reminder, but not on its own day."""
    changed = diary.local(booking.booked_at).date()
    evening = _due_at(Rung.DAY_BEFORE, booking, diary)
    return evening < booking.booked_at and changed < diary.local(booking.starts_at).date()


def _on_working_day(diary: Diary, day: date, at: time) -> datetime:
    """Return that hour of that day, or of the last day before on which people may be disturbed."""
    while not diary.awake.works_on(day):
        day -= _DAY
    return diary.instant(day, at)
