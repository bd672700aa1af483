"""Whoever has a seat in a crew: which one, where and when it begins; what they do there is not told here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.seats import first_day
from bot.flows import programme
from bot.flows.messages import msg
from bot.storage import enrolments
from bot.storage import programme as stored

if TYPE_CHECKING:
    from bot.domain.seats import Crew
    from bot.flows.messages import Message
    from bot.services.work import Work


def crew_of(work: Work, person: int) -> Crew | None:
    """Return the crew somebody is in, until its phase is over."""
    held = enrolments.of_person(work.connection, person)
    crew = stored.crew(work.connection, held.crew) if held else None
    return crew if crew and crew.phase.ends >= work.today else None


def mine(work: Work, person: int) -> tuple[Message, ...]:
    """Return what « Mon équipe » says."""
    held = enrolments.of_person(work.connection, person)
    crew = crew_of(work, person)
    if held is None or crew is None:
        return (msg("crew.nobody"),)
    first = first_day(crew.phase, held.since, work.territory.office)
    return programme.mine(crew, first, work.today)
