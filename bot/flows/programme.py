"""How phases and crews are named and described to people; it looks up nothing."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from bot.flows.messages import Code, Message, Term, TermKind, Worded, msg

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.seats import Crew


def phase(code: str) -> Message:
    """Name a phase of one year by its code: « Avril et mai 2027 »."""
    year, _, name = code.partition("-")
    return msg("phase.named", phase=Term(TermKind.PHASE, name), year=Code(year))


def crew(which: Crew) -> Message:
    """Name a crew with its phase: « Avril et mai 2027, Équipe 1 »."""
    return msg("crew.named", phase=phase(which.phase.code), crew=Worded(which.name))


def first_day(which: Crew, day: date) -> tuple[Message, ...]:
    """Say when and where a first day begins, and what to bring."""
    return (msg("crew.first_day", day=day, hour=time.fromisoformat(which.hour)), *_where(which))


def mine(which: Crew, first: date, today: date) -> tuple[Message, ...]:
    """Return what « Mon équipe » says, with the first day while it is to come."""
    named = msg("crew.mine", crew=crew(which))
    if first >= today:
        return (named, *first_day(which, first))
    return (named, msg("crew.hour", hour=time.fromisoformat(which.hour)), *_where(which))


def _where(which: Crew) -> tuple[Message, ...]:
    return (msg("crew.place", place=Worded(which.place)), msg("crew.bring", what=Term(TermKind.BRING)))
