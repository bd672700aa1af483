"""Who follows a report that somebody else has filed; never shown to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from bot.storage.tables import followers

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def add(connection: Connection, request: int, person: int, now: datetime) -> None:
    """Let a person follow a report, again if they had stopped."""
    mine = (followers.c.request == request) & (followers.c.person == person)
    again = connection.execute(update(followers).where(mine).values(until=None))
    if not again.rowcount:
        connection.execute(insert(followers), {"request": request, "person": person, "since": now})


def stop(connection: Connection, request: int, person: int, now: datetime) -> bool:
    """Let a person follow no longer; False when they did not."""
    mine = (followers.c.request == request) & (followers.c.person == person) & followers.c.until.is_(None)
    return bool(connection.execute(update(followers).where(mine).values(until=now)).rowcount)


def has(connection: Connection, request: int, person: int) -> bool:
    """Tell whether a person follows a report, or has followed it."""
    query = select(followers.c.id).where(followers.c.request == request, followers.c.person == person)
    return connection.execute(query).first() is not None


def of_request(connection: Connection, request: int) -> list[int]:
    """Return the people who follow a report, in the order in which they began."""
    query = select(followers.c.person).where(followers.c.request == request, followers.c.until.is_(None))
    return list(connection.execute(query.order_by(followers.c.id)).scalars())


def count(connection: Connection, request: int) -> int:
    """Return how many follow a report."""
    query = select(func.count()).where(followers.c.request == request, followers.c.until.is_(None))
    return connection.execute(query).scalar_one()


def followed_by(connection: Connection, person: int, limit: int) -> list[int]:
    """Return the reports a person follows, newest first."""
    query = select(followers.c.request).where(followers.c.person == person, followers.c.until.is_(None))
    return list(connection.execute(query.order_by(followers.c.id.desc()).limit(limit)).scalars())
