"""The life of a report of dumped waste: its states, and who waits for whom in each; no wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.life import Life

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class State(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    NEEDS_INFO = "needs_info"  # the officer has asked the resident something
    ACCEPTED = "accepted"
    PLANNED = "planned"
    CLEARED = "cleared"
    FORWARDED = "forwarded"
    DUPLICATE = "duplicate"
    DISMISSED = "dismissed"
    REOPEN_REQUESTED = "reopen_requested"


#: The reason of a report that its reporter has taken back; no territory may have a reason of this id.
WITHDRAWN = "withdrawn"


class Size(StrEnum):
    """How much there is, told by a picture everybody knows."""

    BAG = "bag"
    TROLLEY = "trolley"
    CAR = "car"
    VAN = "van"
    LORRY = "lorry"


class Canisters(StrEnum):
    """How many gas canisters there seem to be: 1 to 5, 6 to 20, 21 to 50, more; the crew counts them."""

    FEW = "few"
    SOME = "some"
    MANY = "many"
    HEAPS = "heaps"


@dataclass(frozen=True)
class Near:
    """An open report near a place; nothing here tells who filed it or at what hour."""

    request: int
    kind: str
    landmark: str | None
    metres: float
    filed_on: date
    photo: bool = False  # one that may be shown to whoever reports near it


_OPEN = frozenset(
    {State.NEEDS_INFO, State.PLANNED, State.CLEARED, State.FORWARDED, State.DUPLICATE, State.DISMISSED}
)

TRANSITIONS: dict[State, frozenset[State]] = {
    State.RECEIVED: _OPEN | {State.ACCEPTED},
    State.NEEDS_INFO: _OPEN | {State.ACCEPTED, State.RECEIVED},  # received again: the resident has answered
    State.ACCEPTED: _OPEN | {State.RECEIVED},
    State.PLANNED: _OPEN | {State.ACCEPTED, State.RECEIVED},
    State.CLEARED: frozenset({State.REOPEN_REQUESTED}),
    State.FORWARDED: frozenset(  # the other body has done it, another one takes it, or nobody will
        {State.CLEARED, State.FORWARDED, State.ACCEPTED, State.PLANNED, State.DISMISSED}
        | {State.REOPEN_REQUESTED}
    ),
    State.DUPLICATE: frozenset({State.REOPEN_REQUESTED}),
    State.DISMISSED: frozenset({State.REOPEN_REQUESTED}),
    State.REOPEN_REQUESTED: _OPEN | {State.ACCEPTED},
}

#: States in which the report waits for the officer.
WAITING = frozenset({State.RECEIVED, State.REOPEN_REQUESTED})

#: States that promise nothing more: the crew, a body or nobody will come.
CLOSED = frozenset({State.CLEARED, State.FORWARDED, State.DUPLICATE, State.DISMISSED})

LIFE = Life(TRANSITIONS)
move, can = LIFE.move, LIFE.can


class Sound(StrEnum):
    """The news for which a reporter's phone sounds, each once a report; the receipt is the third."""

    ANSWERED = "answered"  # the first answer, or a question that comes before any
    ENDED = "ended"


_SOUNDS = {
    **dict.fromkeys((State.NEEDS_INFO, State.ACCEPTED, State.PLANNED), Sound.ANSWERED),
    **dict.fromkeys(CLOSED, Sound.ENDED),
}


def is_heard(to: State, earlier: Iterable[State]) -> bool:
    """Tell whether news of a state may sound, after those a report was in earlier: three sounds at most."""
    return to in _SOUNDS and _SOUNDS[to] not in {_SOUNDS.get(state) for state in earlier}
