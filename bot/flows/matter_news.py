"""What somebody is told of what they have asked: the answer, that it is settled, that it cannot be."""

from __future__ import annotations

from bot.domain.attendance import State as Attended
from bot.domain.request import RequestKind
from bot.flows import ask_officer
from bot.flows.messages import Code, Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Prompt


def answered(kind: RequestKind, reference: str, text: str) -> Prompt:
    """Return the officer's answer; whoever had a question may ask another one."""
    lines = (msg("matter.answer_came", reference=Code(reference)), msg("answer.question", question=text))
    if kind is not RequestKind.QUESTION:
        return Prompt(lines)
    return Prompt(lines, ((ask_officer.option(msg("question.again")),),), Keyboard.INLINE)


def corrected(reference: str, state: Attended) -> tuple[Message, ...]:
    """Say what is noted now."""
    line = msg("presence.corrected_late") if state is Attended.LATE else msg("presence.corrected")
    return (msg("news.title", reference=Code(reference)), line)


def attested(reference: str) -> tuple[Message, ...]:
    """Say that the paper follows."""
    return (msg("news.title", reference=Code(reference)), msg("attestation.comes"))


def settled(reference: str) -> tuple[Message, ...]:
    """Say that it is settled, by telephone or in person."""
    return (msg("news.title", reference=Code(reference)), msg("matter.settled"))


def dismissed(reference: str) -> tuple[Message, ...]:
    """Say that it cannot be dealt with here, and whom to call."""
    return (
        msg("news.title", reference=Code(reference)),
        msg("matter.cannot"),
        msg("help.human", phone=Term(TermKind.PHONE)),
    )


def reopened(reference: str) -> tuple[Message, ...]:
    """Say that somebody looks at it again."""
    return (msg("news.title", reference=Code(reference)), msg("matter.again"))
