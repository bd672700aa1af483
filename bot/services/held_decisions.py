"""What becomes of a decision that is held: carried out in time, undone, or overtaken by what has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.decisions import Decision, WriteToPerson
from bot.domain.errors import Refusal
from bot.domain.held import Ending, Why
from bot.domain.people import Act, may
from bot.domain.queue import WAITING
from bot.domain.request import RequestKind
from bot.flows import held as words
from bot.flows.application_refusal import DECLINE_APPLICATION
from bot.flows.catalogue import FLOWS
from bot.flows.dialogue import Session, begin, reread
from bot.flows.held import Deed, HeldCard
from bot.flows.matter_decisions import ANSWER_MATTER, CLOSE_MATTER
from bot.flows.messages import Code, msg
from bot.flows.outbound import Answer, HeldDrawing, Priority
from bot.flows.report_decisions import ASK_REPORTER
from bot.flows.telling import TELL_PERSON
from bot.services import buttons, cards, corrections, dialogues, drafts, presence, queue_desk
from bot.services.desks import DESKS
from bot.services.holding import TIMER
from bot.services.verbs import SERVICES
from bot.storage import events, held, people, queue, requests, timers
from bot.storage.statements import all_or_nothing

if TYPE_CHECKING:
    from datetime import datetime, time

    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.flows.outbound import Prompt
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.held import HeldDecision
    from bot.storage.people import Person
    from bot.storage.requests import Request

#: Which answer of a dialogue the officer has typed.
TYPED = {
    ASK_REPORTER.name: "question",
    ANSWER_MATTER.name: "text",
    CLOSE_MATTER.name: "outcome",
    TELL_PERSON.name: "text",
    DECLINE_APPLICATION.name: "text",
}


def ring(work: Work, number: int) -> None:
    """Carry a decision out: nobody has undone it in time."""
    decision = held.find(work.connection, number)
    if decision is not None and decision.ending is None:
        carry_out(work, decision)


def carry_out(work: Work, decision: HeldDecision) -> None:
    """Do what was decided, as the officer who decided it, if all is still as it was seen."""
    request = requests.by_id(work.connection, decision.request)
    why = _why_not(work, decision, request)
    if why is None:
        try:
            with all_or_nothing(work.connection):
                _do(work, decision)
                _let_go(work, decision)
        except Refusal:
            why = Why.IMPOSSIBLE
    if why is not None:
        _overtake(work, decision, request, why)


def _why_not(work: Work, decision: HeldDecision, request: Request) -> Why | None:
    if not may(people.roles_of(work.connection, decision.officer), Act.DECIDE):
        return Why.ROLE
    if request.version != decision.version:
        change = events.last_change(work.connection, request.id)
        return Why.PERSON if change is not None and change[1] == request.person else Why.CHANGED
    erased = request.erased_at is not None and request.kind is not RequestKind.REPORT
    return Why.CHANGED if erased else None


def _do(work: Work, decision: HeldDecision) -> None:
    """Run the command at the version of now. Raises Refusal."""
    _end(work, decision, Ending.DONE, cause=work.cause)
    version = requests.by_id(work.connection, decision.request).version
    # What was decided has been said: only what it brings besides is.
    doing = replace(work, confirms=False)
    match decision.given:
        case {"flow": str(name), "answers": dict(answers)} if name in FLOWS:
            flow, known = FLOWS[name], doing.known_to(decision.officer)
            session = reread(flow, Session({**answers, "at_version": version}), known)
            command = begin(flow, session, known).command
            if not isinstance(command, Decision):  # an answer is no answer any more, such as a day gone by
                raise Refusal
            SERVICES[type(command)](doing, decision.officer, command)
        case {"relay": int(relay)}:
            command = WriteToPerson(decision.request, version, relay)
            SERVICES[WriteToPerson](doing, decision.officer, command)
        case {"press": [str(kind), str(action)]}:
            request = requests.by_id(work.connection, decision.request)
            officer = people.by_id(work.connection, decision.officer)
            DESKS[RequestKind(kind)].act(doing, officer, request, action, Decision(request.id, version))
        case _:  # erased with whoever it was about
            raise Refusal


def _let_go(work: Work, decision: HeldDecision) -> None:
    """Leave to the others what still waits after what somebody decided right before they went away."""
    waits = requests.by_id(work.connection, decision.request).waiting_since is not None
    if waits and presence.absent(work, decision.officer):
        cards.offer(work, decision.request)


def _overtake(work: Work, decision: HeldDecision, request: Request, why: Why) -> None:
    """Let the request wait again, and tell the officer why nothing has left."""
    _end(work, decision, Ending.OVERTAKEN, why=why)
    detail = {"decision": decision.id, "why": why.value}
    events.append(work.connection, request.id, "overtaken", None, work.now, detail=detail)
    waits = request.waiting_since is not None
    if why is Why.ROLE:
        requests.change(work.connection, request.id, {"claimed_by": None})
        if waits:
            cards.offer(work, request.id)
        return
    what = words.called(request.kind, decision.comes_to)
    work.say(decision.officer, *words.overtaken(request.reference, what, why), priority=Priority.CHANGE)
    _give_back(work, decision)
    if waits:
        cards.show(work, decision.officer, request.id, Priority.CHANGE)
        cards.offer(work, request.id)


def undo(work: Work, decision: HeldDecision) -> None:
    """Let the request wait as before: nothing has left."""
    _end(work, decision, Ending.UNDONE)
    detail = {"decision": decision.id}
    events.append(work.connection, decision.request, "undone", decision.officer, work.now, detail=detail)
    _give_back(work, decision)
    cards.show(work, decision.officer, decision.request)


def _end(
    work: Work, decision: HeldDecision, ending: Ending, *, why: Why | None = None, cause: str | None = None
) -> None:
    timers.cancel(work.connection, TIMER, decision.id)
    held.end(work.connection, decision, ending, work.now, why=why, cause=cause)
    requests.change(work.connection, decision.request, {"held": False})
    cards.refresh(work, decision.request)
    work.send(decision.officer, HeldDrawing(decision.id), Priority.CHANGE, silent=True)


def _give_back(work: Work, decision: HeldDecision) -> None:
    """Show the officer the words they had typed: they may want them again, or ask where they go."""
    if "relay" in decision.given:
        drafts.ask_again(work, decision.given["relay"])
    answers = decision.given.get("answers", {})
    text = answers.get("own") or answers.get(TYPED.get(decision.given.get("flow", ""), ""))
    if text:
        work.say(decision.officer, msg("held.your_words"), msg("answer.question", question=text))


# --- the officer's message ----------------------------------------------------------------------------


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Do what a button of the officer's message says: only whoever decided may."""
    decision = held.find(work.connection, button.request)
    allowed = may(people.roles_of(work.connection, person.id), Act.DECIDE)
    if decision is None or decision.officer != person.id or not allowed:
        return buttons.refuse(work, person, pressed)
    match Deed(button.action):
        case Deed.NEXT:
            return (Answer(pressed.query, queue_desk.go_on(work, person)),)
        case Deed.UNDO if decision.ending is None:
            undo(work, decision)
        case Deed.NOW if decision.ending is None:
            carry_out(work, decision)
        case Deed.CORRECT if corrections.recipients(work, decision):
            dialogues.open_new(work, person, *corrections.opened(work, decision))
        case _:
            work.send(person.id, HeldDrawing(decision.id), Priority.CHANGE, silent=True)
            return (Answer(pressed.query, _too_late(work, decision), alert=True),)
    return (Answer(pressed.query),)


def _too_late(work: Work, decision: HeldDecision) -> Message:
    """Say in one line what has become of a decision already."""
    reference = Code(requests.by_id(work.connection, decision.request).reference)
    if decision.ending is Ending.DONE and decision.ended_at is not None:
        hour = _hour(work, decision.ended_at)
        if corrections.recipients(work, decision):
            return msg("held.has_left", reference=reference, hour=hour)
        return msg("held.was_done", reference=reference, hour=hour)
    return msg("held.has_not_left", reference=reference)


def drawn(work: Work, number: int) -> tuple[HeldDecision, Prompt] | None:
    """Return a decision and the officer's message of it as things stand; None when there is none."""
    decision = held.find(work.connection, number)
    if decision is None:
        return None
    request = requests.by_id(work.connection, decision.request)
    card = HeldCard(
        number=number,
        version=decision.version,
        reference=request.reference,
        what=words.called(request.kind, decision.comes_to),
        seconds=round((decision.due_at - decision.created_at).total_seconds()),
        ending=decision.ending,
        why=decision.why,
        ended_at=_hour(work, decision.ended_at) if decision.ended_at else None,
        told=bool(corrections.recipients(work, decision)),
        behind=queue.count(work.connection, WAITING, decision.officer, work.today) > 0,
    )
    return decision, words.drawn(card)


def _hour(work: Work, instant: datetime) -> time:
    return instant.astimezone(ZoneInfo(work.territory.timezone)).time()
