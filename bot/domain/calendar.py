"""Knows seasons, hours, public holidays and working days, so that a promised date can be kept.

It never asks what day it is and writes no date in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

#: Monday is 0, as Python counts.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Code du travail, L3133-1: the fixed ones, as (month, day), then the days after Easter Sunday.
FRANCE_FIXED = frozenset({(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)})
FRANCE_AFTER_EASTER = frozenset({1, 39, 50})
# L3134-13: Good Friday and Saint Stephen's day.
ALSACE_MOSELLE_FIXED = FRANCE_FIXED | {(12, 26)}
ALSACE_MOSELLE_AFTER_EASTER = FRANCE_AFTER_EASTER | {-2}

#: For how long a decision may be undone, unless the territory says otherwise.
UNDO_SECONDS = 30
#: Working hours after which a danger that nobody took is shown again, unless the territory says otherwise.
DANGER_HOURS = 4
#: When officers are told what waits, unless the territory says otherwise.
DIGEST = time(8, 30)


class HolidayRegion(StrEnum):
    """A calendar whose public holidays are computed; `NONE` has only those the territory lists."""

    FRANCE = "france"
    ALSACE_MOSELLE = "alsace-moselle"
    NONE = "none"


_FIXED = {
    HolidayRegion.FRANCE: FRANCE_FIXED,
    HolidayRegion.ALSACE_MOSELLE: ALSACE_MOSELLE_FIXED,
    HolidayRegion.NONE: frozenset[tuple[int, int]](),
}
_AFTER_EASTER = {
    HolidayRegion.FRANCE: FRANCE_AFTER_EASTER,
    HolidayRegion.ALSACE_MOSELLE: ALSACE_MOSELLE_AFTER_EASTER,
    HolidayRegion.NONE: frozenset[int](),
}


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days nobody works: a computed calendar, days of every year as (month, day), single dates."""

    region: HolidayRegion = HolidayRegion.NONE
    yearly: frozenset[tuple[int, int]] = frozenset()
    dates: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        """Tell whether that day is a holiday."""
        month_and_day = (day.month, day.day)
        return (
            month_and_day in _FIXED[self.region]
            or month_and_day in self.yearly
            or day in self.dates
            or (day - easter(day.year)).days in _AFTER_EASTER[self.region]
        )


@lru_cache(maxsize=16)
def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the anonymous algorithm, Nature, 20 April 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True, slots=True)
class Season:
    """The part of the year in which crews work, from and to (month, day), both included.

    It may run over the new year. Outside it an answer is promised some working days later.
    """

    starts: tuple[int, int]
    ends: tuple[int, int]
    answer_days_added_outside: int = 0

    def __contains__(self, day: date) -> bool:
        """Tell whether that day is within."""
        this = (day.month, day.day)
        if self.starts <= self.ends:
            return self.starts <= this <= self.ends
        return this >= self.starts or this <= self.ends


@dataclass(frozen=True, slots=True)
class Hours:
    """From one local time of day up to another, excluded; the end may lie in the next morning."""

    starts: time
    ends: time

    def __contains__(self, moment: time) -> bool:
        """Tell whether that local time of day is within."""
        if self.starts <= self.ends:
            return self.starts <= moment < self.ends
        return moment >= self.starts or moment < self.ends


@lru_cache(maxsize=4096)
def instant_of(zone: tzinfo, day: date, at: time) -> datetime:
    """Return when the wall clock of a zone shows that hour of that day, in UTC.

    An hour that comes twice is the first one; one that the clocks jump over is as long before the jump.
    """
    shown = datetime.combine(day, at, zone)
    return min(shown.astimezone(UTC), shown.replace(fold=1).astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Office:
    """When something is open: on which weekdays (Monday is 0), at which hours, never on holidays.

    `hours` are in the order of the day and leave a break between each other. When the last ones run over
    midnight, the first hours of each working day belong to them.
    For `undo_seconds` whoever decides there may undo it, and nothing leaves; 0 lets everything leave at once.
    At `digest` of a working day whoever decides there is told what waits; None: never.
    A danger that nobody has taken is shown again every `danger_hours` of working time; 0: never.
    """

    weekdays: frozenset[int]
    hours: tuple[Hours, ...]
    holidays: Holidays
    undo_seconds: int = UNDO_SECONDS
    digest: time | None = DIGEST
    danger_hours: int = DANGER_HOURS

    def __post_init__(self) -> None:
        if not self.weekdays <= frozenset(range(7)) or not self.weekdays:
            message = f"an office opens on weekdays 0 to 6, not {sorted(self.weekdays)}"
            raise ValueError(message)
        if not are_hours_of_a_day(self.hours):
            message = f"an office opens and closes in the order of the day, not {self.hours}"
            raise ValueError(message)

    def works_on(self, day: date) -> bool:
        """Tell whether that is a working day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def opens_at(self, moment: time) -> bool:
        """Tell whether it is open at that local time of a working day."""
        return any(moment in hours for hours in self.hours)

    def is_open(self, local: datetime) -> bool:
        """Tell whether it is open at that local time."""
        return self.works_on(local.date()) and self.opens_at(local.time())

    def next_opening(self, local: datetime) -> datetime:
        """Return the next local time at which it opens, in the same zone; never the given instant."""
        day = local.date()
        while True:
            openings = (datetime.combine(day, hours.starts, local.tzinfo) for hours in self.hours)
            later = next((each for each in openings if each > local), None)
            if later is not None and self.works_on(day):
                return later
            day += timedelta(days=1)

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Return for how long it is open between two instants; zero when the end comes first.

        `start` bears the office's zone.
        """
        spans = self._spans(start, end.astimezone(UTC))
        return sum((closes - opens for opens, closes in spans), timedelta())

    def add_working_time(self, start: datetime, length: timedelta) -> datetime:
        """Return the first instant at which it has been open for `length` since `start`, in the same zone.

        `start` bears the office's zone; with no length it is `start`. Raises ValueError for a negative one.
        """
        if length < timedelta():
            message = f"cannot count {length} of working time"
            raise ValueError(message)
        left = length
        for opens, closes in self._spans(start, None) if left else ():
            if left <= closes - opens:
                return (opens + left).astimezone(start.tzinfo)
            left -= closes - opens
        return start

    def add_working_days(self, start: date, count: int) -> date:
        """Return the working day that is `count` (0 or more) working days after `start`, itself not counted.

        With 0 it is `start`, or the first working day after it. Raises ValueError for a negative count.
        """
        if count < 0:
            message = f"cannot count {count} working days"
            raise ValueError(message)
        day, left = start, count
        while left or not self.works_on(day):
            day += timedelta(days=1)
            left -= left > 0 and self.works_on(day)
        return day

    def working_days_before(self, start: date, count: int) -> date:
        """Return the working day that is `count` (1 or more) working days before `start`.

        Raises ValueError for less than one.
        """
        if count < 1:
            message = f"cannot go back {count} working days"
            raise ValueError(message)
        day, left = start, count
        while left:
            day -= timedelta(days=1)
            left -= self.works_on(day)
        return day

    def _spans(self, start: datetime, end: datetime | None) -> Iterator[tuple[datetime, datetime]]:
        """Give from when to when it is open between two instants, in UTC; without an end, for ever."""
        zone, since, day = start.tzinfo, start.astimezone(UTC), start.date()
        if zone is None:
            message = f"{start} is in no zone"
            raise ValueError(message)
        while end is None or instant_of(zone, day, time()) < end:
            for opens, closes in self._open_on(zone, day):
                first, last = max(opens, since), closes if end is None else min(closes, end)
                if first < last:
                    yield first, last
            day += timedelta(days=1)

    def _open_on(self, zone: tzinfo, day: date) -> list[tuple[datetime, datetime]]:
        """Return from when to when it is open on that local day, in UTC, in order."""
        if not self.works_on(day):
            return []
        at = partial(instant_of, zone, day)
        spans = [(at(hours.starts), at(hours.ends)) for hours in self.hours]
        opens, closes = spans[-1]
        if closes < opens:
            tomorrow = instant_of(zone, day + timedelta(days=1), time())
            return [(at(time()), closes), *spans[:-1], (opens, tomorrow)]
        return spans


def are_hours_of_a_day(hours: tuple[Hours, ...]) -> bool:
    """Tell whether hours are in the order of the day with a break between; the last may run over midnight."""
    moments = [moment for each in hours for moment in (each.starts, each.ends)]
    if moments and moments[-1] < moments[-2]:
        moments = [moments[-1], *moments[:-1]]
    return bool(moments) and all(earlier < later for earlier, later in pairwise(moments))
