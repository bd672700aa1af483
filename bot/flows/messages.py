"""What is said, as catalogue keys and typed values; no text is made here.

A `Message` travels through the outbox as plain values and becomes text when it is sent, in the
language the person has at that moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
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


@dataclass(frozen=True)
class Term:
    """Something the territory names: a district, a body, its own service."""

    kind: TermKind
    id: str = ""


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


def msg(key: str, **values: str | int | date | Message | Term | Code) -> Message:
    """Name a catalogue entry. The key must be a literal: extraction reads the source."""
    return Message(key, values)


def msgn(key: str, count: int, **values: str | int | date | Message | Term | Code) -> Message:
    """Name a catalogue entry with plural forms; `{count}` is among its placeholders."""
    return Message(key, {"count": count, **values})


def pack(value: object) -> Any:  # noqa: ANN401 - JSON values have no narrower type
    """Turn a value of a message into plain JSON values, so that `unpack` gives it back."""
    match value:
        case Message():
            return {"key": value.key, "values": {name: pack(each) for name, each in value.values.items()}}
        case Term():
            return {"term": value.kind.value, "id": value.id}
        case Code():
            return {"code": value.text}
        case date():
            return {"date": value.isoformat()}
        case _:
            return value


def unpack(value: Any) -> Any:  # noqa: ANN401 - the reverse of `pack`
    """Give back what `pack` was given."""
    match value:
        case {"key": str(key), "values": dict(values)}:
            return Message(key, {name: unpack(each) for name, each in values.items()})
        case {"term": str(kind), "id": str(name)}:
            return Term(TermKind(kind), name)
        case {"code": str(text)}:
            return Code(text)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case _:
            return value
