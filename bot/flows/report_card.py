"""The officer's card of a report: what it says and which buttons make sense now; it acts on nothing.

The card never tells who reported: no Telegram name, not even to the officer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.report import WITHDRAWN, State, can
from bot.domain.request import Holder, RequestKind
from bot.flows import labels
from bot.flows.messages import Message, msg
from bot.flows.outbound import CardFace, Option, Rows, pairs
from bot.flows.report_words import lines

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.report import Canisters, Size
    from bot.domain.request import Standing
    from bot.domain.territory import WasteKind
    from bot.flows.redact import Written


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
    MUTE = "mute"
    UNMUTE = "unmute"
    REDACT = "redact"
    TELL = "tell"
    NOTE = "note"
    HISTORY = "history"
    CALL = "call"
    REOPEN = "reopen"
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
    Action.MUTE: msg("card.mute"),
    Action.UNMUTE: msg("card.unmute"),
    Action.REDACT: msg("card.redact"),
    Action.TELL: msg("card.tell"),
    Action.NOTE: msg("card.add_note"),
    Action.HISTORY: msg("card.history"),
    Action.CALL: msg("matter.call"),
    Action.REOPEN: msg("card.reopen"),
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
    was_shown: bool  # a place that was told later in the talk
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
    texts: tuple[Written, ...]  # what people have written on it
    muted: bool
    forwarded_for: int | None  # days since it was forwarded; None while it does not wait
    notes: tuple[Message, ...]
    reachable: bool  # what officers write arrives
    callable: bool  # what they write does not arrive or is not read, and there is a number to call
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
    looks += [Action.PLACE] * (card.has_point or card.was_shown)
    moves = [Action.PREVIOUS] * (not card.standing.first) + [Action.NEXT]
    again = [Action.REOPEN] * (may_reopen(card.state, card.dismissal) and not _is_taken(card))
    return (*claim, *decisions, *again, *looks, Action.MORE, *moves)


def may_reopen(state: State, dismissal: str | None) -> bool:
    """Tell whether officers may look again at a report: not at one that was taken back."""
    return state in (State.CLEARED, State.DISMISSED) and dismissal != WITHDRAWN


def _is_taken(card: ReportCard) -> bool:
    return card.standing.holder is Holder.COLLEAGUE


def _rarer(card: ReportCard) -> list[Action]:
    """Return what stands on the card's other side."""
    joins = [Action.DUPLICATE] if Action.DUPLICATE in _decisions(card) and not card.beside else []
    marks = [] if card.showable is None else [Action.PRIVATE if card.showable else Action.SHOWABLE]
    erases = [Action.REDACT] if card.texts and not _is_taken(card) else []
    note = [] if _is_taken(card) else [Action.TELL] * card.reachable + [Action.NOTE]
    calls = [Action.CALL] * card.callable
    mutes = Action.UNMUTE if card.muted else Action.MUTE
    return [*joins, *marks, *erases, *note, Action.HISTORY, *calls, mutes]


def _decisions(card: ReportCard) -> list[Action]:
    taken = _is_taken(card)
    legal = [action for action, state in LEADS_TO.items() if can(card.state, state) and not taken]
    if not card.waste.crew_may_handle and Action.PLAN in legal:
        legal.remove(Action.PLAN)
    return legal


def rows(card: ReportCard) -> Rows:
    """Lay the card's buttons out; the value of each is its action."""
    return pairs([Option(action.value, _label(action, card)) for action in actions(card)])


def _label(action: Action, card: ReportCard) -> Message:
    return labels.onward(card.standing.behind) if action is Action.NEXT else LABELS[action]
