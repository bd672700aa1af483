"""Cuts the globe into numbered cells of about 50 m, so that an ordinary index finds what lies near a point.

There is one longitude step for the whole globe: were it to follow the latitude, neighbours on two sides of
a change would not know each other. Cells are thus narrower in the north, which costs time and loses nothing.
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

from bot.domain.geometry import DATE_LINE, METRES_A_DEGREE, POLE

if TYPE_CHECKING:
    from bot.domain.geometry import Point

# Changing one of these needs a migration that computes every stored cell anew.
LATITUDE_STEP = 0.0005  # degrees: 56 m
LONGITUDE_STEP = 0.0007  # degrees: 56 m in the south of France
COLUMNS = 1_000_000  # more than there are in a row, so that each cell has its own number

_NARROWEST = 0.1  # of the equator's degree: beyond 84 degrees, where no town is, some neighbours are missed
_ROUNDING = 1e-9  # degrees: a report that lies exactly as far as is asked for is found


def cell_of(point: Point) -> int:
    """Return the number of the cell in which a point lies."""
    return _cell(_row(point.latitude), _column(point.longitude))


def cells_around(point: Point, metres: float) -> list[int]:
    """Return every cell that has a part within so many metres of the point; not across the date line."""
    high = metres / METRES_A_DEGREE + _ROUNDING
    wide = high / max(_NARROWEST, math.cos(math.radians(point.latitude))) + _ROUNDING
    rows = range(_row(point.latitude - high), _row(point.latitude + high) + 1)
    columns = range(_column(point.longitude - wide), _column(point.longitude + wide) + 1)
    return [_cell(row, column) for row, column in product(rows, columns)]


def _row(latitude: float) -> int:
    return math.floor((latitude + POLE) / LATITUDE_STEP)


def _column(longitude: float) -> int:
    return math.floor((longitude + DATE_LINE) / LONGITUDE_STEP)


def _cell(row: int, column: int) -> int:
    return row * COLUMNS + column
