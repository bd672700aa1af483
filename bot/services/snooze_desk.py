"""The buttons of a card that put its request aside or wake it, whatever it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.decisions import Snooze
from bot.domain.errors import NotAllowed
from bot.domain.snoozing import Moment
from bot.flows.snooze import SNOOZE, Deed
from bot.services import desk, dialogues, snoozing
from bot.storage import events

if TYPE_CHECKING:
    from bot.domain.decisions import Decision
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.requests import Request


def act(work: Work, person: Person, request: Request, action: str, decision: Decision) -> bool:
    """Put aside as before, wake, or ask until when; return whether it is done."""
    desk.current(work, person.id, decision)
    match Deed(action):
        case Deed.WAKE:
            snoozing.wake(work, person.id, decision)
        case Deed.SAME:
            snoozing.put_aside(work, person.id, _as_before(work, decision))
        case Deed.LATER:
            if request.waiting_since is None or request.snoozed_until is not None:
                raise NotAllowed("snooze")
            moments = [
                [name.value, at.date().isoformat(), at.time().isoformat("minutes")]
                for name, at in snoozing.offered(work).items()
            ]
            dialogues.open_decision(work, person, request, SNOOZE, {"at_moments": moments})
            return False
    return True


def _as_before(work: Work, decision: Decision) -> Snooze:
    last = events.last(work.connection, decision.request, "snoozed")
    if last is None:
        raise NotAllowed("snooze")
    moment, firmly = Moment(last[1]["moment"]), bool(last[1].get("firmly"))
    return Snooze(decision.request, decision.version, moment=moment, day=None, hour=None, firmly=firmly)
