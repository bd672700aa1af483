"""Who has asked for their whole file, and when it was sent; what is in it is the services' matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.storage.tables import disclosures

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Somebody's wish to have their whole file."""

    id: int
    person: int
    asked_at: datetime
    sent: bool


_DISCLOSURE = select(
    disclosures.c.id, disclosures.c.person, disclosures.c.asked_at, disclosures.c.sent_at.is_not(None)
)


def add(connection: Connection, person: int, now: datetime) -> int:
    """Remember that somebody asks; return its number."""
    values = {"person": person, "asked_at": now}
    made: int = connection.execute(insert(disclosures).returning(disclosures.c.id), values).scalar_one()
    return made


def find(connection: Connection, number: int) -> Disclosure | None:
    """Return a wish by its number."""
    row = connection.execute(_DISCLOSURE.where(disclosures.c.id == number)).one_or_none()
    return Disclosure(*row) if row else None


def waiting(connection: Connection, person: int) -> bool:
    """Tell whether somebody has asked and not been sent anything."""
    query = select(disclosures.c.id).where(disclosures.c.person == person, disclosures.c.sent_at.is_(None))
    return connection.execute(query).first() is not None


def sent(connection: Connection, number: int, officer: int, now: datetime) -> None:
    """Remember who has sent the file."""
    changed = update(disclosures).where(disclosures.c.id == number)
    connection.execute(changed.values(sent_at=now, sent_by=officer))


def forget(connection: Connection, person: int) -> None:
    """Drop somebody's wishes."""
    connection.execute(delete(disclosures).where(disclosures.c.person == person))
