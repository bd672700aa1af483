"""Puts right what a decision has told, for exactly the people whom it told; it undoes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.errors import NotAllowed
from bot.domain.held import Ending
from bot.domain.people import Act, require
from bot.flows import correction
from bot.flows.messages import Code, msgn
from bot.flows.outbound import Priority, Prompt
from bot.services import reaching
from bot.storage import events, followers, held, outbox, people, requests

if TYPE_CHECKING:
    from bot.domain.commands import CorrectDecision
    from bot.flows.dialogue import Flow
    from bot.services.work import Work
    from bot.storage.held import HeldDecision


def recipients(work: Work, decision: HeldDecision) -> list[int]:
    """Return whom a decision that was carried out has told: whose request it is, and who follows it."""
    if decision.ending is not Ending.DONE or decision.cause is None:
        return []
    request = requests.by_id(work.connection, decision.request)
    told = outbox.written_to(work.connection, decision.cause)
    near = [request.person, *followers.of_request(work.connection, request.id)]
    return [person for person in near if person in told and person != decision.officer]


def opened(work: Work, decision: HeldDecision) -> tuple[Flow, dict[str, Any]]:
    """Return the dialogue in which the correcting message is written, and what it opens with."""
    request = requests.by_id(work.connection, decision.request)
    told = recipients(work, decision)
    more = reaching.written_to(work, told[0])
    seen = {"at_decision": decision.id, "at_reference": request.reference, "at_people": len(told)}
    return correction.CORRECT_DECISION, {**seen, **more}


def correct(work: Work, officer: int, command: CorrectDecision) -> int:
    """Send the correcting message; raises NotAllowed to whoever may not, or has told nobody."""
    require(people.roles_of(work.connection, officer), Act.DECIDE)
    decision = held.find(work.connection, command.decision)
    told = recipients(work, decision) if decision and decision.officer == officer else []
    if decision is None or not told:
        raise NotAllowed("correct")
    request = requests.by_id(work.connection, decision.request)
    detail = {"decision": decision.id, "text": command.text}
    events.append(work.connection, request.id, "corrected", officer, work.now, detail=detail)
    for person in told:
        work.send(person, Prompt(correction.said(request.reference, command.text)), Priority.CHANGE)
    work.say(officer, msgn("correction.sent", len(told), reference=Code(request.reference)))
    return request.id
