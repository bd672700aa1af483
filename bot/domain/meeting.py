"""An appointment: proposed, agreed to, to be moved or cancelled; its time and its wording are elsewhere."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.life import Life


class Meeting(StrEnum):
    """Where an appointment stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    MOVE_ASKED = "move_asked"  # another time, please: the officer proposes one
    CANCELLED = "cancelled"


_AGAIN = frozenset({Meeting.PROPOSED, Meeting.CANCELLED})

TRANSITIONS: dict[Meeting, frozenset[Meeting]] = {
    Meeting.PROPOSED: _AGAIN | {Meeting.CONFIRMED, Meeting.MOVE_ASKED},
    Meeting.CONFIRMED: _AGAIN | {Meeting.MOVE_ASKED},  # something came up
    Meeting.MOVE_ASKED: _AGAIN,
    Meeting.CANCELLED: frozenset({Meeting.PROPOSED}),
}

LIFE = Life(TRANSITIONS)
move, can = LIFE.move, LIFE.can
