"""What leaves the core: prompts with their buttons, cards, albums and places, as plain values.

Nothing here knows Telegram or a language; `handlers.outbound` makes calls of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from bot.flows.carried import Carried

if TYPE_CHECKING:
    from bot.domain.people import Role
    from bot.domain.request import RequestKind
    from bot.flows.messages import Message


class Priority(IntEnum):
    """Who is served first when several messages wait."""

    REPLY = 0  # to somebody who has just acted
    CHANGE = 1  # news of something of theirs
    BROADCAST = 2


class Keyboard(StrEnum):
    """Where the buttons of a prompt stand."""

    NONE = "none"  # the screen keeps what it has
    MENU = "menu"  # the person's own menu, drawn at sending
    CLEAR = "clear"  # takes a reply keyboard away
    REPLY = "reply"  # below the text field; the only place for the share buttons
    INLINE = "inline"  # under the message


class Share(StrEnum):
    """What a reply button asks the phone for."""

    LOCATION = "location"
    CONTACT = "contact"


@dataclass(frozen=True)
class Option:
    """One button: the value it stands for, its label, and what it shares, if anything."""

    value: str
    label: Message
    share: Share | None = None


CARD_DATA = "c1"  # how a card's button begins: the form of what follows

Rows = tuple[tuple[Option, ...], ...]


def pairs(options: list[Option]) -> Rows:
    """Lay buttons out two to a row."""
    return tuple(tuple(options[at : at + 2]) for at in range(0, len(options), 2))


@dataclass(frozen=True)
class Prompt:
    """A text of one or more lines with its buttons.

    `session` and `question` are set when the buttons answer a dialogue's question. `photo_of` are a request
    and a stage: the text stands below the first photo there, if there is one to show. A `letter` is a text to
    be copied and sent to a body, in the territory's own language. `over` is the number of the message that
    it is drawn over; 0 sends a new one.
    """

    lines: tuple[Message, ...]
    rows: Rows = ()
    keyboard: Keyboard = Keyboard.NONE
    session: int = 0
    question: str = ""
    photo_of: tuple[int, str] | None = None
    letter: bool = False
    over: int = 0

    def values(self) -> set[str]:
        """Return every value that a button of this prompt stands for."""
        return {option.value for row in self.rows for option in row}


@dataclass(frozen=True)
class CardFace:
    """What a card shows of a request; the value of each button is the action it does."""

    kind: RequestKind
    request: int
    version: int
    lines: tuple[Message, ...]
    rows: Rows


@dataclass(frozen=True)
class CardDrawing:
    """The officer's card with this id in `cards`: drawn when sent, edited when already there."""

    card: int


@dataclass(frozen=True)
class Album:
    """The photos of a request, in one go; `stage` is before or after."""

    request: int
    stage: str
    caption: Message


@dataclass(frozen=True)
class Played:
    """A voice note of a request."""

    recording: int
    caption: Message


@dataclass(frozen=True)
class Pin:
    """A point on the map."""

    latitude: float
    longitude: float


class Form(StrEnum):
    """How somebody's whole file is written."""

    HTML = "html"  # to be read
    JSON = "json"  # to be taken elsewhere


@dataclass(frozen=True)
class Document:
    """The whole file of a person, made when it is sent."""

    person: int
    form: Form


@dataclass(frozen=True)
class LinkOffer:
    """A one-time link to a person who has no account, as text and QR code; made when it is sent."""

    person: int


@dataclass(frozen=True)
class InvitationOffer:
    """A one-time link to a role, as text; made when it is sent."""

    role: Role


@dataclass(frozen=True)
class StaffCommands:
    """The commands Telegram shows to this person, by their roles and seats when it is sent."""


@dataclass(frozen=True)
class Reminding:
    """What is still to be told in one message of reminders, by its key; drawn when it is sent."""


@dataclass(frozen=True)
class BoardDrawing:
    """The shift with this id in `boards`: drawn when sent, edited when already there."""

    board: int


@dataclass(frozen=True)
class HeldDrawing:
    """The decision with this id in `held_decisions`, to its officer: edited when already there."""

    decision: int


@dataclass(frozen=True)
class TallyDrawing:
    """The counts of its reader's queue: drawn when sent, edited when already there."""


@dataclass(frozen=True)
class Pinning:
    """A message of the chat is pinned without a sound or, without `on`, pinned no more."""

    message: int
    on: bool = True


@dataclass(frozen=True)
class SheetPicture:
    """A photo of the paper sheet of a shift."""

    sheet: int


@dataclass(frozen=True)
class WeekSheet:
    """A crew's sheet of the week of that Monday (an ISO date), to be printed; made when it is sent."""

    crew: int
    monday: str


@dataclass(frozen=True)
class OwnFile:
    """A file of its reader's own, about the thing of that number if there is one; made when it is sent."""

    sort: str
    number: int = 0


@dataclass(frozen=True)
class MadeFile:
    """A file that the edge has made for an officer, named after what it holds; gone once it was sent."""

    sort: str
    file: str


Files = Document | OwnFile | MadeFile
OfQueue = CardDrawing | HeldDrawing | TallyDrawing | Pinning
OfCrew = BoardDrawing | SheetPicture | WeekSheet
OfStaff = InvitationOffer | StaffCommands | MadeFile
Made = Pin | LinkOffer | OfStaff | Reminding | OfCrew | OwnFile | Carried | OfQueue
Content = Prompt | Album | Played | Document | Made


@dataclass(frozen=True)
class Answer:
    """What a pressed button says back while its spinner turns; in memory only, never the sole word."""

    query: str
    text: Message | None = None
    alert: bool = False


def card_data(kind: str, request: int, action: str, version: int) -> str:
    """Return what a card's button carries; `services.presses` reads it back, and trusts none of it."""
    return f"{CARD_DATA}:{kind}:{request}:{action}:{version}"
