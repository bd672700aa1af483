"""The officer's card of a report: what it says and which buttons make sense now; it acts on nothing.

The card never tells who reported: no Telegram name, not even to the officer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.report import CLOSED, WAITING, WITHDRAWN, State, can
from bot.domain.request import Holder, RequestKind
from bot.domain.text import shorten
from bot.flows import labels
from bot.flows.duplicates import roughly
from bot.flows.messages import Code, Message, Term, TermKind, msg, msgn
from bot.flows.outbound import CardFace, Option, Rows, pairs

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.report import Canisters, Size
    from bot.domain.request import Standing
    from bot.domain.territory import WasteKind

QUOTE_LENGTH = 85  # of what people wrote, so that the whole fits a caption of 1,024 characters
ADDRESS_LENGTH = 60


class Action(StrEnum):
    """What a button of the card does."""

    CLAIM = "claim"
    ACCEPT = "accept"
    PLAN = "plan"
    CLEAR = "clear"
    FORWARD = "forward"
    DISMISS = "dismiss"
    ASK = "ask"
    DUPLICATE = "duplicate"
    PHOTOS = "photos"
    LISTEN = "listen"
    PLACE = "place"
    PREVIOUS = "previous"
    NEXT = "next"
    SHOWABLE = "showable"
    PRIVATE = "private"
    MORE = "more"
    LESS = "less"


LABELS: dict[Action, Message] = {
    Action.CLAIM: msg("card.claim"),
    Action.ACCEPT: msg("card.accept"),
    Action.PLAN: msg("card.plan"),
    Action.CLEAR: msg("card.clear"),
    Action.FORWARD: msg("card.forward"),
    Action.DISMISS: msg("card.dismiss"),
    Action.ASK: msg("card.ask"),
    Action.DUPLICATE: msg("card.duplicate"),
    Action.PHOTOS: msg("card.photos"),
    Action.LISTEN: msg("card.listen"),
    Action.PLACE: msg("card.place"),
    Action.PREVIOUS: msg("card.previous"),
    Action.NEXT: msg("card.next"),
    Action.SHOWABLE: msg("card.make_showable"),
    Action.PRIVATE: msg("card.make_private"),
    Action.MORE: msg("card.more"),
    Action.LESS: msg("card.less"),
}

#: The state each deciding button leads to.
LEADS_TO: dict[Action, State] = {
    Action.ACCEPT: State.ACCEPTED,
    Action.PLAN: State.PLANNED,
    Action.CLEAR: State.CLEARED,
    Action.FORWARD: State.FORWARDED,
    Action.DISMISS: State.DISMISSED,
    Action.ASK: State.NEEDS_INFO,
    Action.DUPLICATE: State.DUPLICATE,
}

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


@dataclass(frozen=True)
class Beside:
    """An open report that lies near, as the officer may know it."""

    request: int
    reference: str
    waste: WasteKind
    metres: float


@dataclass(frozen=True, kw_only=True)
class ReportCard:
    """What the card of one report shows to one officer.

    `waste` has the strictest rules of all that has joined the report; `merged` counts those reports.
    """

    request: int
    version: int
    reference: str
    state: State
    waste: WasteKind
    district: str | None
    landmark: str | None
    address: str | None
    has_point: bool
    in_town: str
    in_priority_area: str
    size: Size | None
    canisters: Canisters | None
    danger: bool  # told by somebody's words
    note: str | None
    added: str | None  # the newest words that came after filing
    answer_by: date
    standing: Standing
    photos: int
    showable: bool | None  # None: there is no photo to be marked
    recordings: int
    followers: int
    beside: tuple[Beside, ...]
    merged: int
    more_photos: int
    joined: str | None
    planned_on: date | None
    forwarded_to: str | None
    dismissal: str | None
    question: str | None
    answer: str | None
    forwarded_for: int | None  # days since it was forwarded; None while it does not wait
    unanswered: bool  # the question has waited so long that the card is back


def face(card: ReportCard) -> CardFace:
    """Return the card as it is shown."""
    return CardFace(RequestKind.REPORT, card.request, card.version, lines(card), rows(card))


def actions(card: ReportCard) -> tuple[Action, ...]:
    """Return what may be done now on the side that is shown, in the order of the buttons."""
    return (*_rarer(card), Action.LESS) if card.standing.back else _usual(card)


def _usual(card: ReportCard) -> tuple[Action, ...]:
    rarer = _rarer(card)
    decisions = [action for action in _decisions(card) if action not in rarer]
    claim = [Action.CLAIM] if card.standing.holder is Holder.NOBODY and decisions else []
    looks = [Action.PHOTOS] * (card.photos > 0) + [Action.LISTEN] * (card.recordings > 0)
    looks += [Action.PLACE] * card.has_point
    moves = [Action.PREVIOUS, Action.NEXT] * (card.standing.behind > 0)
    return (*claim, *decisions, *looks, *([Action.MORE] * bool(rarer)), *moves)


def _rarer(card: ReportCard) -> list[Action]:
    """Return what stands on the card's other side."""
    joins = [Action.DUPLICATE] if Action.DUPLICATE in _decisions(card) and not card.beside else []
    marks = [] if card.showable is None else [Action.PRIVATE if card.showable else Action.SHOWABLE]
    return [*joins, *marks]


def _decisions(card: ReportCard) -> list[Action]:
    taken = card.standing.holder is Holder.COLLEAGUE
    legal = [action for action, state in LEADS_TO.items() if can(card.state, state) and not taken]
    if not card.waste.crew_may_handle and Action.PLAN in legal:
        legal.remove(Action.PLAN)
    return legal


def rows(card: ReportCard) -> Rows:
    """Lay the card's buttons out; the value of each is its action."""
    return pairs([Option(action.value, _label(action, card)) for action in actions(card)])


def _label(action: Action, card: ReportCard) -> Message:
    return msg("card.next_of", count=card.standing.behind) if action is Action.NEXT else LABELS[action]


def lines(card: ReportCard) -> tuple[Message, ...]:
    """Say what the officer must know, danger first."""
    return (
        *((msg("card.danger"),) if card.danger or card.waste.dangerous else ()),
        msg("card.title", reference=Code(card.reference), kind=labels.kind(card.waste)),
        *_where(card),
        *_what(card),
        *_alike(card),
        *_deadline(card),
        *_standing(card),
        *_talk(card),
    )


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
    return [*asked, *told, *waits]
