"""What the figures for funders need to know of a participant, in bands; never a date of birth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """As the State's services count."""

    WOMAN = "woman"
    MAN = "man"
    UNSAID = "unsaid"


class Age(StrEnum):
    """A band of ages, in years, at enrolment."""

    UNDER_30 = "under_30"
    THIRTIES = "thirties"
    FORTIES = "forties"
    FIFTIES = "fifties"
    OVER_60 = "over_60"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody's bands; `priority_district` is None while nobody knows."""

    sex: Sex
    age: Age
    priority_district: bool | None
