"""What the officer's card of a matter says, and its labels; it has no buttons and judges nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.matter import CLOSED, State
from bot.domain.request import WISHES, Holder, RequestKind
from bot.domain.text import shorten
from bot.flows.application_lines import who
from bot.flows.messages import Code, Message, msg, msgn

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.request import Standing
    from bot.flows.application_lines import Reach

QUOTE_LENGTH, WORDS_LENGTH = 80, 160  # so that the whole fits a caption of 1,024 characters
ALL_WORDS_LENGTH = 500  # on the back
LINES_LENGTH = 240  # of all that says what it is about
NAME_LENGTH = 40

TITLES: dict[RequestKind, Message] = {
    RequestKind.QUESTION: msg("matter.question"),
    RequestKind.RESCHEDULE: msg("matter.reschedule"),
    RequestKind.CONTESTED: msg("matter.contested"),
    RequestKind.ATTESTATION: msg("matter.attestation"),
    RequestKind.CHECK_IN: msg("matter.check_in"),
    RequestKind.UNREACHABLE: msg("matter.unreachable"),
    RequestKind.DELIVERY: msg("matter.delivery"),
    RequestKind.MISSED_REMINDER: msg("matter.missed_reminder"),
    RequestKind.OUTCOME: msg("matter.outcome_said"),
}

#: What the officer reads of each state.
STATES: dict[State, Message] = {
    State.OPEN: msg("matter.state.open"),
    State.NEEDS_INFO: msg("matter.state.needs_info"),
    State.DONE: msg("matter.state.done"),
    State.DISMISSED: msg("matter.state.dismissed"),
}


@dataclass(frozen=True, kw_only=True)
class MatterCard:
    """What the card of one matter shows to one officer.

    `lines` say what it is about, LINES_LENGTH letters at most; `text` is what the person wrote.
    `reachable` tells whether they can be written to, `movable`
    whether other times can be offered for their appointment. `reply` is what they were answered, `outcome`
    how it was settled otherwise.
    """

    kind: RequestKind
    request: int
    version: int
    reference: str
    state: State
    standing: Standing
    since: date
    answer_by: date
    reach: Reach
    languages: tuple[str, ...]
    reachable: bool
    movable: bool
    lines: tuple[Message, ...]
    text: str | None
    recordings: int
    notes: tuple[Message, ...]
    question: str | None
    answer: str | None
    unanswered: bool
    reply: str | None
    outcome: str | None


def front(card: MatterCard) -> tuple[Message, ...]:
    """Say what it is, about whom, since when, and where it stands."""
    return (
        _title(card),
        *who(card.reach, card.languages),
        *([] if card.reachable else [msg("matter.phone_only")]),
        *card.lines,
        *_words(card),
        msg("mine.since", day=card.since),
        *_standing(card),
        *_talk(card),
        *_ended(card),
    )


def back(card: MatterCard) -> tuple[Message, ...]:
    """Show the person's words in full, and what officers have noted."""
    name = [msg("card.name", name=shorten(card.reach.name, NAME_LENGTH))] if card.reach.name else []
    text = [msg("card.note", note=shorten(card.text, ALL_WORDS_LENGTH))] if card.text else []
    return (_title(card), *name, *text, *card.notes)


def _title(card: MatterCard) -> Message:
    return msg("matter.title", title=TITLES[card.kind], reference=Code(card.reference))


def _words(card: MatterCard) -> list[Message]:
    note = [msg("card.note", note=shorten(card.text, WORDS_LENGTH))] if card.text else []
    spoken = [msgn("card.recording_count", card.recordings)] if card.recordings else []
    return [*note, *spoken]


def _standing(card: MatterCard) -> list[Message]:
    said = [msg("card.standing", state=STATES[card.state])]
    if card.state in CLOSED:
        return said
    said.append(_due(card))
    if card.standing.holder is not Holder.NOBODY:
        said.append(msg("card.mine") if card.standing.holder is Holder.READER else msg("card.taken"))
    return said


def _due(card: MatterCard) -> Message:
    """Say until when: a date promised to whoever wished something, or only the officers' own."""
    if card.kind in WISHES:
        late = card.standing.late
        return msg("card.late", day=card.answer_by) if late else msg("card.answer_by", day=card.answer_by)
    return (
        msg("matter.late", day=card.answer_by)
        if card.standing.late
        else msg("matter.due", day=card.answer_by)
    )


def _talk(card: MatterCard) -> list[Message]:
    asked = [msg("card.asked", question=shorten(card.question, QUOTE_LENGTH))] if card.question else []
    told = [msg("card.answered", answer=shorten(card.answer, QUOTE_LENGTH))] if card.answer else []
    waits = [msg("card.unanswered")] if card.unanswered else []
    return [*asked, *told, *waits]


def _ended(card: MatterCard) -> list[Message]:
    if card.state not in CLOSED:
        return []
    if card.reply:
        return [msg("matter.replied", text=shorten(card.reply, QUOTE_LENGTH))]
    return [msg("card.noted", note=shorten(card.outcome, QUOTE_LENGTH))] if card.outcome else []


# --- calling -----------------------------------------------------------------------------------


def called(reference: str, reach: Reach, languages: tuple[str, ...]) -> tuple[Message, ...]:
    """Say whom to call about what, and in which language."""
    return (msg("matter.call_about", reference=Code(reference)), *who(reach, languages))
