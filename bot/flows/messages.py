"""What is said, as catalogue keys and typed values; no text is made here.

A `Message` travels through the outbox as plain values and becomes text when it is sent, in the
language the person has at that moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class TermKind(StrEnum):
    """What the territory names in its own words."""

    DISTRICT = "district"
    PLACE = "place"
    BODY = "body"
    NEIGHBOUR = "neighbour"
    DISMISSAL = "dismissal"
    PROGRAMME = "programme"
    TOWN = "town"
    SERVICE = "service"
    ADDRESS = "address"
    PHONE = "phone"
    DPO = "dpo"
    CONTROLLER = "controller"
    COMPLAINT_BODY = "complaint_body"
    RULE = "rule"
    LANGUAGE = "language"  # in its own words
    LANGUAGE_NAMED = "language_named"  # in the reader's: « arabe »
    PHASE = "phase"
    CRITERION = "criterion"
    REFUSAL = "refusal"  # as the officer reads it
    REFUSAL_MESSAGE = "refusal_message"  # as the applicant reads it
    DOOR = "door"
    DOOR_WHAT = "door_what"  # how it helps
    BRING = "bring"  # on the first day
    PARTNER = "partner"
    ABSENCE_REASON = "absence_reason"


@dataclass(frozen=True)
class Term:
    """Something the territory names: a district, a body, its own service.

    With a `language` it is named in that one, whatever the reader's is: to see what somebody else will read.
    """

    kind: TermKind
    id: str = ""
    language: str = ""


@dataclass(frozen=True)
class Worded:
    """A name that the officer may have changed, in several languages."""

    texts: Mapping[str, str]

    def __hash__(self) -> int:
        """Hash by what the texts are."""
        return hash(frozenset(self.texts.items()))


@dataclass(frozen=True)
class Code:
    """A reference, a number or an address: kept left to right inside a right-to-left text."""

    text: str


@dataclass(frozen=True)
class Message:
    """A catalogue key and the values of its placeholders; `count` chooses the plural form."""

    key: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __hash__(self) -> int:
        """Hash by key alone: equal messages have equal keys."""
        return hash(self.key)


Value = str | int | date | time | Message | Term | Code | Worded
"""What a placeholder may stand for; a time is one of a local day."""


def msg(key: str, **values: Value) -> Message:
    """Name a catalogue entry. The key must be a literal: extraction reads the source."""
    return Message(key, values)


def msgn(key: str, count: int, **values: Value) -> Message:
    """Name a catalogue entry with plural forms; `{count}` is among its placeholders."""
    return Message(key, {"count": count, **values})


def pack(value: object) -> Any:  # noqa: ANN401 - JSON values have no narrower type
    """Turn a value of a message into plain JSON values, so that `unpack` gives it back."""
    match value:
        case Message():
            return {"key": value.key, "values": {name: pack(each) for name, each in value.values.items()}}
        case Term():
            other = {"language": value.language} if value.language else {}
            return {"term": value.kind.value, "id": value.id, **other}
        case Code():
            return {"code": value.text}
        case Worded():
            return {"texts": dict(value.texts)}
        case date() | time():
            return {type(value).__name__: value.isoformat()}
    return value


def unpack(value: Any) -> Any:  # noqa: ANN401 - the reverse of `pack`
    """Give back what `pack` was given."""
    match value:
        case {"key": str(key), "values": dict(values)}:
            return Message(key, {name: unpack(each) for name, each in values.items()})
        case {"term": str(kind), "id": str(name)}:
            return Term(TermKind(kind), name, value.get("language", ""))
        case {"code": str(text)}:
            return Code(text)
        case {"texts": dict(texts)}:
            return Worded(texts)
        case {"date": str(moment)} | {"time": str(moment)}:
            return date.fromisoformat(moment) if "date" in value else time.fromisoformat(moment)
    return value
