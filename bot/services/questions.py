"""The officer's question on its way to the resident; the answer comes back through the dialogue it opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from bot.domain.request import MATTERS, RequestKind
from bot.flows.answer_question import ANSWER_APPLICATION, ANSWER_QUESTION
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Option, Priority, Prompt
from bot.storage import events, requests, sessions

if TYPE_CHECKING:
    from bot.domain.decisions import AskReporter
    from bot.flows.dialogue import Flow
    from bot.services.work import Work
    from bot.storage.sessions import StoredSession

LONG_AGO = datetime.fromtimestamp(0, UTC)

#: The dialogue in which each kind of request is answered for.
FLOWS: dict[RequestKind, Flow] = {
    RequestKind.REPORT: ANSWER_QUESTION,
    RequestKind.APPLICATION: ANSWER_APPLICATION,
    **dict.fromkeys(MATTERS, ANSWER_APPLICATION),
}


class Asked(Protocol):
    """A request about which something is asked: a request, an application or a matter."""

    @property
    def id(self) -> int:
        """Return its number."""

    @property
    def person(self) -> int:
        """Return who is asked."""

    @property
    def reference(self) -> str:
        """Return what people call it."""


def open_for(work: Work, request: Asked, question: str, *, written: bool = False) -> StoredSession:
    """Return the dialogue in which the person answers what was last `written` or asked, opened if need be."""
    session = asked(work, request)
    if session is None:
        return _open(work, request, question, written=written)
    answers = {**session.answers, "at_question": question, "at_written": written}
    sessions.save(work.connection, session.id, answers, session.misses, session.keyboard, work.now)
    return replace(session, answers=answers)


def relay(work: Work, request: Asked, question: str, *, heard: bool) -> None:
    """Put a question to whoever filed the request; their next words answer it, unless another one is open."""
    session = asked(work, request) or _open(work, request, question)
    reference = Code(request.reference)
    lines = (
        msg("news.title", reference=reference),
        msg("answer.from_officer", reference=reference),
        msg("answer.question", question=question),
    )
    button = ((Option("reply", msg("answer.button")),),)
    prompt = Prompt(lines, button, Keyboard.INLINE, session.id, "reply")
    work.send(request.person, prompt, Priority.CHANGE, silent=not heard)


def withdraw(work: Work, request: Asked) -> None:
    """End the dialogue in which the resident was asked something: their next words are no answer to it."""
    session = asked(work, request)
    while session is not None:
        sessions.end(work.connection, session.id, work.now)
        session = asked(work, request)


def asked_detail(command: AskReporter) -> dict[str, str]:
    """Return what the log keeps of a question: the words that left, and the same as officers read them."""
    own = {"own": command.own} if command.own else {}
    return {"text": command.question, **own}


def exchanged(work: Work, request: int) -> tuple[str | None, str | None]:
    """Return the last question put about a request as officers read it, and the words that answered it."""
    question = events.last(work.connection, request, "asked")
    answer = events.last(work.connection, request, "answered")
    if question is None:
        return None, None
    fresh = answer is not None and answer[0] > question[0]
    return str(question[1].get("own") or question[1].get("text", "")), (
        answer[1].get("text") or None
    ) if answer and fresh else None


def asked(work: Work, request: Asked) -> StoredSession | None:
    """Return the open dialogue in which whoever filed this request is asked."""
    held = sessions.open_ones(work.connection, request.person)
    names = {flow.name for flow in FLOWS.values()}
    answering = (each for each in held if each.flow in names)
    return next((each for each in answering if each.answers.get("at_request") == request.id), None)


def _open(work: Work, request: Asked, question: str, *, written: bool = False) -> StoredSession:
    opened = {"at_request": request.id, "at_reference": request.reference, "at_question": question}
    opened |= {"at_written": True} if written else {}
    flow = FLOWS[requests.by_id(work.connection, request.id).kind]
    busy = sessions.active(work.connection, request.person) is not None
    touched = LONG_AGO if busy else work.now
    return sessions.add(work.connection, request.person, flow.name, opened, touched)
