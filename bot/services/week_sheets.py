"""What a crew's printed sheet of a week holds: its shifts, its people by their short names, no reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.services import bookings, crew_names
from bot.storage import programme, shifts

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from bot.domain.territory import Texts
    from bot.services.work import Work

WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class WeekRows:
    """A crew's week from its Monday on: the shifts that take place, and who is expected at which."""

    crew: Texts
    monday: date
    shifts: tuple[Shift, ...]
    people: tuple[tuple[str, frozenset[int]], ...]


def rows(work: Work, crew: int, monday: date) -> WeekRows:
    """Return what the sheet of that week holds; raises NoResultFound for a crew that is not there."""
    held = shifts.of_crew(work.connection, crew, monday, monday + WEEK)
    planned = tuple(each for each in held if not each.cancelled)
    expected = {each.id: bookings.expected_at(work, each) for each in planned}
    everybody = dict.fromkeys(person for persons in expected.values() for person in persons)
    people = tuple(
        (crew_names.of(work, person), frozenset(at for at, persons in expected.items() if person in persons))
        for person in everybody
    )
    return WeekRows(programme.crew(work.connection, crew).name, monday, planned, people)
