"""The words of the officer's card of a report; which buttons stand below them is `report_card`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.report import CLOSED, WAITING, WITHDRAWN, State
from bot.domain.request import Holder
from bot.domain.text import shorten
from bot.flows import labels
from bot.flows.duplicates import roughly
from bot.flows.messages import Code, Message, Term, TermKind, msg, msgn

if TYPE_CHECKING:
    from bot.flows.report_card import ReportCard

QUOTE_LENGTH = 70  # of what people wrote, so that the whole fits a caption of 1,024 characters
ADDRESS_LENGTH = 60

#: States in which the resident still waits for the answer that was promised.
UNANSWERED = WAITING | {State.NEEDS_INFO}

STATES: dict[State, Message] = {
    State.RECEIVED: msg("card.state.received"),
    State.NEEDS_INFO: msg("card.state.needs_info"),
    State.ACCEPTED: msg("card.state.accepted"),
    State.PLANNED: msg("card.state.planned"),
    State.CLEARED: msg("card.state.cleared"),
    State.FORWARDED: msg("card.state.forwarded"),
    State.DUPLICATE: msg("card.state.duplicate"),
    State.DISMISSED: msg("card.state.dismissed"),
    State.REOPEN_REQUESTED: msg("card.state.reopen_requested"),
}


def lines(card: ReportCard) -> tuple[Message, ...]:
    """Say what the officer must know, danger first."""
    return (
        *((msg("card.danger"),) if card.danger or card.waste.dangerous else ()),
        msg("card.title", reference=Code(card.reference), kind=labels.kind(card.waste)),
        *_where(card),
        *_gathered(card),
    )


def _gathered(card: ReportCard) -> list[Message]:
    """Say what else is known; on the back notes stand in the place of what is near and of the talk."""
    if card.standing.back and card.notes:
        return [*_what(card), *_standing(card), *card.notes]
    return [*_what(card), *_alike(card), *_deadline(card), *_standing(card), *_talk(card)]


def _where(card: ReportCard) -> list[Message]:
    said = []
    if card.district:
        said.append(msg("card.district", district=Term(TermKind.DISTRICT, card.district)))
    if card.address:
        said.append(msg("card.address", address=shorten(card.address, ADDRESS_LENGTH)))
    if card.landmark:
        said.append(msg("card.landmark", landmark=shorten(card.landmark, QUOTE_LENGTH)))
    if not said:
        said.append(msg("card.point") if card.has_point else msg("card.nowhere"))
    if card.in_town == "no":
        said.append(msg("card.outside", town=Term(TermKind.TOWN)))
    elif card.in_priority_area in ("yes", "border"):
        said.append(msg("card.priority") if card.in_priority_area == "yes" else msg("card.priority_border"))
    return said


def _what(card: ReportCard) -> list[Message]:
    size = [msg("card.size", size=labels.SIZES[card.size])] if card.size else []
    note = [msg("card.note", note=shorten(card.note, QUOTE_LENGTH))] if card.note else []
    added = [msg("card.added", note=shorten(card.added, QUOTE_LENGTH))] if card.added else []
    photos = msgn("card.photo_count", card.photos) if card.photos else msg("card.no_photo")
    shown = [msg("card.showable")] if card.showable else []
    others = [msgn("card.followers", card.followers)] if card.followers else []
    spoken = [msgn("card.recording_count", card.recordings)] if card.recordings else []
    counted = [labels.CANISTERS[card.canisters]] if card.canisters else []
    return [*size, *counted, photos, *shown, *spoken, *others, *note, *added]


def _alike(card: ReportCard) -> list[Message]:
    """Name what lies near, which may be the same, and count what has joined."""
    near = [
        msg(
            "card.beside",
            reference=Code(each.reference),
            metres=roughly(each.metres),
            pictogram=each.waste.pictogram,
        )
        for each in card.beside
    ]
    merged = [msgn("card.merged", card.merged)] if card.merged else []
    photos = [msgn("card.more_photos", card.more_photos)] if card.more_photos else []
    return [*near, *merged, *photos]


def _deadline(card: ReportCard) -> list[Message]:
    """Say until when an answer is promised, while none has been given."""
    if card.state not in UNANSWERED:
        return []
    return [
        msg("card.late", day=card.answer_by)
        if card.standing.late
        else msg("card.answer_by", day=card.answer_by)
    ]


def _standing(card: ReportCard) -> list[Message]:
    said = [msg("card.standing", state=STATES[card.state])]
    if card.state is State.PLANNED and card.planned_on:
        said.append(msg("card.planned_on", day=card.planned_on))
    if card.state is State.FORWARDED and card.forwarded_to:
        said.append(_forwarded(card.forwarded_to, card.forwarded_for))
    if card.state is State.DUPLICATE and card.joined:
        said.append(msg("card.joined", kept=Code(card.joined)))
    if card.dismissal == WITHDRAWN:
        said.append(msg("card.withdrawn"))
    elif card.state is State.DISMISSED and card.dismissal:
        said.append(msg("card.dismissed_for", reason=Term(TermKind.DISMISSAL, card.dismissal)))
    if card.standing.holder is not Holder.NOBODY and card.state not in CLOSED:
        said.append(msg("card.mine") if card.standing.holder is Holder.READER else msg("card.taken"))
    return said


def _forwarded(to: str, days: int | None) -> Message:
    body = Term(TermKind.BODY, to)
    return msg("card.forwarded_to", body=body) if days is None else msgn("card.returned", days, body=body)


def _talk(card: ReportCard) -> list[Message]:
    asked = [msg("card.asked", question=shorten(card.question, QUOTE_LENGTH))] if card.question else []
    told = [msg("card.answered", answer=shorten(card.answer, QUOTE_LENGTH))] if card.answer else []
    waits = [msg("card.unanswered")] if card.unanswered else []
    muted = [msg("card.muted")] if card.muted else []
    return [*asked, *told, *waits, *muted]
