"""An officer before the queue: who has taken what, decided as it was seen; what is decided is each kind's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import Stale
from bot.domain.people import Act, require
from bot.domain.talk import State
from bot.flows.messages import Code, msg
from bot.services import cards
from bot.storage import events, people, relays, requests

if TYPE_CHECKING:
    from bot.domain.decisions import Decision, WriteNote
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.requests import Request


def current(work: Work, officer: int, decision: Decision) -> Request:
    """Return the request as the officer saw it; raises Stale when it has changed or is a colleague's.

    One on which a decision is held is stale until that has ended. Raises NotAllowed for whoever does not
    decide any more.
    """
    require(people.roles_of(work.connection, officer), Act.DECIDE)
    request = requests.by_id(work.connection, decision.request)
    others = request.claimed_by not in (None, officer)
    if request.version != decision.version or others or request.held:
        raise Stale(decision.request, decision.version)
    return request


def claim(work: Work, officer: int, decision: Decision) -> None:
    """Take a request: nobody else decides on it from now on. Raises Stale when it is taken already."""
    request = current(work, officer, decision)
    if request.claimed_by is not None:
        raise Stale(decision.request, decision.version)
    events.append(work.connection, request.id, "claimed", officer, work.now)
    requests.change(work.connection, request.id, {"claimed_by": officer})
    cards.refresh(work, request.id)


def confirm(work: Work, officer: int, line: Message) -> None:
    """Say below what was done, unless the officer has seen it being held."""
    if work.confirms:
        work.say(officer, line)


def note(work: Work, officer: int, command: WriteNote) -> int:
    """Keep words for the officers; nobody is told."""
    request = current(work, officer, command)
    detail = {"text": command.note}
    noted = events.append(work.connection, request.id, "noted", officer, work.now, detail=detail)
    if work.message:
        values = {"request": request.id, "author": officer, "written": work.message, "event": noted}
        relays.add(work.connection, {**values, "state": State.NOTED}, work.now)
    cards.refresh(work, request.id)
    work.say(officer, msg("note.kept", reference=Code(request.reference)))
    return request.id
