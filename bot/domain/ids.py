"""Finds a record of the territory by its id; it holds none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Identified(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """Return what it is called in the territory's file."""


Record = TypeVar("Record", bound=Identified)


def by_id(records: Iterable[Record], wanted: str) -> Record:
    """Return the record of that id; raises KeyError."""
    for record in records:
        if record.id == wanted:
            return record
    raise KeyError(wanted)
