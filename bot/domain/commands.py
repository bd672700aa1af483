"""What a finished dialogue asks the programme to do, as records; doing it is the services' work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.crew_commands import KeepSheet
from bot.domain.decisions import (
    AnswerMatter,
    AskReporter,
    ClearReport,
    CloseMatter,
    CountOutcome,
    DeclineApplication,
    DismissReport,
    EndEnrolment,
    Enrol,
    ForwardReport,
    JoinApplication,
    MergeReport,
    NoteProfile,
    OfferTimes,
    OrientApplicant,
    PlanReport,
    ProposeMeeting,
    PutOnWaitingList,
    RedactText,
    Snooze,
    TellPerson,
    TickCriteria,
    WriteNote,
    WriteToPerson,
)
from bot.domain.programme_commands import ProgrammeCommand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.domain.application import Attraction, CallTime, OutOfWork
    from bot.domain.report import Canisters, Size


@dataclass(frozen=True)
class Picture:
    """A photo on Telegram: the id to ask for it, the id it keeps, and its album, if it came in one.

    One sent `as_file` cannot be shown as a photo by that id: our own copy must be sent.
    """

    file_id: str
    file_unique_id: str
    album: str | None = None
    as_file: bool = False


@dataclass(frozen=True)
class Recording:
    """A voice note on Telegram: the id to send it by, the id it keeps, and how many seconds it lasts.

    A sound sent `as_music` is played by another call than a voice note.
    """

    file_id: str
    file_unique_id: str
    seconds: int
    as_music: bool = False


@dataclass(frozen=True)
class Spot:
    """Where waste lies: a point, or a district with a landmark, or all of them; `address` was looked up."""

    latitude: float | None = None
    longitude: float | None = None
    district: str | None = None
    landmark: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class FileReport:
    """A resident reports dumped waste."""

    kind: str
    spot: Spot
    pictures: tuple[Picture, ...] = ()
    size: Size | None = None
    note: str | None = None
    recordings: tuple[Recording, ...] = ()
    canisters: Canisters | None = None
    danger: bool = False


@dataclass(frozen=True)
class FollowReport:
    """A resident says that a report is there already, and adds photos and words to it."""

    request: int
    pictures: tuple[Picture, ...] = ()
    note: str | None = None
    recordings: tuple[Recording, ...] = ()
    danger: bool = False


@dataclass(frozen=True)
class AddToReport:
    """Somebody adds photos, words or voice notes to a report they have filed or follow."""

    request: int
    pictures: tuple[Picture, ...] = ()
    note: str | None = None
    recordings: tuple[Recording, ...] = ()
    danger: bool = False


@dataclass(frozen=True)
class AnswerQuestion:
    """What a resident answers an officer: words, a photo with or without words, a voice note, a place.

    `place` is a latitude, a longitude and the name it came with, which may be "".
    """

    request: int
    text: str | None
    picture: Picture | None
    recording: Recording | None = None
    danger: bool = False
    place: tuple[float, float, str] | None = None


@dataclass(frozen=True)
class AskOfficer:
    """Somebody asks a question of their own, in words or as a voice note."""

    text: str | None
    recording: Recording | None = None
    danger: bool = False


@dataclass(frozen=True)
class ReopenReport:
    """The resident says that a place called clean is not, with a photo or none."""

    request: int
    picture: Picture | None


@dataclass(frozen=True, kw_only=True)
class FileApplication:
    """A resident asks to join the crew.

    `district` is None for whoever lives in none of the programme's. `phases` are ids, none for any;
    `phone` is in E.164. Without a name, an officer writes it together with the person.
    """

    of_age: bool
    district: str | None
    in_town: bool
    out_of_work: OutOfWork
    mornings: bool
    phases: tuple[str, ...] = ()
    attractions: tuple[Attraction, ...] = ()
    first_name: str | None = None
    last_name: str | None = None
    speaks: str | None = None
    phone: str | None = None
    call_time: CallTime | None = None
    note: str | None = None
    recordings: tuple[Recording, ...] = ()


@dataclass(frozen=True)
class EnterApplication:
    """An officer enters what somebody without Telegram has answered."""

    application: FileApplication


@dataclass(frozen=True)
class CorrectContact:
    """Somebody corrects what they have given: the new values by name, None for what is taken back."""

    changed: Mapping[str, str | None]


@dataclass(frozen=True)
class TellAbsence:
    """A participant wants to say that they cannot come."""


@dataclass(frozen=True)
class CorrectDecision:
    """Words that put right what a decision has told; `decision` is the number of one that was held."""

    decision: int
    text: str


@dataclass(frozen=True)
class Search:
    """An officer looks for requests by words, a reference or a telephone number."""

    words: str


@dataclass(frozen=True)
class BeAway:
    """An officer is away and back on a local day; the deputy is another officer, or nobody."""

    returns_on: date
    deputy: int | None


Command = (
    FileReport
    | FileApplication
    | FollowReport
    | AddToReport
    | AnswerQuestion
    | AskOfficer
    | ReopenReport
    | PlanReport
    | ClearReport
    | DismissReport
    | ForwardReport
    | MergeReport
    | RedactText
    | AskReporter
    | ProposeMeeting
    | Enrol
    | PutOnWaitingList
    | DeclineApplication
    | OrientApplicant
    | JoinApplication
    | WriteNote
    | Search
    | BeAway
    | WriteToPerson
    | Snooze
    | TellPerson
    | TickCriteria
    | EndEnrolment
    | AnswerMatter
    | CloseMatter
    | OfferTimes
    | CountOutcome
    | NoteProfile
    | CorrectContact
    | CorrectDecision
    | EnterApplication
    | ProgrammeCommand
    | TellAbsence
    | KeepSheet
)
