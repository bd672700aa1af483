"""Whether somebody comes: what they say beforehand, what is noted afterwards, what they want to be told.

The words are those of the State's services (expected, present, late, excused, absent, revoked); nothing here
counts against anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.life import Life
from bot.domain.reminders import Kind


class Answer(StrEnum):
    """What somebody says before a thing begins."""

    COMING = "coming"
    LATE = "late"
    ABSENT = "absent"


class State(StrEnum):
    """What is noted of somebody at a thing."""

    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"  # a no-show
    REVOKED = "revoked"  # cancelled by the programme


_NOTED = frozenset({State.EXPECTED, State.PRESENT, State.LATE, State.EXCUSED, State.ABSENT})

#: Whatever was noted may be corrected; what the programme cancelled may take place after all.
LIFE = Life(
    {
        **{state: (_NOTED - {state}) | {State.REVOKED} for state in _NOTED},
        State.REVOKED: frozenset({State.EXPECTED}),
    }
)
move, can = LIFE.move, LIFE.can

#: Who was there, and whose hours count.
THERE = frozenset({State.PRESENT, State.LATE})


class Purpose(StrEnum):
    """What somebody may pause; news is what happens to their own requests."""

    SHIFTS = "shifts"
    APPOINTMENTS = "appointments"
    NEWS = "news"


#: Which pause keeps the reminders of which things back.
PURPOSES = {Kind.SHIFT: Purpose.SHIFTS, Kind.APPOINTMENT: Purpose.APPOINTMENTS}


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody at one thing. `answered_version` is the thing's as it was when they answered.

    `in_time` tells whether an absence was announced before the territory's limit. With `left_at` they are
    expected no more. `person` is None once their data were erased.
    """

    id: int
    person: int | None
    kind: Kind
    thing: int
    booked_at: datetime
    left_at: datetime | None
    answer: Answer | None
    answered_at: datetime | None
    answered_version: int | None
    in_time: bool | None
    state: State
    noted_by: int | None
    noted_at: datetime | None

    def answer_to(self, version: int) -> Answer | None:
        """Return the answer as long as it still holds: an absence does, the rest until the thing changes."""
        holds = self.answer is Answer.ABSENT or self.answered_version == version
        return self.answer if holds else None


def is_in_time(now: datetime, starts_at: datetime, notice_minutes: int) -> bool:
    """Tell whether what is said now is said early enough for nobody to be surprised."""
    return now <= starts_at - timedelta(minutes=notice_minutes)
