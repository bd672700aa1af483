"""Conversations of those who take part, with their weeks and appointments; said in the .txt files."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer, State
from bot.domain.programme import Sort
from bot.domain.reminders import Kind
from bot.flows.messages import msg
from bot.services import shifts
from bot.storage import attendances
from tests.applying import file, person, work
from tests.taking_part import appointment, join, shift

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town


def _takes_part(town: Town, resident: Phone) -> None:
    """Give somebody a crew, two weeks of shifts and three appointments."""
    file(town, resident)
    join(town, resident)
    shift(town, date(2026, 4, 7))
    coming, off = shift(town, date(2026, 4, 8)), shift(town, date(2026, 4, 9))
    shift(town, date(2026, 4, 14), time(9), time(13))
    held = attendances.book(town.connection, person(town, resident), Kind.SHIFT, coming.id, town.now)
    attendances.answer(town.connection, held, Answer.COMING, 1, town.now, in_time=True)
    shifts.cancel_shift(work(town), off)
    was = appointment(town, resident, date(2026, 4, 1), sort=Sort.COLLECTIVE)
    held = attendances.book(town.connection, person(town, resident), Kind.APPOINTMENT, was.id, town.now)
    attendances.note(town.connection, held.id, State.PRESENT, None, town.now)
    appointment(town, resident, date(2026, 4, 10))
    town.log.clear()


def planning(town: Town, resident: Phone) -> None:
    """This week, today's place, the next week, the appointments and one of them."""
    resident.types("/planning")
    _takes_part(town, resident)
    resident.chooses(msg("menu.crew"))
    resident.chooses(msg("planning.button"))
    resident.chooses(msg("planning.place"))
    resident.chooses(msg("planning.to_next_week"))
    resident.chooses(msg("planning.appointments"))
    resident.chooses(msg("rdv.open", day=date(2026, 4, 10)))


def pause(town: Town, resident: Phone) -> None:
    """Mornings paused, then everything, then all taken up again."""
    _takes_part(town, resident)
    resident.types("/stop")
    resident.chooses(msg("pause.shifts_on"))
    resident.chooses(msg("pause.stop_all"))
    resident.chooses(msg("pause.resume_all"))


ALONE: dict[str, Callable[[Town, Phone], None]] = {
    "participant.planning": planning,
    "participant.pause": pause,
}
