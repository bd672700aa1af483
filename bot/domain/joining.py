"""What a town decides about joining the crew: phases, seats, criteria, refusals and other doors, as records.

It computes no verdict about anybody, and what the officer makes of a phase lives in the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.ids import by_id

if TYPE_CHECKING:
    from datetime import time

    from bot.domain.territory import Texts


@dataclass(frozen=True, slots=True)
class CrewPlan:
    """A crew of a phase: how many it takes, and where and when (local time) its first day begins."""

    id: str
    name: Texts
    seats: int
    first_day_place: Texts
    hour: time


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of each year in which crews work, from and to (month, day), both included."""

    id: str
    name: Texts
    starts: tuple[int, int]
    ends: tuple[int, int]
    crews: tuple[CrewPlan, ...]

    def crew(self, crew_id: str) -> CrewPlan:
        """Return a crew of this phase; raises KeyError for an id it has not."""
        return by_id(self.crews, crew_id)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A fact seen on paper at a meeting; one of level 1 weighs as much as several of level 2."""

    id: str
    level: int
    label: Texts


class DoorFor(StrEnum):
    """Whom a door is proposed to before any officer has decided."""

    UNDER_AGE = "under_age"
    ELSEWHERE = "elsewhere"  # lives out of the town


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody else who can help; `what` is one sentence on how. `phone` and `address` may be None."""

    id: str
    name: Texts
    phone: str | None
    address: str | None
    what: Texts
    proposed_to: tuple[DoorFor, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody cannot join: `label` for the officer, `message` for the applicant, `door` an id."""

    id: str
    label: Texts
    message: Texts
    door: str | None = None


@dataclass(frozen=True, slots=True)
class Joining:
    """How people join.

    An answer is promised within `answer_days` working days; after `remind_days` days, on a working day, the
    officers are warned that there is none. A seat that frees is kept for `seat_days` working days. `bring`
    is what to bring on the first day.
    """

    minimum_age: int
    answer_days: int
    remind_days: int
    criteria_level_2_needed: int
    seat_days: int
    bring: Texts
    phases: tuple[Phase, ...]
    criteria: tuple[Criterion, ...]
    refusals: tuple[Refusal, ...]
    doors: tuple[Door, ...]

    def phase(self, phase_id: str) -> Phase:
        """Return a phase; raises KeyError for an id this territory has not."""
        return by_id(self.phases, phase_id)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return a criterion; raises KeyError for an id this territory has not."""
        return by_id(self.criteria, criterion_id)

    def refusal(self, refusal_id: str) -> Refusal:
        """Return a refusal; raises KeyError for an id this territory has not."""
        return by_id(self.refusals, refusal_id)

    def door(self, door_id: str) -> Door:
        """Return a door; raises KeyError for an id this territory has not."""
        return by_id(self.doors, door_id)

    def doors_for(self, case: DoorFor) -> tuple[Door, ...]:
        """Return the doors proposed in that case, in the order of the file; never none."""
        return tuple(door for door in self.doors if case in door.proposed_to)
