"""The officer's question on its way to the resident; the answer comes back through the dialogue it opens."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.flows.answer_question import ANSWER_QUESTION
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Option, Priority, Prompt
from bot.storage import sessions

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.reports import Report
    from bot.storage.sessions import StoredSession

LONG_AGO = datetime.fromtimestamp(0, UTC)


def relay(work: Work, report: Report, question: str, *, heard: bool) -> None:
    """Put a question to whoever reported; their next words answer it, unless they are in another dialogue."""
    session = asked(work, report) or _open(work, report, question)
    reference = Code(report.reference)
    lines = (
        msg("news.title", reference=reference),
        msg("answer.from_officer", reference=reference),
        msg("answer.question", question=question),
    )
    button = ((Option("reply", msg("answer.button")),),)
    prompt = Prompt(lines, button, Keyboard.INLINE, session.id, "reply")
    work.send(report.person, prompt, Priority.CHANGE, silent=not heard)


def withdraw(work: Work, report: Report) -> None:
    """End the dialogue in which the resident was asked something: their next words are no answer to it."""
    session = asked(work, report)
    while session is not None:
        sessions.end(work.connection, session.id, work.now)
        session = asked(work, report)


def asked(work: Work, report: Report) -> StoredSession | None:
    """Return the open dialogue in which this report's resident is asked."""
    held = sessions.open_ones(work.connection, report.person)
    answering = (each for each in held if each.flow == ANSWER_QUESTION.name)
    return next((each for each in answering if each.answers.get("at_request") == report.id), None)


def _open(work: Work, report: Report, question: str) -> StoredSession:
    opened = {"at_request": report.id, "at_reference": report.reference, "at_question": question}
    busy = sessions.active(work.connection, report.person) is not None
    touched = LONG_AGO if busy else work.now
    return sessions.add(work.connection, report.person, ANSWER_QUESTION.name, opened, touched)
