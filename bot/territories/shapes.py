"""Reads the outlines of a town, of its areas of priority and of other towns from GeoJSON (RFC 7946).

It repairs nothing: an outline stays as it was published, rings that cross themselves included.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.domain.geometry import Outline, Point

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.geometry import Ring
    from bot.territories.reading import Source

BOUNDARY = "boundary"
PRIORITY_AREA = "priority_area"
NEIGHBOUR = "neighbour"
ROLES = (BOUNDARY, PRIORITY_AREA, NEIGHBOUR)
# What the national files call the name of an area: since 2024, before, of a commune.
NAMES = ("lib_qp", "nom_qp", "nom", "name")
RING_AT_LEAST = 4  # a triangle, closed

Outlines = tuple[Outline | None, tuple[Outline, ...], tuple[Outline, ...]]
"""The boundary, if the file has one, the areas of priority, and other towns."""


def read_outlines(file: Path, source: Source) -> Outlines:
    """Read the features whose property `role` is one of `ROLES`; report the faults."""
    try:
        collection = json.loads(file.read_text(encoding="utf-8"))
        features = list(collection["features"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        source.report((), f"cannot be read ({error})", "Put a GeoJSON FeatureCollection there, in UTF-8")
        return None, (), ()
    found = [_outline(feature, position, source) for position, feature in enumerate(features)]
    return _sorted([each for each in found if each], source)


def _sorted(found: list[tuple[str, Outline]], source: Source) -> Outlines:
    boundaries = [outline for role, outline in found if role == BOUNDARY]
    if len(boundaries) > 1:
        source.report(("features",), "has two boundaries", "Make one feature of them, a MultiPolygon")
    areas = tuple(outline for role, outline in found if role == PRIORITY_AREA)
    neighbours = tuple(outline for role, outline in found if role == NEIGHBOUR)
    return next(iter(boundaries), None), areas, neighbours


def _outline(feature: Any, position: int, source: Source) -> tuple[str, Outline] | None:  # noqa: ANN401 - JSON has no type
    try:
        properties, geometry = feature["properties"], feature["geometry"]
        role = properties["role"]
        outline = Outline(_name(properties), _polygons(geometry))
    except (KeyError, TypeError, ValueError) as error:
        mend = "Give it a role, a name, and a closed Polygon or MultiPolygon"
        source.report(("features", position), f"is no outline ({error!r})", mend)
        return None
    if role in ROLES:
        return role, outline
    source.report(("features", position, "role"), f"is “{role}”", f"Write one of: {', '.join(ROLES)}")
    return None


def _name(properties: dict[str, Any]) -> str:
    return str(next(properties[key] for key in NAMES if key in properties))


def _polygons(geometry: dict[str, Any]) -> tuple[tuple[Ring, ...], ...]:
    one = geometry["type"] == "Polygon"
    if not one and geometry["type"] != "MultiPolygon":
        raise ValueError(geometry["type"])
    polygons = [geometry["coordinates"]] if one else geometry["coordinates"]
    return tuple(tuple(_ring(ring) for ring in rings) for rings in polygons)


def _ring(positions: list[list[float]]) -> Ring:
    ring = tuple(Point(latitude=float(place[1]), longitude=float(place[0])) for place in positions)
    if len(ring) < RING_AT_LEAST or ring[0] != ring[-1]:
        message = f"a ring of {len(ring)} positions is not closed"
        raise ValueError(message)
    return ring
