"""Phases and their crews of each year; what the territory usually does stands in its own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from bot.domain.seats import Crew, PhaseDates
from bot.storage.tables import crews, enrolments, phases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

_TAKEN = (
    select(func.count())
    .where(enrolments.c.crew == crews.c.id, enrolments.c.until.is_(None))
    .scalar_subquery()
    .correlate(crews)
)
_CREW = select(
    crews.c.id,
    phases.c.code,
    phases.c.phase,
    phases.c.starts,
    phases.c.ends,
    crews.c.name,
    crews.c.seats,
    _TAKEN.label("taken"),
    crews.c.place,
    crews.c.hour,
).join_from(crews, phases)


def _crew(row: Any) -> Crew:  # noqa: ANN401 - a row of `_CREW`
    dates = PhaseDates(row.code, row.phase, row.starts, row.ends)
    return Crew(row.id, dates, row.name, row.seats, row.taken, row.place, row.hour)


def codes(connection: Connection) -> set[str]:
    """Return the code of every phase there is."""
    return set(connection.execute(select(phases.c.code)).scalars())


def add_phase(connection: Connection, dates: PhaseDates, planned: Sequence[Mapping[str, Any]]) -> None:
    """Add a phase with its crews; `planned` are their columns without id and phase."""
    values = {"code": dates.code, "phase": dates.phase, "starts": dates.starts, "ends": dates.ends}
    made = connection.execute(insert(phases).returning(phases.c.id), values).scalar_one()
    for crew in planned:
        connection.execute(insert(crews), {**crew, "phase": made})


def crews_from(connection: Connection, day: date) -> tuple[Crew, ...]:
    """Return the crews of every phase that is not over on that day, the earliest phase first."""
    query = _CREW.where(phases.c.ends >= day).order_by(phases.c.starts, phases.c.id, crews.c.id)
    return tuple(_crew(row) for row in connection.execute(query))


def crews_of(connection: Connection, code: str) -> tuple[Crew, ...]:
    """Return the crews of a phase, by its code, in the order of the territory's file."""
    query = _CREW.where(phases.c.code == code).order_by(crews.c.id)
    return tuple(_crew(row) for row in connection.execute(query))


def crew(connection: Connection, crew_id: int) -> Crew:
    """Return a crew; raises NoResultFound."""
    return _crew(connection.execute(_CREW.where(crews.c.id == crew_id)).one())


def set_seats(connection: Connection, crew_id: int, seats: int) -> None:
    """Let a crew have that many seats."""
    connection.execute(update(crews).where(crews.c.id == crew_id).values(seats=seats))
