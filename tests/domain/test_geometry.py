"""Points and outlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.geometry import Outline, Point, Ring, Side


def ring(*positions: tuple[float, float]) -> Ring:
    """Close a line of (longitude, latitude)."""
    return tuple(Point(latitude, longitude) for longitude, latitude in (*positions, positions[0]))


SQUARE = ring((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1))
HOLE = ring((0.04, 0.04), (0.06, 0.04), (0.06, 0.06), (0.04, 0.06))
FAR = ring((1, 0), (1.1, 0), (1.1, 0.1), (1, 0.1))
BOW = ring((0, 0), (0.1, 0.1), (0.1, 0), (0, 0.1))  # crosses itself in its middle


@pytest.mark.parametrize(("latitude", "longitude"), [(90.1, 0), (-91, 0), (0, 180.5), (float("nan"), 0)])
def test_a_point_off_the_globe_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="not a place on Earth"):
        Point(latitude, longitude)


def test_a_hole_is_outside() -> None:
    outline = Outline("square", ((SQUARE, HOLE),))
    assert Point(0.02, 0.02) in outline
    assert Point(0.05, 0.05) not in outline


def test_any_polygon_of_several_counts() -> None:
    outline = Outline("two", ((SQUARE,), (FAR,)))
    assert Point(0.05, 0.05) in outline
    assert Point(0.05, 1.05) in outline
    assert Point(0.05, 0.5) not in outline


def test_polygons_that_overlap_do_not_cancel_each_other() -> None:
    assert Point(0.05, 0.05) in Outline("twice", ((SQUARE,), (SQUARE,)))


def test_a_ring_that_crosses_itself_is_read_as_published() -> None:
    outline = Outline("bow", ((BOW,),))
    assert Point(0.05, 0.01) in outline
    assert Point(0.05, 0.09) in outline
    assert Point(0.01, 0.05) not in outline
    assert Point(0.09, 0.05) not in outline


@given(st.floats(-0.05, 0.15), st.floats(-0.05, 0.15))
def test_a_square_holds_what_lies_between_its_sides(latitude: float, longitude: float) -> None:
    inside = 0 <= latitude < 0.1 and 0 <= longitude < 0.1
    assert (Point(latitude, longitude) in Outline("square", ((SQUARE,),))) is inside


def test_a_degree_of_longitude_shrinks_with_the_latitude() -> None:
    line = Outline("north-south", ((ring((4, 44), (4, 45)),),))
    assert line.metres_to_border(Point(44.125, 4.001)) == pytest.approx(79.8, abs=0.1)


@pytest.mark.parametrize(
    ("point", "metres"),
    [
        (Point(0.05, -0.001), 111.2),  # beside a side
        (Point(0.05, 0.001), 111.2),  # the same, from inside
        (Point(-0.001, -0.001), 157.3),  # off a corner
    ],
)
def test_the_distance_to_the_border_is_to_its_nearest_point(point: Point, metres: float) -> None:
    assert Outline("square", ((SQUARE,),)).metres_to_border(point) == pytest.approx(metres, abs=0.2)


def test_a_side_without_length_does_no_harm() -> None:
    doubled = (SQUARE[0], *SQUARE)
    assert Outline("square", ((doubled,),)).metres_to_border(Point(0.05, 0.001)) == pytest.approx(
        111.2, abs=0.2
    )


@pytest.mark.parametrize(
    ("longitude", "side"),
    [(0.00046, Side.YES), (0.00044, Side.BORDER), (-0.00044, Side.BORDER), (-0.00046, Side.NO)],
)
def test_within_fifty_metres_of_the_border_nobody_can_tell(longitude: float, side: Side) -> None:
    assert Outline("square", ((SQUARE,),)).side(Point(0.05, longitude)) is side
