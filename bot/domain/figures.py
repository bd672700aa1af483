"""What counts as answered, decided and re-opened, for whatever is in the queue; periods; delays. No wording.

States of all kinds of requests are told apart by name: where two kinds share one, it means the same.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.domain import application, matter, report

if TYPE_CHECKING:
    from collections import Counter

    from bot.domain.calendar import Office, Season

#: States in which a request lies before the office, nothing said yet.
WITH_OFFICE = frozenset[str](
    {
        report.State.RECEIVED,
        report.State.REOPEN_REQUESTED,
        application.State.RECEIVED,
        application.State.IN_REVIEW,
        matter.State.OPEN,
    }
)
#: States that say what becomes of it.
DECIDED = frozenset[str](
    {
        report.State.ACCEPTED,
        report.State.PLANNED,
        *report.CLOSED,
        application.State.ACCEPTED,
        application.State.WAITING_LIST,
        application.State.ENROLLED,
        application.State.DECLINED,
        application.State.ORIENTED,
        application.State.DUPLICATE,
        *matter.CLOSED,
    }
)
#: States that end it; out of one of these and back before the office, it is re-opened.
CLOSED = frozenset[str](
    {
        *report.CLOSED,
        application.State.DECLINED,
        application.State.ORIENTED,
        application.State.WITHDRAWN,
        *matter.CLOSED,
    }
)
#: The event of somebody who takes back what they asked for: the office has answered nothing.
TAKEN_BACK = "withdrawn"


class Span(StrEnum):
    """Which days are looked at."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    SEASON = "season"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Period:
    """Local days from the first to the last, both included; None is without end."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            message = f"a period ends after it begins, not {self.first} to {self.last}"
            raise ValueError(message)


def period(span: Span, today: date, season: Season) -> Period:
    """Return the days of a span as seen from `today`; the season is the present one, or the last one."""
    month = today.replace(day=1)
    match span:
        case Span.MONTH:
            return Period(month, today)
        case Span.LAST_MONTH:
            last = month - timedelta(days=1)
            return Period(last.replace(day=1), last)
        case Span.SEASON:
            return _season(today, season)
        case Span.ALL:
            return Period()


def _season(today: date, season: Season) -> Period:
    last = today
    while last not in season:
        last -= timedelta(days=1)
    first = last
    while (first - timedelta(days=1)) in season and last - first < timedelta(days=365):
        first -= timedelta(days=1)
    return Period(first, last)


class WorkingDays:
    """Counts the working days between two days: none to the same day, one to the next working day."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._until: dict[date, int] = {}  # how many from the first day of that year on, the day included

    def between(self, start: date, end: date) -> int:
        """Return how many working days come after `start` up to `end`, included; 0 when it comes first."""
        if end <= start:
            return 0
        years = range(start.year, end.year)
        return self._of_year(end) - self._of_year(start) + sum(self._of_year(date(y, 12, 31)) for y in years)

    def _of_year(self, day: date) -> int:
        if day not in self._until:
            first = date(day.year, 1, 1)
            length = (date(day.year + 1, 1, 1) - first).days
            days = [first + timedelta(days=number) for number in range(length)]
            self._until.update(zip(days, accumulate(map(self._office.works_on, days)), strict=True))
        return self._until[day]


def median(delays: Counter[int]) -> float | None:
    """Return the middle of counted values, between two of them their mean; None of nothing."""
    count = delays.total()
    if not count:
        return None
    values = sorted(delays)
    up_to = list(accumulate(delays[value] for value in values))
    low, high = (values[bisect_right(up_to, middle)] for middle in ((count - 1) // 2, count // 2))
    return (low + high) / 2
