"""How long each kind of data is kept, as rules that a town may shorten or lengthen; it deletes nothing.

Which column falls under which rule is said in `storage.personal`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kept(StrEnum):
    """A kind of data that is kept for a time."""

    REPORTER = "reporter"  # who reported, and their own words
    PHOTOS = "photos"  # photos and voice notes
    PERSON = "person"  # account, name, phone, application, path
    MESSAGES = "messages"  # the texts that were sent
    ACTORS = "actors"  # who did what
    HISTORY = "history"  # that something was done, and when
    DRAFTS = "drafts"  # dialogues nobody finished
    INBOX = "inbox"  # what Telegram handed over


class Unit(StrEnum):
    """What a time is counted in."""

    DAYS = "days"
    MONTHS = "months"


class Since(StrEnum):
    """What a time is counted from."""

    CLOSED = "closed"  # the request is closed
    LAST_CONTACT = "last_contact"
    WRITTEN = "written"  # the row, the message, the last answer


@dataclass(frozen=True, slots=True)
class Rule:
    """A time of `usual` units since something; a town may choose from 1 to `most`, or not when it is 0."""

    unit: Unit
    usual: int
    most: int
    since: Since


RULES: dict[Kept, Rule] = {
    Kept.REPORTER: Rule(Unit.DAYS, 90, 365, Since.CLOSED),
    Kept.PHOTOS: Rule(Unit.DAYS, 90, 365, Since.CLOSED),
    Kept.PERSON: Rule(Unit.MONTHS, 24, 36, Since.LAST_CONTACT),
    Kept.MESSAGES: Rule(Unit.MONTHS, 6, 12, Since.WRITTEN),
    Kept.ACTORS: Rule(Unit.MONTHS, 12, 36, Since.WRITTEN),
    Kept.HISTORY: Rule(Unit.MONTHS, 60, 120, Since.WRITTEN),
    Kept.DRAFTS: Rule(Unit.DAYS, 30, 90, Since.WRITTEN),
    Kept.INBOX: Rule(Unit.DAYS, 7, 0, Since.WRITTEN),  # emptied at once when all goes well
}


def key(kept: Kept) -> str:
    """Return what a territory's file calls the rule: `photos_days`."""
    return f"{kept}_{RULES[kept].unit}"


def usual() -> dict[Kept, int]:
    """Return the times of a town that says nothing of them."""
    return {kept: rule.usual for kept, rule in RULES.items()}
