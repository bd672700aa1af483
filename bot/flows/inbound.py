"""What people do in a chat, freed from Telegram's form; reading it off an update is handlers' work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bot.domain.commands import Picture, Recording


@dataclass(frozen=True)
class Sender:
    """Who acts: the account, its private chat, and the language its Telegram is set to (may be empty)."""

    telegram_id: int
    chat_id: int
    language: str


@dataclass(frozen=True)
class Text:
    """Words typed, or a button of the reply keyboard, which arrives as its words."""

    text: str


@dataclass(frozen=True)
class Choice:
    """A button of a dialogue, pressed or typed: the option's value and the question it was drawn for."""

    value: str
    question: str


@dataclass(frozen=True)
class SlashCommand:
    """A command and what follows it."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class Photo:
    """A photo, with its caption; parts of an album share its id."""

    picture: Picture
    caption: str = ""


@dataclass(frozen=True)
class Voice:
    """A voice note, or another sound."""

    recording: Recording


@dataclass(frozen=True)
class Place:
    """A point, and the name it came with, if it was a venue."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True)
class Press:
    """A button under a message: the query to be answered, the message and the button's data, not trusted."""

    query: str
    message_id: int
    data: str


@dataclass(frozen=True)
class Contact:
    """A telephone number shared as a contact; `own` when it is the sender's."""

    phone: str
    own: bool


class Oddity(StrEnum):
    """Something a chat can hold that no question asks for."""

    STICKER = "sticker"
    POLL = "poll"
    DOCUMENT = "document"
    VIDEO = "video"
    CONTACT = "contact"
    TOO_BIG = "too_big"
    OTHER = "other"


@dataclass(frozen=True)
class Odd:
    """One of those."""

    what: Oddity


@dataclass(frozen=True)
class Membership:
    """The person has blocked the bot, or let it back in."""

    blocked: bool


@dataclass(frozen=True)
class Located:
    """What an errand found for a place of the dialogue: what was `sought`, a point and its address."""

    sought: Mapping[str, Any]
    latitude: float
    longitude: float
    address: str


@dataclass(frozen=True)
class Taken:
    """Where a photo of the dialogue, by its lasting id, was taken, as its file says."""

    photo: str
    latitude: float
    longitude: float


Event = (
    Text
    | Choice
    | SlashCommand
    | Photo
    | Voice
    | Place
    | Contact
    | Press
    | Odd
    | Membership
    | Located
    | Taken
)


@dataclass(frozen=True)
class Inbound:
    """One thing somebody did.

    `message` is their message's own number, `replies_to` that of the message it answers by Telegram's reply;
    0 is none. An `edited` one has been here before: it is what their message says now.
    """

    sender: Sender
    event: Event
    message: int = 0
    replies_to: int = 0
    edited: bool = False
