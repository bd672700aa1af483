"""What people receive no more for a while, by purpose; resuming is always their own act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.domain.attendance import Purpose
from bot.storage.tables import pauses

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of one purpose; it lasts until it is resumed."""

    person: int
    purpose: Purpose
    paused_at: datetime
    resumed_at: datetime | None


def pause(connection: Connection, person: int, purpose: Purpose, now: datetime) -> None:
    """Pause a purpose; nothing happens when it is paused already."""
    if purpose not in paused(connection, person):
        values = {"person": person, "purpose": purpose, "paused_at": now}
        connection.execute(insert(pauses), values)


def resume(connection: Connection, person: int, purpose: Purpose, now: datetime) -> None:
    """End the pause of a purpose; nothing happens when there is none."""
    own = (pauses.c.person == person) & (pauses.c.purpose == purpose) & pauses.c.resumed_at.is_(None)
    connection.execute(update(pauses).where(own).values(resumed_at=now))


def paused(connection: Connection, person: int) -> frozenset[Purpose]:
    """Return what somebody has paused now."""
    lasting = (each for each in of_people(connection, [person]) if each.resumed_at is None)
    return frozenset(each.purpose for each in lasting)


def of_people(connection: Connection, persons: Collection[int]) -> list[Pause]:
    """Return every pause of some people, the earliest first."""
    columns = (pauses.c.person, pauses.c.purpose, pauses.c.paused_at, pauses.c.resumed_at)
    query = select(*columns).where(pauses.c.person.in_(persons)).order_by(pauses.c.id)
    return [Pause(row[0], Purpose(row[1]), row[2], row[3]) for row in connection.execute(query)]
