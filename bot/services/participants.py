"""Whoever has a seat in a crew: which one, where and when it begins; what they do there is not told here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import programme
from bot.flows.messages import msg
from bot.services import first_days
from bot.storage import enrolments
from bot.storage import programme as stored

if TYPE_CHECKING:
    from bot.domain.seats import Crew
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.enrolments import Enrolment


def crew_of(work: Work, person: int) -> Crew | None:
    """Return the crew somebody is in, until its phase is over."""
    seat = _seat(work, person)
    return seat[1] if seat else None


def mine(work: Work, person: int) -> tuple[Message, ...]:
    """Return what « Mon équipe » says."""
    seat = _seat(work, person)
    if seat is None:
        return (msg("crew.nobody"),)
    held, crew = seat
    begins, first = first_days.of(work, crew, held.since)
    return programme.mine(begins if first >= work.today else crew, first, work.today)


def _seat(work: Work, person: int) -> tuple[Enrolment, Crew] | None:
    held = enrolments.of_person(work.connection, person)
    crew = stored.crew(work.connection, held.crew) if held else None
    return (held, crew) if held and crew and crew.phase.ends >= work.today else None
