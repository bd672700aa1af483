"""The output that carries a message between an officer and a person; what it says is `talk`'s matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Which of the bot's messages about somebody's message it is."""

    ASKING = "asking"  # to its author: does it leave, or is it a note?
    WORDS = "words"  # to its reader: what was written, with one photo or a voice note
    PHOTOS = "photos"  # to its reader: several photos, which can bear no buttons


@dataclass(frozen=True)
class Carried:
    """The message with this id in `relays`, drawn when sent; edited when already there."""

    relay: int
    part: str = Part.WORDS
