"""What officers and people write to each other about a request, through the bot; no wording, no media."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a message stands that somebody has written."""

    ASKED = "asked"  # an officer's: to be sent, or a note?
    HELD = "held"  # to be sent, unless it is undone
    SENT = "sent"  # on its way to its reader, or there
    NOTED = "noted"  # for the officers alone
    DROPPED = "dropped"  # neither
    FAILED = "failed"  # its reader never got it


#: Kinds of events that hold what an officer wrote to the person, and what the person wrote back.
WRITTEN, ANSWERED = "written", "answered"
#: Kind of the event that an officer's words did not arrive; of one that somebody has changed their words.
UNDELIVERED, EDITED = "undelivered", "edited"
#: Letters of a message, as Telegram counts them, that fit below a photo with what stands before them.
MOST_LETTERS = 800


def letters(text: str) -> int:
    """Return how long a text is, as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
