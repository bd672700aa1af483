"""What somebody reads of what they have asked for, in « Mes demandes » and in their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.matter import CLOSED, State
from bot.domain.request import RequestKind
from bot.flows.messages import Code, Message, msg

if TYPE_CHECKING:
    from datetime import date

#: What somebody's own wishes are called; what the programme notices about them is in no list of theirs.
NAMES: dict[RequestKind, Message] = {
    RequestKind.QUESTION: msg("mine.question"),
    RequestKind.RESCHEDULE: msg("mine.reschedule"),
    RequestKind.CONTESTED: msg("mine.contested"),
    RequestKind.ATTESTATION: msg("mine.attestation"),
}

#: What the person reads of each state.
STATES: dict[State, Message] = {
    State.OPEN: msg("mine.matter.open"),
    State.NEEDS_INFO: msg("mine.matter.needs_info"),
    State.DONE: msg("mine.matter.done"),
    State.DISMISSED: msg("mine.matter.dismissed"),
}


def lines(kind: RequestKind, reference: str, state: State, answer_by: date) -> tuple[Message, ...]:
    """Say where a wish stands, and until when an answer is owed."""
    standing = msg("mine.matter", name=NAMES[kind], reference=Code(reference), state=STATES[state])
    owed = () if state in CLOSED else (msg("receipt.answer_by", day=answer_by),)
    return (standing, *owed)
