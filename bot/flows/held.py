"""The words of a decision that is held until it can no longer be undone; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.held import Ending, Why
from bot.domain.request import MATTERS, RequestKind
from bot.flows import application_lines, matter_lines, report_words
from bot.flows.messages import Code, Message, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time

KIND = "held"


class Deed(StrEnum):
    """What a button of the officer's message does."""

    UNDO = "undo"
    NOW = "now"
    CORRECT = "correct"
    NEXT = "next"


LABELS: dict[Deed, Message] = {
    Deed.UNDO: msg("held.undo"),
    Deed.NOW: msg("held.now"),
    Deed.CORRECT: msg("held.correct"),
    Deed.NEXT: msg("card.next"),
}
WHYS: dict[Why, Message] = {
    Why.PERSON: msg("held.why_person"),
    Why.CHANGED: msg("held.why_changed"),
    Why.IMPOSSIBLE: msg("held.why_impossible"),
    Why.ROLE: msg("held.why_role"),
}
#: What a decision is called that leads to no other state, by its event.
EVENTS: dict[str, Message] = {
    "released": msg("held.released"),
    "redacted": msg("held.redacted"),
    "written": msg("held.written"),
}
#: What a decision is called by the state it leads to, for each kind of request.
STATES: dict[RequestKind, Mapping[str, Message]] = {
    RequestKind.REPORT: {state.value: said for state, said in report_words.STATES.items()},
    RequestKind.APPLICATION: {state.value: said for state, said in application_lines.STATES.items()},
    **{kind: {state.value: said for state, said in matter_lines.STATES.items()} for kind in MATTERS},
}


@dataclass(frozen=True, kw_only=True)
class HeldCard:
    """What the officer's message of one decision shows.

    `seconds` are between the decision and its leaving. `ended_at` is the local hour; `told` tells whether
    somebody was told of it, `behind` whether another request waits for the officer.
    """

    number: int
    version: int
    reference: str
    what: Message
    seconds: int
    ending: Ending | None
    why: Why | None
    ended_at: time | None
    told: bool
    behind: bool


def called(kind: RequestKind, comes_to: str) -> Message:
    """Return what a decision is called."""
    return STATES[kind].get(comes_to) or EVENTS.get(comes_to) or msg("held.decided")


def drawn(card: HeldCard) -> Prompt:
    """Return the message as it is shown."""
    rows = tuple((_button(card, deed),) for deed in _deeds(card))
    return Prompt(_lines(card), rows, Keyboard.INLINE if rows else Keyboard.NONE)


def _lines(card: HeldCard) -> tuple[Message, ...]:
    reference, what = Code(card.reference), card.what
    match card.ending:
        case Ending.DONE:
            assert card.ended_at is not None
            left = msg("held.left", hour=card.ended_at) if card.told else msg("held.done", hour=card.ended_at)
            return (msg("held.title_done", reference=reference, what=what), left)
        case Ending.UNDONE:
            return (msg("held.title_undone", reference=reference, what=what), msg("held.nothing_left"))
        case Ending.OVERTAKEN:
            return overtaken(card.reference, card.what, card.why or Why.CHANGED)
    return (msg("held.title", reference=reference, what=what), msgn("held.leaves", card.seconds))


def overtaken(reference: str, what: Message, why: Why) -> tuple[Message, ...]:
    """Say that nothing has left, and why."""
    return (
        msg("held.title_overtaken", reference=Code(reference), what=what),
        msg("held.nothing_left"),
        WHYS[why],
    )


def _deeds(card: HeldCard) -> list[Deed]:
    then = [Deed.NEXT] * card.behind
    match card.ending:
        case None:
            return [Deed.UNDO, Deed.NOW, *then]
        case Ending.DONE:
            return [Deed.CORRECT] * card.told + then
    return []


def _button(card: HeldCard, deed: Deed) -> Option:
    return Option(card_data(KIND, card.number, deed, card.version), LABELS[deed])


def on_card(what: Message, *, own: bool, name: str | None) -> Message:
    """Return the line of a request's card that says who decided what that has not left yet."""
    if own:
        return msg("held.on_card_own", what=what)
    return msg("held.on_card_by", what=what, name=name) if name else msg("held.on_card", what=what)
