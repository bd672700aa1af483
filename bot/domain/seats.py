"""Seats of crews: how many are left, how long one may wait, when the first day is; it counts nobody itself.

A crew never has more people than seats: whoever takes one asks here first, in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.errors import Full

if TYPE_CHECKING:
    from bot.domain.calendar import Office
    from bot.domain.territory import Texts

AHEAD_SOON = 2  # as many people before somebody still mean « soon »
LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class PhaseDates:
    """A phase of one year, from its first to its last day; `code` is 2027-spring, `phase` spring."""

    code: str
    phase: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Crew:
    """A crew of a phase, with how many of its seats are taken: people in it, and seats kept for somebody."""

    id: int
    phase: PhaseDates
    name: Texts
    seats: int
    taken: int
    place: Texts
    hour: str

    @property
    def left(self) -> int:
        """Return how many seats are free; none when there are more people than seats."""
        return max(0, self.seats - self.taken)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a seat in a crew, as those who lead it call them; `reference` is their application's."""

    person: int
    name: str
    reference: str
    crew: int


class Wait(StrEnum):
    """How long a place on the waiting list may last, as people are told."""

    SOON = "soon"
    LATER = "later"


def require(crew: Crew) -> None:
    """Raise Full unless a seat is left."""
    if not crew.left:
        raise Full(crew.id)


def wait(ahead: int) -> Wait:
    """Return what somebody is told who has that many people before them."""
    return Wait.SOON if ahead <= AHEAD_SOON else Wait.LATER


def first_day(phase: PhaseDates, today: date, office: Office) -> date:
    """Return the first working day of a phase, or the next working day once it has begun."""
    return office.add_working_days(max(phase.starts, today + timedelta(days=1)), 0)


def dated(phase: str, year: int, starts: tuple[int, int], ends: tuple[int, int]) -> PhaseDates:
    """Return a usual phase in that year; one that ends before it starts runs over the new year."""
    over = year + (ends < starts)
    return PhaseDates(f"{year}-{phase}", phase, _on(year, starts), _on(over, ends))


def _on(year: int, day: tuple[int, int]) -> date:
    """Return that day of a year; in most years a leap day is the one before."""
    try:
        return date(year, *day)
    except ValueError:
        if day != LEAP_DAY:
            raise
        return date(year, 2, 28)
