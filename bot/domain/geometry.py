"""Says whether a point lies inside an outline, outside it or too near its border to tell.

It holds no map, knows no town and asks no service; outlines come from the territory.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Published outlines are rounded to 4 decimals (about 10 m) and a phone errs by 20 m and more.
BORDER_METRES = 50.0
POLE = 90.0
DATE_LINE = 180.0
METRES_A_DEGREE = 6_371_000 * math.pi / 180  # of latitude


class Side(StrEnum):
    """Where a point stands towards an outline."""

    YES = "yes"
    NO = "no"
    BORDER = "border"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on Earth, in degrees (WGS 84); anything off the globe raises ValueError."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (abs(self.latitude) <= POLE and abs(self.longitude) <= DATE_LINE):
            message = f"{self.latitude}, {self.longitude} is not a place on Earth"
            raise ValueError(message)


Ring = tuple[Point, ...]
"""A closed line: the last point equals the first."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A surface: polygons, each an outer ring and its holes; rings may cross themselves as published."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]

    def __contains__(self, point: Point) -> bool:
        """Tell whether the point is inside, by the even-odd rule within each polygon."""
        return any(_crossings(point, rings) % 2 == 1 for rings in self.polygons)

    def metres_to_border(self, point: Point) -> float:
        """Return the distance in metres from the point to the nearest line of this outline."""
        sides = (side for rings in self.polygons for side in _sides(rings))
        return min(_metres_to_side(point, start, end) for start, end in sides)

    def side(self, point: Point, tolerance: float = BORDER_METRES) -> Side:
        """Return where the point stands; within `tolerance` metres of a line it is at the border."""
        if self.metres_to_border(point) < tolerance:
            return Side.BORDER
        return Side.YES if point in self else Side.NO


def middle(points: Iterable[Point]) -> Point:
    """Return the middle of the box around some points, at least one."""
    held = tuple(points)
    latitudes, longitudes = [each.latitude for each in held], [each.longitude for each in held]
    return Point((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)


def _crossings(point: Point, rings: tuple[Ring, ...]) -> int:
    return sum(_crosses(point, start, end) for start, end in _sides(rings))


def _crosses(point: Point, start: Point, end: Point) -> bool:
    """Tell whether a ray eastwards from the point meets this side."""
    if (start.latitude > point.latitude) == (end.latitude > point.latitude):
        return False
    along = (point.latitude - start.latitude) / (end.latitude - start.latitude)
    return point.longitude < start.longitude + along * (end.longitude - start.longitude)


def _sides(rings: tuple[Ring, ...]) -> Iterator[tuple[Point, Point]]:
    for ring in rings:
        yield from pairwise(ring)


def _metres_to_side(point: Point, start: Point, end: Point) -> float:
    start_east, start_north = _metres_from(point, start)
    end_east, end_north = _metres_from(point, end)
    east, north = end_east - start_east, end_north - start_north
    length = east * east + north * north
    along = 0.0 if length == 0 else -(start_east * east + start_north * north) / length
    nearest = min(1.0, max(0.0, along))
    return math.hypot(start_east + nearest * east, start_north + nearest * north)


def _metres_from(origin: Point, point: Point) -> tuple[float, float]:
    """Return how far east and north of the origin the point lies, on a plane: fine within a town."""
    east = (point.longitude - origin.longitude) * math.cos(math.radians(origin.latitude))
    return east * METRES_A_DEGREE, (point.latitude - origin.latitude) * METRES_A_DEGREE
