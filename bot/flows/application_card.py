"""The buttons of the officer's card of an application, on its two sides; what it says is not written here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.application import CLOSED, State, can
from bot.domain.request import Holder, RequestKind
from bot.flows import labels
from bot.flows.application_lines import back, front
from bot.flows.messages import Message, msg
from bot.flows.outbound import CardFace, Option, Rows, pairs

if TYPE_CHECKING:
    from bot.flows.application_lines import ApplicationCard


class Action(StrEnum):
    """What a button of the card does."""

    CLAIM = "claim"
    ASK = "ask"
    MEET = "meet"
    ACCEPT = "accept"
    WAIT = "wait"
    DECLINE = "decline"
    ORIENT = "orient"
    MORE = "more"
    DUPLICATE = "duplicate"
    CRITERIA = "criteria"
    TELL = "tell"
    NOTE = "note"
    HISTORY = "history"
    PROFILE = "profile"
    LISTEN = "listen"
    RELEASE = "release"
    CALL = "call"
    PREVIOUS = "previous"
    NEXT = "next"
    LESS = "less"


LABELS: dict[Action, Message] = {
    Action.CLAIM: msg("card.claim"),
    Action.ASK: msg("card.ask"),
    Action.MEET: msg("card.meet"),
    Action.ACCEPT: msg("card.accept"),
    Action.WAIT: msg("card.wait"),
    Action.DECLINE: msg("card.decline"),
    Action.ORIENT: msg("card.orient"),
    Action.MORE: msg("card.more"),
    Action.DUPLICATE: msg("card.duplicate"),
    Action.CRITERIA: msg("card.criteria"),
    Action.TELL: msg("card.tell"),
    Action.NOTE: msg("card.add_note"),
    Action.HISTORY: msg("card.history"),
    Action.PROFILE: msg("card.profile"),
    Action.LISTEN: msg("card.listen"),
    Action.RELEASE: msg("card.release"),
    Action.CALL: msg("matter.call"),
    Action.PREVIOUS: msg("card.previous"),
    Action.NEXT: msg("card.next"),
    Action.LESS: msg("card.less"),
}

#: The state each deciding button leads to.
LEADS_TO: dict[Action, State] = {
    Action.ASK: State.INFO_NEEDED,
    Action.MEET: State.INTERVIEW,
    Action.ACCEPT: State.ENROLLED,
    Action.WAIT: State.WAITING_LIST,
    Action.DECLINE: State.DECLINED,
    Action.ORIENT: State.ORIENTED,
    Action.DUPLICATE: State.DUPLICATE,
}

MOST = 8  # buttons of a screen
#: Closed states from which an officer may take an application up again.
AGAIN = frozenset({State.DECLINED, State.ORIENTED, State.WITHDRAWN})


def face(card: ApplicationCard) -> CardFace:
    """Return the card as it is shown."""
    said = back(card) if card.standing.back else front(card)
    return CardFace(RequestKind.APPLICATION, card.request, card.version, said, rows(card))


def actions(card: ApplicationCard) -> tuple[Action, ...]:
    """Return what may be done now on the side that is shown, in the order of the buttons."""
    taken = card.standing.holder is Holder.COLLEAGUE
    decisions = [action for action, state in LEADS_TO.items() if can(card.state, state) and not taken]
    if card.standing.back:
        return _rarer(card, decisions)
    decisions = [action for action in decisions if action is not Action.DUPLICATE]
    return (*([Action.CLAIM] * _may_claim(card)), *decisions, Action.MORE)


def _may_claim(card: ApplicationCard) -> bool:
    if card.state in AGAIN:
        return card.standing.holder is not Holder.COLLEAGUE
    return card.state not in CLOSED and card.standing.holder is Holder.NOBODY


def _rarer(card: ApplicationCard, decisions: list[Action]) -> tuple[Action, ...]:
    taken = card.standing.holder is Holder.COLLEAGUE
    own = [] if taken else [Action.CRITERIA] * bool(card.joining.criteria)
    own += [] if taken else [Action.TELL] * card.reachable + [Action.NOTE]
    own += [Action.PROFILE] * (card.state is State.ENROLLED and not taken)
    duplicate = [Action.DUPLICATE] * (Action.DUPLICATE in decisions)
    release = [Action.RELEASE] * (card.state is State.ENROLLED and card.crew is not None and not taken)
    looks = [Action.CALL] * card.callable + [Action.LISTEN] * (card.said.recordings > 0)
    moves = [Action.PREVIOUS] * (not card.standing.first) + [Action.NEXT]
    others = (*duplicate, *own, *release, *looks)
    history = [Action.HISTORY] * (len(others) + len(moves) < MOST - 1)  # /historique is there besides
    return (*others, *history, *moves, Action.LESS)


def rows(card: ApplicationCard) -> Rows:
    """Lay the card's buttons out; the value of each is its action."""
    return pairs([Option(action.value, _label(action, card)) for action in actions(card)])


def _label(action: Action, card: ApplicationCard) -> Message:
    if action is Action.CLAIM and card.state in AGAIN:
        return msg("card.again")
    return labels.onward(card.standing.behind) if action is Action.NEXT else LABELS[action]
