"""Who holds which role: listed, and taken back at once; giving one is an invitation's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.people import Role
from bot.storage.tables import roles

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds now."""

    id: int
    person: int
    role: Role
    granted_at: datetime


_HELD = select(roles.c.id, roles.c.person, roles.c.role, roles.c.granted_at).where(
    roles.c.revoked_at.is_(None)
)


def held(connection: Connection) -> list[Held]:
    """Return every role that somebody holds now, oldest first."""
    rows = connection.execute(_HELD.order_by(roles.c.id))
    return [Held(row.id, row.person, Role(row.role), row.granted_at) for row in rows]


def find(connection: Connection, number: int) -> Held | None:
    """Return a role that is held, by its number."""
    row = connection.execute(_HELD.where(roles.c.id == number)).one_or_none()
    return Held(row.id, row.person, Role(row.role), row.granted_at) if row else None


def revoke(connection: Connection, number: int, by: int, now: datetime) -> None:
    """Take a role back."""
    values = {"revoked_at": now, "revoked_by": by}
    connection.execute(update(roles).where(roles.c.id == number).values(**values))
