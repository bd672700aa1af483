"""What an officer's dialogue asks the programme to do with a request; doing it is the services' work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time

    from bot.domain.commands import Picture
    from bot.domain.outcome import Category
    from bot.domain.profile import Profile
    from bot.domain.snoozing import Moment


@dataclass(frozen=True)
class Decision:
    """An officer decides on the request as it stood at this version."""

    request: int
    version: int


@dataclass(frozen=True)
class PlanReport(Decision):
    """A crew clears it on that local day."""

    day: date


@dataclass(frozen=True)
class ClearReport(Decision):
    """The place is clean, with a photo or none."""

    picture: Picture | None


@dataclass(frozen=True)
class DismissReport(Decision):
    """Nothing will be done, for one of the territory's reasons."""

    reason: str


@dataclass(frozen=True)
class ForwardReport(Decision):
    """One of the territory's bodies takes it over."""

    body: str


@dataclass(frozen=True)
class MergeReport(Decision):
    """It is the same heap as another report, which is kept: `into` is that one's number."""

    into: int


@dataclass(frozen=True)
class RedactText(Decision):
    """A text that names somebody is erased: note, landmark or answer."""

    text: str


@dataclass(frozen=True)
class AskReporter(Decision):
    """A question relayed to the resident, and the same words as officers read them when those are others."""

    question: str
    own: str | None = None


@dataclass(frozen=True)
class ProposeMeeting(Decision):
    """An officer meets the applicant on that local day and hour; without a `place` at the service."""

    day: date
    hour: time
    place: str | None


@dataclass(frozen=True)
class Enrol(Decision):
    """There is a seat in that crew for the applicant."""

    crew: int


@dataclass(frozen=True)
class PutOnWaitingList(Decision):
    """The applicant waits for a seat in a phase, by its code."""

    phase: str


@dataclass(frozen=True)
class DeclineApplication(Decision):
    """No, for one of the territory's reasons, in its words or the officer's `text`; `door` can help."""

    reason: str
    door: str
    text: str | None


@dataclass(frozen=True)
class OrientApplicant(Decision):
    """One of the territory's doors is the better one."""

    door: str


@dataclass(frozen=True)
class JoinApplication(Decision):
    """The same person has asked before: the application `into` goes on in place of this one."""

    into: int


@dataclass(frozen=True)
class Snooze(Decision):
    """Nothing until a moment, even if the person answers when `firmly`.

    `day` and `hour` are local, as they were on the button; without an hour it is when the office opens,
    without a day the moment as it is now.
    """

    moment: Moment
    day: date | None
    hour: time | None
    firmly: bool


@dataclass(frozen=True)
class WriteNote(Decision):
    """Words for the officers alone."""

    note: str


@dataclass(frozen=True)
class WriteToPerson(Decision):
    """What an officer has written leaves for the person: `relay` is its number among the messages."""

    relay: int


@dataclass(frozen=True)
class TellPerson(Decision):
    """An officer tells the person something in passing; `own` are the same words as officers read them."""

    text: str
    own: str | None = None


@dataclass(frozen=True)
class TickCriteria(Decision):
    """The criteria that have been seen on paper, all of them, by id."""

    seen: tuple[str, ...]


@dataclass(frozen=True)
class EndEnrolment(Decision):
    """Somebody leaves the crew: the seat is free."""


@dataclass(frozen=True)
class AnswerMatter(Decision):
    """An officer answers what somebody has asked for; `own` are the same words as officers read them."""

    text: str
    own: str | None = None


@dataclass(frozen=True)
class OfferTimes(Decision):
    """Somebody may choose another time for their appointment: one to three local days and hours."""

    times: tuple[tuple[date, time], ...]


@dataclass(frozen=True)
class CloseMatter(Decision):
    """A matter is settled, with words for the officers on what came of it, or none."""

    outcome: str | None


@dataclass(frozen=True)
class CountOutcome(Decision):
    """An officer confirms what somebody's outcome counts as; None is nobody answered."""

    category: Category | None


@dataclass(frozen=True)
class NoteProfile(Decision):
    """An officer enters what the figures for funders need of a participant."""

    profile: Profile
