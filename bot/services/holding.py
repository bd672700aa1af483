"""Holds an officer's decision for a while: tried at once, carried out when nobody can undo it any more.

While it is held nothing else has happened: `held_decisions` carries it out, or not.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.decisions import NoteProfile, Snooze, TickCriteria, WriteNote
from bot.flows.outbound import HeldDrawing
from bot.services import cards
from bot.storage import events, held, requests, timers
from bot.storage.statements import trial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.decisions import Decision
    from bot.services.work import Work

TIMER = "decide"  # the kind of the timer of a decision that is held

#: Decisions that leave nobody and can be made anew: they count at once.
AT_ONCE: tuple[type[Decision], ...] = (WriteNote, TickCriteria, NoteProfile, Snooze)


def decide(
    work: Work, officer: int, decision: Decision, given: Mapping[str, Any], run: Callable[[], object]
) -> int:
    """Hold a decision that `run` would carry out, or carry it out where the territory holds none.

    `given` makes the command again: see `storage.held.HeldDecision`. Raises what `run` raises now.
    """
    if holds(work, decision):
        _hold(work, officer, decision, given, _try(work, decision, run))
    else:
        run()
    return decision.request


def holds(work: Work, decision: Decision) -> bool:
    """Tell whether a decision is held before it is carried out."""
    return work.territory.office.undo_seconds > 0 and not isinstance(decision, AT_ONCE)


def _try(work: Work, decision: Decision, run: Callable[[], object]) -> str:
    """Return what would come of a decision: the state its request comes into, or the name of the event."""
    before = requests.by_id(work.connection, decision.request).state
    with trial(work.connection):
        run()
        after = requests.by_id(work.connection, decision.request).state
        kind, moved_to = events.newest(work.connection, decision.request)
    return after if after != before else moved_to or kind


def _hold(work: Work, officer: int, decision: Decision, given: Mapping[str, Any], comes_to: str) -> None:
    requests.change(work.connection, decision.request, {"held": True, "claimed_by": officer})
    request = requests.by_id(work.connection, decision.request)
    due_at = work.now + timedelta(seconds=work.territory.office.undo_seconds)
    number = held.add(
        work.connection,
        request=request.id,
        officer=officer,
        version=request.version,
        given=given,
        comes_to=comes_to,
        now=work.now,
        due_at=due_at,
    )
    detail = {"decision": number, "to": comes_to}
    events.append(work.connection, request.id, "decided", officer, work.now, detail=detail)
    timers.set_timer(work.connection, TIMER, number, due_at)
    cards.shut(work, request.id)
    cards.refresh(work, request.id)
    work.send(officer, HeldDrawing(number))
