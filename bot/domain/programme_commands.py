"""What an officer's dialogues about the programme ask for, as records; doing it is the services' work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time

    from bot.domain.programme import Sort
    from bot.domain.ready import Purpose
    from bot.domain.request import RequestKind


@dataclass(frozen=True, kw_only=True)
class ChangeShift:
    """A shift as it stood at this version is at another day, hour or place; None leaves what there is.

    `offered` is the number of one of the territory's meeting points, `place` one that was typed.
    """

    shift: int
    version: int
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    offered: int | None = None
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class BookAppointment:
    """An appointment of some people, or of a whole `crew`; without a `partner` at the service."""

    sort: Sort
    partner: str | None
    day: date
    hour: time
    minutes: int
    place: str | None
    people: tuple[int, ...]
    crew: int | None


@dataclass(frozen=True)
class MoveAppointment:
    """An appointment as it stood at this version is at another time."""

    appointment: int
    version: int
    day: date
    hour: time


@dataclass(frozen=True)
class InvitePeople:
    """More people are expected at an appointment."""

    appointment: int
    people: tuple[int, ...]


@dataclass(frozen=True)
class AddPhase:
    """A phase, by the territory's id or a name, with so many crews of so many seats each."""

    phase: str
    starts: date
    ends: date
    crews: int
    seats: int


@dataclass(frozen=True)
class ResizeCrew:
    """A crew has that many seats."""

    crew: int
    seats: int


@dataclass(frozen=True)
class ChangeAnswer:
    """The answer to a usual question, by its id, in one language; None puts the territory's back."""

    question: str
    language: str
    text: str | None


@dataclass(frozen=True)
class WordReady:
    """A ready-made answer, by its id, in one language; None puts the territory's back.

    `aside` tells that the officer is in the middle of writing to somebody.
    """

    ready: str
    language: str
    text: str | None
    aside: bool


@dataclass(frozen=True)
class MakeReady:
    """A ready-made answer of the officers' own, in the territory's language."""

    title: str
    purpose: Purpose
    kinds: tuple[RequestKind, ...]
    text: str


ProgrammeCommand = (
    ChangeShift
    | BookAppointment
    | MoveAppointment
    | InvitePeople
    | AddPhase
    | ResizeCrew
    | ChangeAnswer
    | WordReady
    | MakeReady
)
