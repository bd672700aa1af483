"""The grid that an index finds neighbours by: nothing near is ever left out."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.geometry import METRES_A_DEGREE, Point
from bot.domain.grid import COLUMNS, cell_of, cells_around

latitudes, longitudes = st.floats(-80, 80), st.floats(-179.5, 179.5)
angles, metres = st.floats(0, 2 * math.pi), st.floats(0.5, 500)


def moved(point: Point, metres: float, angle: float) -> Point:
    """Return the point so many metres away in that direction."""
    degrees = metres / METRES_A_DEGREE
    east = degrees * math.cos(angle) / math.cos(math.radians(point.latitude))
    return Point(point.latitude + degrees * math.sin(angle), point.longitude + east)


@given(latitudes, longitudes, metres, angles, st.floats(0, 1))
@example(44.0, 4.0, 50.0, 0.0, 1.0)
@example(44.9999, 4.0, 50.0, math.pi / 2, 1.0)  # where a step that follows whole degrees would change
@example(-0.0001, -0.0001, 50.0, math.pi / 4, 1.0)
def test_whatever_lies_within_the_distance_lies_in_one_of_the_cells(
    latitude: float, longitude: float, metres: float, angle: float, part: float
) -> None:
    point = Point(latitude, longitude)
    assert cell_of(moved(point, metres * part, angle)) in cells_around(point, metres)


@given(latitudes, longitudes, latitudes, longitudes)
def test_places_far_apart_never_share_a_cell(a: float, b: float, c: float, d: float) -> None:
    if max(abs(a - c), abs(b - d)) > 0.001:
        assert cell_of(Point(a, b)) != cell_of(Point(c, d))


@pytest.mark.parametrize("latitude", [0.0, 44.13, -21.1, 60.0])
def test_fifty_metres_are_a_handful_of_cells_and_no_cell_twice(latitude: float) -> None:
    cells = cells_around(Point(latitude, 4.08), 50)
    assert 4 <= len(cells) <= 16
    assert len(set(cells)) == len(cells)


@pytest.mark.parametrize("point", [Point(90, 180), Point(-90, -180), Point(90, -180), Point(0, 0)])
def test_the_ends_of_the_globe_have_cells_too(point: Point) -> None:
    assert 0 <= cell_of(point) < 2**63
    assert 0 < len(cells_around(point, 50)) < 1000
    assert cell_of(point) % COLUMNS <= 360 / 0.0007
