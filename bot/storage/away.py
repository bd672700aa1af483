"""Who is away until which day, and who stands in; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from bot.storage.tables import away

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away, and back on a local day; `deputy` stands in, if anybody does."""

    person: int
    returns_on: date
    deputy: int | None


def every(connection: Connection, today: date) -> list[Absence]:
    """Return whoever is not back yet on that local day."""
    query = select(away.c.person, away.c.returns_on, away.c.deputy).where(away.c.returns_on > today)
    return [Absence(*row) for row in connection.execute(query.order_by(away.c.returns_on))]


def find(connection: Connection, person: int) -> Absence | None:
    """Return somebody's absence, even one that nobody has ended yet."""
    query = select(away.c.person, away.c.returns_on, away.c.deputy).where(away.c.person == person)
    row = connection.execute(query).one_or_none()
    return Absence(*row) if row else None


def put(connection: Connection, absence: Absence, now: datetime) -> None:
    """Keep an absence in the place of the person's last one."""
    end(connection, absence.person)
    values = {"person": absence.person, "returns_on": absence.returns_on, "deputy": absence.deputy}
    connection.execute(insert(away).values(**values, since=now))


def end(connection: Connection, person: int) -> None:
    """Forget somebody's absence."""
    connection.execute(delete(away).where(away.c.person == person))
