"""One-time links to people, known by the digests of their payloads; what a link does is the services'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.storage.tables import links

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a person."""

    digest: str
    person: int
    expires_at: datetime
    used: bool


def replace(connection: Connection, digest: str, person: int, expires_at: datetime) -> None:
    """Keep a new link in place of the person's earlier ones."""
    forget(connection, person)
    connection.execute(insert(links), {"digest": digest, "person": person, "expires_at": expires_at})


def find(connection: Connection, digest: str) -> Link | None:
    """Return the link with this digest."""
    query = select(links.c.digest, links.c.person, links.c.expires_at, links.c.used_at.is_not(None))
    row = connection.execute(query.where(links.c.digest == digest)).one_or_none()
    return Link(*row) if row else None


def use(connection: Connection, digest: str, now: datetime) -> None:
    """Remember that an account was bound by it."""
    connection.execute(update(links).where(links.c.digest == digest).values(used_at=now))


def forget(connection: Connection, person: int) -> None:
    """Drop every link to a person."""
    connection.execute(delete(links).where(links.c.person == person))
