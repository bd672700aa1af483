"""What becomes of a decision that is held until it can no longer be undone; no wording."""

from __future__ import annotations

from enum import StrEnum


class Ending(StrEnum):
    """How a held decision has ended; each ends once."""

    DONE = "done"  # carried out: what it says has left
    UNDONE = "undone"  # by whoever had taken it
    OVERTAKEN = "overtaken"  # what it was taken on is no longer so: nothing has left


class Why(StrEnum):
    """Why a held decision was overtaken."""

    PERSON = "person"  # whoever the request is of has done something
    CHANGED = "changed"  # the request has changed in another way
    IMPOSSIBLE = "impossible"  # what it asked for can be had no more, such as the last seat
    ROLE = "role"  # whoever took it decides no more
