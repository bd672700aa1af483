"""What a town decides for itself: its words, districts, partners, kinds of waste and rules, as records.

It reads no file (bot/territories does) and holds no label of a button (the catalogues do).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.geometry import Side, middle
from bot.domain.ids import by_id
from bot.domain.programme import Rules
from bot.domain.retention import usual
from bot.domain.weather import Thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.domain.calendar import Hours, Office, Season
    from bot.domain.geometry import Outline, Point
    from bot.domain.joining import Joining
    from bot.domain.neighbours import Neighbour
    from bot.domain.ready import ReadyAnswer
    from bot.domain.reminders import ReminderHours
    from bot.domain.retention import Kept

Texts = Mapping[str, str]
"""A text per language code; when there is any, the territory's default language is among them."""

CANISTERS_KIND = "canisters"
UNKNOWN_KIND = "unknown"
OTHER_KIND = "other"
KIND_IDS = (
    "bulky",
    "bags",
    "rubble",
    CANISTERS_KIND,
    "syringes",
    UNKNOWN_KIND,
    "appliances",
    "green",
    "tyres",
    "chemicals",
    "vehicle",
    OTHER_KIND,
)
"""Every kind of waste the catalogues have a label for; a territory chooses among them and orders them."""


def in_language(texts: Texts, language: str, default: str) -> str:
    """Return the text in that language, else in the default one; raises KeyError when neither is there."""
    return texts[language] if language in texts else texts[default]


@dataclass(frozen=True, slots=True)
class District:
    """A sector of the town that people name; which one a report lies in is chosen by the person."""

    id: str
    name: Texts
    aliases: tuple[str, ...] = ()


class BodyKind(StrEnum):
    """What sort of partner a body is."""

    TOWN = "town"
    AGGLOMERATION = "agglomeration"
    LANDLORD = "landlord"
    POLICE = "police"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody a report can be forwarded to; `handles` are ids of kinds of waste it usually takes."""

    id: str
    name: Texts
    kind: BodyKind
    phone: str
    handles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WasteKind:
    """A kind of waste and its rules.

    `answer_days` are working days until an answer is promised; `rule` is what residents are told of this
    kind ({} says nothing); `collector` is the id of the body that collects it, None for the crews.
    `same_within_metres` is this kind's own distance in place of the limits'.
    """

    id: str
    pictogram: str
    dangerous: bool
    crew_may_handle: bool
    answer_days: int
    shown_first: bool
    rule: Texts
    collector: str | None = None
    same_within_metres: int | None = None


@dataclass(frozen=True, slots=True)
class DismissalReason:
    """Why nothing will be done: `label` completes « Nous ne pouvons pas : … »; `body` is who can, an id."""

    id: str
    label: Texts
    body: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that people know by its name and a poster hangs at; `district` is an id.

    `approximate` until somebody has checked on the spot that the point is right.
    """

    id: str
    name: Texts
    point: Point
    district: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class ReportLimits:
    """How much one person may file, and how near and recent a report is taken for the same (0 m: none)."""

    reports_an_hour: int = 5
    photos: int = 5
    landmark_characters: int = 200
    note_characters: int = 500
    same_within_metres: int = 50
    same_within_weeks: int = 12


@dataclass(frozen=True, slots=True)
class Emergency:
    """Numbers to call when somebody is in danger; `text` is for people who cannot hear or speak."""

    call: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class BotProfile:
    """What Telegram shows of the bot before anybody has written to it; `picture` is the path of a JPEG."""

    name: Texts
    description: Texts
    short_description: Texts
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Legal:
    """Who answers for the data, how to reach its data protection officer, and to whom one complains."""

    controller: Texts
    dpo_contact: str
    complaint_body: Texts


@dataclass(frozen=True, slots=True)
class Location:
    """Where a point lies: in the town, and in an area of priority."""

    in_town: Side
    in_priority_area: Side


@dataclass(frozen=True, slots=True)
class Territory:
    """Everything a territory's file says. Its first language is the default one.

    `kinds`, `districts`, `bodies` and `dismissal_reasons` stand in the order in which they are shown.
    Without a `boundary` every place is in the town. `words` is the path of a folder of catalogues in which
    the town words some texts its own way.
    """

    id: str
    programme: Texts
    town: Texts
    service: Texts
    address: str
    phone: str
    timezone: str
    languages: tuple[str, ...]
    season: Season
    office: Office
    quiet_hours: Hours
    reminders: ReminderHours
    limits: ReportLimits
    emergency: Emergency
    profile: BotProfile
    legal: Legal
    districts: tuple[District, ...]
    bodies: tuple[Body, ...]
    kinds: tuple[WasteKind, ...]
    dismissal_reasons: tuple[DismissalReason, ...]
    joining: Joining
    words: str | None = None
    boundary: Outline | None = None
    priority_areas: tuple[Outline, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    retention: Mapping[Kept, int] = field(default_factory=usual)
    weather: Thresholds = field(default_factory=Thresholds)
    rules: Rules = field(default_factory=Rules)
    ready: tuple[ReadyAnswer, ...] = ()

    @property
    def default_language(self) -> str:
        """Return the language used where a text exists in no other."""
        return self.languages[0]

    @property
    def first_kinds(self) -> tuple[WasteKind, ...]:
        """Return the kinds on the first screen."""
        return tuple(kind for kind in self.kinds if kind.shown_first)

    @property
    def other_kinds(self) -> tuple[WasteKind, ...]:
        """Return the kinds behind « Autre… »."""
        return tuple(kind for kind in self.kinds if not kind.shown_first)

    @property
    def centre(self) -> Point | None:
        """Return the middle of the town, to prefer what is near it; None when nothing tells where it lies."""
        if self.boundary:
            return middle(point for rings in self.boundary.polygons for point in rings[0])
        return middle(place.point for place in self.places) if self.places else None

    def text(self, texts: Texts, language: str) -> str:
        """Return a text in that language, else in the default one; "" when it has none at all."""
        return in_language(texts, language, self.default_language) if texts else ""

    def kind(self, kind_id: str) -> WasteKind:
        """Return a kind of waste; « other » stands for one that the territory's file no longer has."""
        held = {kind.id: kind for kind in self.kinds}
        return held[kind_id] if kind_id in held else held[OTHER_KIND]

    def district(self, district_id: str) -> District:
        """Return a district; raises KeyError for an id this territory has not."""
        return by_id(self.districts, district_id)

    def body(self, body_id: str) -> Body:
        """Return a body; raises KeyError for an id this territory has not."""
        return by_id(self.bodies, body_id)

    def dismissal_reason(self, reason_id: str) -> DismissalReason:
        """Return a reason of dismissal; raises KeyError for an id this territory has not."""
        return by_id(self.dismissal_reasons, reason_id)

    def place(self, place_id: str) -> NamedPlace:
        """Return a place of the gazetteer; raises KeyError for an id this territory has not."""
        return by_id(self.places, place_id)

    def where(self, point: Point) -> Location:
        """Return where a point lies towards the town and its areas of priority."""
        in_town = self.boundary.side(point) if self.boundary else Side.YES
        return Location(in_town, _best(area.side(point) for area in self.priority_areas))

    def answer_by(self, received: date, kind_id: str) -> date:
        """Return the working day by which an answer is promised for a report received on that local day."""
        days = self.kind(kind_id).answer_days
        if received not in self.season:
            days += self.season.answer_days_added_outside
        return self.office.add_working_days(received, days)

    def application_answer_by(self, received: date) -> date:
        """Return the working day by which an answer is promised for an application of that local day."""
        return self.office.add_working_days(received, self.joining.answer_days)

    def application_reminder_on(self, received: date) -> date:
        """Return the working day on which the officers are warned that nobody has answered."""
        return self.office.add_working_days(received + timedelta(days=self.joining.remind_days), 0)


def _best(sides: Iterable[Side]) -> Side:
    """Return yes if any area says yes, else border if any does, else no."""
    found = set(sides)
    return next((side for side in (Side.YES, Side.BORDER) if side in found), Side.NO)
