"""What the officer's queue holds, whatever it is about; the life of each kind is a module of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RequestKind(StrEnum):
    """What a request is about."""

    REPORT = "report"
    APPLICATION = "application"


#: The letter before a request's number: D for a dump (dépôt), E for the crew (équipe).
LETTERS: dict[RequestKind, str] = {RequestKind.REPORT: "D", RequestKind.APPLICATION: "E"}


def reference(kind: RequestKind, number: int) -> str:
    """Return what people call a request; short enough to be read aloud."""
    return f"{LETTERS[kind]}-{number:04d}"


class Holder(StrEnum):
    """Who has taken a request, as the reader of its card sees it."""

    NOBODY = "nobody"
    READER = "reader"
    COLLEAGUE = "colleague"


@dataclass(frozen=True)
class Standing:
    """How a request stands in the queue as one officer sees it; `behind` is how many others wait for them."""

    holder: Holder
    late: bool
    behind: int
