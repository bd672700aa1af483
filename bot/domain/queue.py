"""The parts of the officer's queue, and how one of them is walked; no wording, no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain import application, matter, report
from bot.domain.request import MATTERS, RequestKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Part(StrEnum):
    """What a view of the queue is about."""

    WAITING = "waiting"  # for the officer: new, or answered again by the person
    MINE = "mine"  # of what waits, what the officer has taken
    LATE = "late"  # of what waits, what is past its promised day
    ON_PERSON = "on_person"  # the person was asked something, offered a meeting or kept a seat
    SNOOZED = "snoozed"  # put aside until a day
    DISTRICT = "district"  # of what waits, one district's
    KIND = "kind"  # of what waits, one kind of request


#: Views there is one of, in the order of their buttons.
SINGLE = (Part.WAITING, Part.LATE, Part.MINE, Part.ON_PERSON, Part.SNOOZED)
#: Views there are many of.
SORTED = (Part.DISTRICT, Part.KIND)

#: States in which the person is to answer or to choose.
ON_PERSON: Mapping[RequestKind, frozenset[str]] = {
    RequestKind.REPORT: frozenset({report.State.NEEDS_INFO}),
    RequestKind.APPLICATION: frozenset(
        {application.State.INFO_NEEDED, application.State.INTERVIEW, application.State.ACCEPTED}
    ),
    **dict.fromkeys(MATTERS, frozenset({matter.State.NEEDS_INFO})),
}


@dataclass(frozen=True)
class View:
    """A part of the queue; `of` is the district's id (or "" for those without) or the kind of request."""

    part: Part
    of: str = ""

    def __post_init__(self) -> None:
        if self.of and self.part not in SORTED:
            message = f"a view {self.part} is of nothing"
            raise ValueError(message)
        if self.part is Part.KIND:
            RequestKind(self.of)

    def __str__(self) -> str:
        """Return how a card keeps it: « late », « district:tamaris »."""
        return f"{self.part}:{self.of}" if self.part in SORTED else self.part.value


WAITING = View(Part.WAITING)


def read_view(text: str | None) -> View:
    """Return the view that a card keeps; what waits for one of none, or of another release's."""
    name, _, of = (text or "").partition(":")
    try:
        return View(Part(name), of)
    except ValueError:
        return WAITING


@dataclass(frozen=True)
class Counts:
    """How many requests each view holds for one officer; districts and kinds with none are left out."""

    waiting: int = 0
    mine: int = 0
    late: int = 0
    on_person: int = 0
    snoozed: int = 0
    districts: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[RequestKind, int] = field(default_factory=dict)

    def single(self) -> dict[Part, int]:
        """Return the counts of the views there is one of, in the order of their buttons."""
        return {part: int(getattr(self, part.value)) for part in SINGLE}


@dataclass(frozen=True)
class Step:
    """Where a walk leads: the walk as it goes on, and the request to show; None: there was no other."""

    walk: tuple[int, ...]
    to: int | None


def onward(walk: Sequence[int], at: int, belongs: Collection[int], arrived: Sequence[int]) -> Step:
    """Go on from the request `at` to the next of the walk that still `belongs` to its view.

    What belongs no more is forgotten, so that it is new if it comes back. What has `arrived` since the walk
    was begun comes after its end.
    """
    done = passed(walk, at)
    known = set(done)
    ahead = [each for each in walk[len(done) :] if each in belongs]
    fresh = [each for each in arrived if each not in known.union(ahead)]
    rest = (*ahead, *fresh)
    return Step((*done, *rest), rest[0] if rest else None)


def backward(walk: Sequence[int], at: int) -> int | None:
    """Return the request before `at`, decided meanwhile or not; None at the beginning."""
    done = passed(walk, at)
    return done[-2] if len(done) > 1 else None


def passed(walk: Sequence[int], at: int) -> tuple[int, ...]:
    """Return what was shown up to the request `at`, itself included."""
    return tuple(walk[: walk.index(at) + 1]) if at in walk else (at,)
