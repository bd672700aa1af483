"""Other towns nearby: whose a place is when it is not the town's; it reads no map and asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.geometry import Outline, Point


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A town whose town hall answers for what lies there; its `outline` may not be known."""

    id: str
    name: Mapping[str, str]
    phone: str
    outline: Outline | None = None


def neighbour_at(neighbours: Iterable[Neighbour], point: Point) -> Neighbour | None:
    """Return the one in whose outline a point lies, if it is known."""
    return next((each for each in neighbours if each.outline and point in each.outline), None)


def neighbour_named(neighbours: Iterable[Neighbour], name: str) -> Neighbour | None:
    """Return the one of that name, whatever its accents and signs."""
    sought = fold(name)
    return next((each for each in neighbours if sought in map(fold, each.name.values())), None)
