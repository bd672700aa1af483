"""The buttons of the officer's card of a matter, on its two sides; what it says is `matter_lines`."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.attendance import State as Attended
from bot.domain.matter import CLOSED, State, can
from bot.domain.request import WISHES, Holder, RequestKind
from bot.flows import labels
from bot.flows.matter_lines import back, front
from bot.flows.messages import Message, msg
from bot.flows.outbound import CardFace, Option, Rows, pairs

if TYPE_CHECKING:
    from bot.flows.matter_lines import MatterCard


class Action(StrEnum):
    """What a button of the card does."""

    CLAIM = "claim"
    THERE = "there"  # the attendance is corrected: present
    CAME_LATE = "came_late"
    APPROVE = "approve"  # the attestation leaves
    OFFER = "offer"  # other times for an appointment
    ANSWER = "answer"
    ASK = "ask"
    DONE = "done"
    CALL = "call"
    LISTEN = "listen"
    MORE = "more"
    TELL = "tell"
    NOTE = "note"
    HISTORY = "history"
    DISMISS = "dismiss"
    PREVIOUS = "previous"
    NEXT = "next"
    LESS = "less"


LABELS: dict[Action, Message] = {
    Action.CLAIM: msg("card.claim"),
    Action.THERE: msg("matter.was_there"),
    Action.CAME_LATE: msg("matter.came_late"),
    Action.APPROVE: msg("matter.approve"),
    Action.OFFER: msg("offered.button"),
    Action.ANSWER: msg("answer.button"),
    Action.ASK: msg("card.ask"),
    Action.DONE: msg("matter.done"),
    Action.CALL: msg("matter.call"),
    Action.LISTEN: msg("card.listen"),
    Action.MORE: msg("card.more"),
    Action.TELL: msg("card.tell"),
    Action.NOTE: msg("card.add_note"),
    Action.HISTORY: msg("card.history"),
    Action.DISMISS: msg("card.dismiss"),
    Action.PREVIOUS: msg("card.previous"),
    Action.NEXT: msg("card.next"),
    Action.LESS: msg("card.less"),
}

#: The state each deciding button leads to.
LEADS_TO: dict[Action, State] = {
    Action.THERE: State.DONE,
    Action.CAME_LATE: State.DONE,
    Action.APPROVE: State.DONE,
    Action.OFFER: State.NEEDS_INFO,
    Action.ANSWER: State.DONE,
    Action.ASK: State.NEEDS_INFO,
    Action.DONE: State.DONE,
    Action.DISMISS: State.DISMISSED,
}

#: Buttons only for what somebody wishes and is answered; buttons that write to the person.
TO_WISHES = frozenset({Action.ANSWER, Action.DISMISS})
WRITES = frozenset({Action.ANSWER, Action.ASK, Action.OFFER})

#: What a contested attendance is corrected to; that it stays as it is, an answer says.
CORRECTS: dict[Action, Attended] = {Action.THERE: Attended.PRESENT, Action.CAME_LATE: Attended.LATE}


def allows(action: Action, kind: RequestKind, state: State, *, reachable: bool, movable: bool) -> bool:
    """Tell whether a deciding button makes sense for a matter of that kind and state now.

    `movable` tells whether it is about an appointment of one person that is still to come.
    """
    if (action in TO_WISHES and kind not in WISHES) or (action in WRITES and not reachable):
        return False
    if action in CORRECTS and kind is not RequestKind.CONTESTED:
        return False
    if action is Action.OFFER and not (movable and kind is RequestKind.RESCHEDULE):
        return False
    if action is Action.APPROVE and kind is not RequestKind.ATTESTATION:
        return False
    return can(state, LEADS_TO[action])


def face(card: MatterCard) -> CardFace:
    """Return the card as it is shown."""
    said = back(card) if card.standing.back else front(card)
    return CardFace(card.kind, card.request, card.version, said, rows(card))


def actions(card: MatterCard) -> tuple[Action, ...]:
    """Return what may be done now on the side that is shown, in the order of the buttons."""
    taken = card.standing.holder is Holder.COLLEAGUE
    can_do = partial(allows, reachable=card.reachable, movable=card.movable)
    legal = (each for each in LEADS_TO if can_do(each, card.kind, card.state))
    allowed = [] if taken else [*legal]
    rarer = {Action.DISMISS, Action.ASK} if card.kind in WISHES else {Action.DISMISS}
    if card.standing.back:
        note = [] if taken else [Action.TELL] * card.reachable + [Action.NOTE]
        return (*(each for each in allowed if each in rarer), *note, Action.HISTORY, Action.LESS)
    usual = [each for each in allowed if each not in rarer]
    looks = [Action.CALL] * bool(card.reach.phone) + [Action.LISTEN] * (card.recordings > 0)
    moves = [Action.PREVIOUS] * (not card.standing.first) + [Action.NEXT]
    return (*([Action.CLAIM] * _may_claim(card)), *usual, *looks, Action.MORE, *moves)


def _may_claim(card: MatterCard) -> bool:
    holder = card.standing.holder
    return holder is not Holder.COLLEAGUE if card.state in CLOSED else holder is Holder.NOBODY


def rows(card: MatterCard) -> Rows:
    """Lay the card's buttons out; the value of each is its action."""
    return pairs([Option(action.value, _label(action, card)) for action in actions(card)])


def _label(action: Action, card: MatterCard) -> Message:
    if action is Action.CLAIM and card.state in CLOSED:
        return msg("card.again")
    return labels.onward(card.standing.behind) if action is Action.NEXT else LABELS[action]
