"""What somebody is told of what they have asked: the answer, that it is settled, that it cannot be."""

from __future__ import annotations

from bot.flows.messages import Code, Message, Term, TermKind, msg


def answered(reference: str, text: str) -> tuple[Message, ...]:
    """Return the officer's answer; the first line tells nothing to a stranger's eye."""
    return (msg("matter.answer_came", reference=Code(reference)), msg("answer.question", question=text))


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
