"""The life of a matter: something small that waits for the officer about one person; no wording.

Nothing here ends by itself but what the programme sees settled, such as somebody who writes again.
"""

from __future__ import annotations

from enum import StrEnum

from bot.domain.life import Life


class State(StrEnum):
    """Where a matter stands."""

    OPEN = "open"
    NEEDS_INFO = "needs_info"  # the officer has asked the person something
    DONE = "done"
    DISMISSED = "dismissed"  # nothing can be done here


_ENDS = frozenset({State.DONE, State.DISMISSED})

TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: _ENDS | {State.NEEDS_INFO},
    State.NEEDS_INFO: _ENDS | {State.NEEDS_INFO, State.OPEN},
    State.DONE: frozenset({State.OPEN}),  # taken up again
    State.DISMISSED: frozenset({State.OPEN}),
}

#: States in which nothing more is to come.
CLOSED = _ENDS

#: Working days within which a matter is promised to be dealt with.
WORKING_DAYS = 2

LIFE = Life(TRANSITIONS)
move, can = LIFE.move, LIFE.can
