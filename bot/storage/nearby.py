"""Open reports near a point, found by the cells of a grid; what they mean is the services' matter."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Float, bindparam, select, type_coerce

from bot.domain.geometry import METRES_A_DEGREE
from bot.domain.grid import cells_around
from bot.domain.report import State
from bot.storage.tables import reports, requests

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select

    from bot.domain.geometry import Point

AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Nearby:
    """An open report and how many metres it lies from the point asked for."""

    request: int
    reference: str
    person: int
    state: State
    kind: str
    landmark: str | None
    created_at: datetime
    metres: float


_NORTH = (reports.c.latitude - bindparam("latitude", type_=Float)) * bindparam("north", type_=Float)
_EAST = (reports.c.longitude - bindparam("longitude", type_=Float)) * bindparam("east", type_=Float)
_SQUARE = type_coerce(_NORTH * _NORTH + _EAST * _EAST, Float)


def _near(*narrower: ColumnElement[bool]) -> Select[Any]:
    """Only open reports have a cell; the index alone tells the nearest, and their rows alone are read."""
    nearest = (
        select(reports.c.request, _SQUARE.label("square"))
        .where(
            reports.c.cell.in_(bindparam("cells", expanding=True)),
            reports.c.filed_at >= bindparam("since"),
            reports.c.request != bindparam("besides"),
            bindparam("reach", type_=Float) >= _SQUARE,
            *narrower,
        )
        .order_by(_SQUARE, reports.c.request)
        .limit(AT_MOST)
        .subquery()
    )
    own = (requests.c.id, requests.c.reference, requests.c.person, requests.c.state)
    return (
        select(*own, reports.c.kind, reports.c.landmark, requests.c.created_at, nearest.c.square)
        .join_from(nearest, requests, requests.c.id == nearest.c.request)
        .join(reports, reports.c.request == nearest.c.request)
        .order_by(nearest.c.square, requests.c.id)
    )


_NEAR = _near()
_NEAR_OF_KINDS = _near(reports.c.kind.in_(bindparam("kinds", expanding=True)))


def find(
    connection: Connection,
    point: Point,
    metres: float,
    since: datetime,
    kinds: Collection[str] | None = None,
    *,
    besides: int = 0,
) -> list[Nearby]:
    """Return the open reports filed since then within so many metres, nearest first, three at most.

    Of these kinds of waste, or of any (None); `besides` is a request that does not count. 0 metres find none.
    """
    if metres <= 0:
        return []
    values = {
        "cells": cells_around(point, metres),
        "since": since,
        "besides": besides,
        "reach": metres * metres,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "north": METRES_A_DEGREE,
        "east": METRES_A_DEGREE * math.cos(math.radians(point.latitude)),
    }
    if kinds is None:
        rows = connection.execute(_NEAR, values)
    else:
        rows = connection.execute(_NEAR_OF_KINDS, {**values, "kinds": sorted(kinds)})
    return [_nearby(*row) for row in rows]


def _nearby(number: int, reference: str, person: int, state: str, *rest: Any) -> Nearby:  # noqa: ANN401 - a row
    kind, landmark, created_at, square = rest
    return Nearby(number, reference, person, State(state), kind, landmark, created_at, math.sqrt(square))
