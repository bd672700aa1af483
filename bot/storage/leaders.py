"""Which supervisor leads which crew; whether somebody may is the services' matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.storage.tables import crews, phases

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

_CREWS = select(crews.c.id).join_from(crews, phases).order_by(phases.c.starts, phases.c.id, crews.c.id)


def of_crew(connection: Connection, crew: int) -> int | None:
    """Return the person who leads a crew."""
    return connection.execute(select(crews.c.supervisor).where(crews.c.id == crew)).scalar()


def led_by(connection: Connection, person: int, day: date) -> list[int]:
    """Return the crews that somebody leads in phases not over on that day, the earliest first."""
    own = (crews.c.supervisor == person) & (phases.c.ends >= day)
    return list(connection.execute(_CREWS.where(own)).scalars())


def leaderless(connection: Connection, day: date) -> list[int]:
    """Return the crews that nobody leads, of phases not over on that day."""
    free = crews.c.supervisor.is_(None) & (phases.c.ends >= day)
    return list(connection.execute(_CREWS.where(free)).scalars())


def put(connection: Connection, crew: int, person: int | None) -> None:
    """Let somebody lead a crew, or nobody."""
    connection.execute(update(crews).where(crews.c.id == crew).values(supervisor=person))
