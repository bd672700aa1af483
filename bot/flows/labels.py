"""The labels of buttons and of enumerated values, one literal key each, so that extraction finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.report import Canisters, Size, State
from bot.domain.territory import KIND_IDS
from bot.flows.inbound import Contact, Odd, Oddity, Voice
from bot.flows.messages import Message, msg

if TYPE_CHECKING:
    from bot.domain.territory import WasteKind
    from bot.flows.inbound import Event

BACK = msg("button.back")
CANCEL = msg("button.cancel")
SEND = msg("button.send")
CHANGE = msg("button.change")
NO_ANSWER = msg("button.no_answer")
NO_PHOTO = msg("button.no_photo")


def onward(behind: int) -> Message:
    """Return what the button that goes on to the next request says; after the last one stand the views."""
    return msg("card.next_of", count=behind) if behind else msg("card.to_queue")


KINDS: dict[str, Message] = {
    "bulky": msg("kind.bulky"),
    "bags": msg("kind.bags"),
    "rubble": msg("kind.rubble"),
    "canisters": msg("kind.canisters"),
    "syringes": msg("kind.syringes"),
    "unknown": msg("kind.unknown"),
    "appliances": msg("kind.appliances"),
    "green": msg("kind.green"),
    "tyres": msg("kind.tyres"),
    "chemicals": msg("kind.chemicals"),
    "vehicle": msg("kind.vehicle"),
    "other": msg("kind.other"),
}
assert set(KINDS) == set(KIND_IDS)

SIZES: dict[Size, Message] = {
    Size.BAG: msg("size.bag"),
    Size.TROLLEY: msg("size.trolley"),
    Size.CAR: msg("size.car"),
    Size.VAN: msg("size.van"),
    Size.LORRY: msg("size.lorry"),
}

CANISTERS: dict[Canisters, Message] = {
    Canisters.FEW: msg("canisters.few"),
    Canisters.SOME: msg("canisters.some"),
    Canisters.MANY: msg("canisters.many"),
    Canisters.HEAPS: msg("canisters.heaps"),
}

#: What the resident reads of each state; never that nothing will be done, but what cannot be, and who can.
STATES: dict[State, Message] = {
    State.RECEIVED: msg("state.received"),
    State.NEEDS_INFO: msg("state.needs_info"),
    State.ACCEPTED: msg("state.accepted"),
    State.PLANNED: msg("state.planned"),
    State.CLEARED: msg("state.cleared"),
    State.FORWARDED: msg("state.forwarded"),
    State.DUPLICATE: msg("state.duplicate"),
    State.DISMISSED: msg("state.dismissed"),
    State.REOPEN_REQUESTED: msg("state.reopen_requested"),
}


def seen_by_others(state: State) -> Message:
    """Return the word for a state as read by who did not file the report: no question is put to them."""
    return STATES[State.RECEIVED if state is State.NEEDS_INFO else state]


ODDITIES: dict[Oddity, Message] = {
    Oddity.STICKER: msg("odd.sticker"),
    Oddity.POLL: msg("odd.poll"),
    Oddity.DOCUMENT: msg("odd.document"),
    Oddity.VIDEO: msg("odd.video"),
    Oddity.CONTACT: msg("odd.contact"),
    Oddity.TOO_BIG: msg("odd.too_big"),
    Oddity.OTHER: msg("odd.other"),
}


def not_understood(event: Event) -> Message:
    """Return the calm word for an input that answers nothing."""
    if isinstance(event, Voice):
        return msg("recording.not_here")
    if isinstance(event, Contact):
        return ODDITIES[Oddity.CONTACT]
    return ODDITIES[event.what] if isinstance(event, Odd) else msg("dialogue.wrong")


def kind(waste: WasteKind) -> Message:
    """Return a kind of waste with its pictogram before its name."""
    return msg("button.pictured", pictogram=waste.pictogram, label=KINDS[waste.id])
