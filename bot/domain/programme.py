"""What participants are expected at: a week's pattern of shifts, the shifts laid out by it, appointments.

When people are reminded is planned in `bot.domain.reminders`; who comes is `bot.domain.attendance`'s matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.ids import by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.calendar import Holidays
    from bot.domain.geometry import Point
    from bot.domain.seats import PhaseDates
    from bot.domain.territory import Texts


#: « Sans réponse » and « Je viens finalement » stand beside them: eight buttons at most.
REASONS_AT_MOST = 6
#: Letters in the answer to a usual question.
LONGEST_ANSWER = 400


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """Where a crew meets; `district` is an id, `point` is known where a pin can be shown."""

    name: Texts
    point: Point | None = None
    district: str | None = None
    indoor: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift that may be: its local day and hours, where, and what is done there ({} says nothing)."""

    day: date
    starts: time
    ends: time
    place: MeetingPoint
    task: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shift:
    """A crew's work on one day. `version` rises with every change, `changed_at` says when the last was."""

    id: int
    crew: int
    slot: Slot
    cancelled: bool
    version: int
    changed_at: datetime


class Sort(StrEnum):
    """What an appointment is towards its participants; France Travail calls them IND and COL."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment of the support; `partner` is an id, None is the service itself, as is no `place`."""

    id: int
    sort: Sort
    partner: str | None
    starts_at: datetime
    minutes: int
    place: str | None
    cancelled: bool
    version: int
    changed_at: datetime

    @property
    def ends_at(self) -> datetime:
        """Return when it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """What a crew usually does on a weekday (Monday is 0)."""

    weekday: int
    place: MeetingPoint
    task: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody participants have appointments with; the name is never shown on a lock screen."""

    id: str
    name: Texts
    phone: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class AbsenceReason:
    """Why somebody cannot come, as the territory lists it; never about health."""

    id: str
    label: Texts


@dataclass(frozen=True, slots=True)
class UsualQuestion:
    """A question that everybody asks, short enough for a button; an officer may change its answer."""

    id: str
    question: Texts
    answer: Texts


@dataclass(frozen=True, slots=True)
class Attestation:
    """What an attestation of presence says besides: the legal status, and who signs where."""

    status: Texts
    signatory: str
    place: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a territory says of its programme.

    `starts` and `ends` are the usual local hours of a shift, `week` its usual days, `indoor` where a crew
    goes when it rains, `compensation` what an absence means for it. An absence is announced in time up to
    `notice_minutes` before the start. `collective` and `individual` are how many appointments a season has
    for each participant. After `absences` shifts missed or announced as missed in `absence_days`, somebody
    asks how they are.
    """

    starts: time = time(8)
    ends: time = time(12)
    notice_minutes: int = 60
    collective: int = 3
    individual: int = 5
    absences: int = 3
    absence_days: int = 14
    week: tuple[WeekDay, ...] = ()
    indoor: MeetingPoint | None = None
    compensation: Texts = field(default_factory=dict)
    partners: tuple[Partner, ...] = ()
    absence_reasons: tuple[AbsenceReason, ...] = ()
    attestation: Attestation | None = None
    questions: tuple[UsualQuestion, ...] = ()

    @property
    def places(self) -> tuple[MeetingPoint, ...]:
        """Return where crews usually meet, each place once, and where they go when it rains."""
        known = [each.place for each in self.week] + ([self.indoor] if self.indoor else [])
        first: dict[tuple[str, ...], MeetingPoint] = {}
        for place in known:
            first.setdefault(tuple(place.name.values()), place)
        return tuple(first.values())

    def partner(self, partner_id: str) -> Partner:
        """Return a partner; raises KeyError for an id this territory has not."""
        return by_id(self.partners, partner_id)

    def appointments(self, sort: Sort) -> int:
        """Return how many appointments of a sort a season has for each participant."""
        return self.collective if sort is Sort.COLLECTIVE else self.individual


def lay_out(
    rules: Rules, phase: PhaseDates, holidays: Holidays, *, turn: int = 0, since: date | None = None
) -> Iterator[Slot]:
    """Give the shifts of a phase by the week's pattern, from `since` on; holidays are left out.

    A crew with another `turn` is elsewhere on the same day: it takes the pattern's places that many on.
    """
    places = {each.weekday: number for number, each in enumerate(rules.week)}
    day = max(phase.starts, since or phase.starts)
    while day <= phase.ends:
        if day.weekday() in places and day not in holidays:
            usual = rules.week[(places[day.weekday()] + turn) % len(rules.week)]
            yield Slot(day, rules.starts, rules.ends, usual.place, usual.task)
        day += timedelta(days=1)
