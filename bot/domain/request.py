"""What the officer's queue holds, whatever it is about; the life of each kind is a module of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.text import fold


class RequestKind(StrEnum):
    """What a request is about."""

    REPORT = "report"
    APPLICATION = "application"
    QUESTION = "question"  # free words from anybody
    RESCHEDULE = "reschedule"  # a wish to move an appointment
    CONTESTED = "contested"  # "I was there"
    ATTESTATION = "attestation"  # a paper on the hours of a month
    CHECK_IN = "check_in"  # several absences: how are they? never a reproach
    UNREACHABLE = "unreachable"  # Telegram reaches somebody no more
    DELIVERY = "delivery"  # a message that could not be delivered
    MISSED_REMINDER = "missed_reminder"  # one that expired and mattered
    OUTCOME = "outcome"  # what became of somebody, to be confirmed


#: What somebody asks for and is answered.
WISHES = frozenset(
    {RequestKind.QUESTION, RequestKind.RESCHEDULE, RequestKind.CONTESTED, RequestKind.ATTESTATION}
)

#: What the programme itself puts before the officer; the person is told nothing of it.
NOTICED = frozenset(
    {
        RequestKind.CHECK_IN,
        RequestKind.UNREACHABLE,
        RequestKind.DELIVERY,
        RequestKind.MISSED_REMINDER,
        RequestKind.OUTCOME,
    }
)

#: Small things about one person; they share one life, `domain.matter`.
MATTERS = WISHES | NOTICED

#: The letter before a request's number: D for a dump (dépôt), E for the crew (équipe), Q for a question,
#: R for an appointment (rendez-vous) or a presence, S for somebody to be looked after (suivi).
LETTERS: dict[RequestKind, str] = {
    RequestKind.REPORT: "D",
    RequestKind.APPLICATION: "E",
    RequestKind.QUESTION: "Q",
    RequestKind.RESCHEDULE: "R",
    RequestKind.CONTESTED: "R",
    RequestKind.ATTESTATION: "R",
    RequestKind.CHECK_IN: "S",
    RequestKind.UNREACHABLE: "S",
    RequestKind.DELIVERY: "S",
    RequestKind.MISSED_REMINDER: "S",
    RequestKind.OUTCOME: "S",
}

LONGEST_NUMBER = 9  # digits of a reference that somebody types
LONGEST_REFERENCE = 16  # of all its signs


def reference(kind: RequestKind, number: int) -> str:
    """Return what people call a request; short enough to be read aloud."""
    return f"{LETTERS[kind]}-{number:04d}"


def number_of(kind: RequestKind, typed: str) -> int | None:
    """Return the number of a request of that kind as people write it: « D-0042 », « d42 », « 42 »."""
    digits = fold(typed).replace(" ", "").removeprefix(LETTERS[kind].casefold())
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER else None


def read_reference(typed: str) -> str | None:
    """Return the reference that a message is and nothing else: « D-0042 », « d42 », « D 0042 »."""
    letter, digits = (plain := fold(typed).replace(" ", ""))[:1].upper(), plain[1:]
    whole = len(typed) <= LONGEST_REFERENCE and letter in LETTERS.values()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
    return f"{letter}-{int(digits):04d}" if whole and is_number else None


class Holder(StrEnum):
    """Who has taken a request, as the reader of its card sees it."""

    NOBODY = "nobody"
    READER = "reader"
    COLLEAGUE = "colleague"


@dataclass(frozen=True)
class Standing:
    """How a request stands in the queue as one officer sees it; `behind` is how many come after it.

    `back` tells that the officer looks at the other side of its card, `first` that none came before it.
    """

    holder: Holder
    late: bool
    behind: int
    back: bool = False
    first: bool = False
