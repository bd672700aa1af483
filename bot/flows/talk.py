"""What officers and people write to each other, in words: the copy, its buttons, the one question before.

Nothing leaves here: that an officer's words go to the person takes a press of « Envoyer ».
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.talk import State
from bot.flows import labels, pictures, recordings
from bot.flows.inbound import Photo, Place, Text, Voice
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from bot.flows.inbound import Event

KIND = "relay"  # of the buttons below


class Deed(StrEnum):
    """What a button below such a message does."""

    SEND = "send"
    NOTE = "note"
    DROP = "drop"
    REPLY = "reply"
    CALL = "call"


Said = dict[str, Any]
"""What a message says, as plain values: `text`, `pictures`, `recording`, `place`."""


def said(event: Event) -> Said | None:
    """Return what somebody has written, shown or spoken; None for what cannot be carried."""
    match event:
        case Text(text):
            return {"text": text.strip()}
        case Photo(picture, caption):
            return {"text": caption.strip(), "pictures": [pictures.keep(picture)]}
        case Voice(recording):
            return {"text": "", "recording": recordings.keep(recording)}
        case Place(latitude, longitude, name):
            return {"text": name, "place": [latitude, longitude, name]}
    return None


def asked(relay: int, reference: str, more: tuple[Message, ...], *, calls: bool) -> Prompt:
    """Ask whether an officer's words leave; `more` says what to know of their reader.

    `calls` tells whether to offer to call instead.
    """
    call = ((_option(relay, Deed.CALL, msg("matter.call")),),) * calls
    rows = (
        (_option(relay, Deed.SEND, msg("talk.send")), _option(relay, Deed.NOTE, msg("card.add_note"))),
        *call,
        (_option(relay, Deed.DROP, labels.CANCEL),),
    )
    return Prompt((msg("talk.ask", reference=Code(reference)), *more), rows, Keyboard.INLINE)


def ended(state: State, reference: str) -> Prompt:
    """Say where an officer's words went."""
    match state:
        case State.HELD:
            line = msg("talk.held", reference=Code(reference))
        case State.SENT:
            line = msg("talk.sent", reference=Code(reference))
        case State.NOTED:
            line = msg("note.kept", reference=Code(reference))
        case State.FAILED:
            line = msg("talk.failed", reference=Code(reference))
        case _:
            line = msg("talk.dropped")
    return Prompt((line,))


def drawn_over(said: Prompt, message: int | None) -> Prompt:
    """Return what is drawn over an earlier message, which takes its buttons away."""
    return replace(said, over=message) if message else said


def to_person(relay: int, reference: str, text: str) -> Prompt:
    """Return what the person reads of an officer's message."""
    lines = (msg("talk.from_officer", reference=Code(reference)), *_quoted(text))
    return Prompt(lines, ((_option(relay, Deed.REPLY, msg("answer.button")),),), Keyboard.INLINE)


def to_officer(reference: str, text: str, *, changed: bool) -> Prompt:
    """Return what an officer reads of what a person has written back."""
    lines = (msg("talk.from_person", reference=Code(reference)), *_quoted(text))
    return Prompt((*lines, *([msg("talk.changed")] if changed else []), msg("talk.how")))


def _quoted(text: str) -> tuple[Message, ...]:
    return (msg("answer.question", question=text),) if text else ()


def _option(relay: int, deed: Deed, label: Message) -> Option:
    return Option(card_data(KIND, relay, deed, 0), label)
