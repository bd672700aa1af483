"""What the address register has answered, kept for a while; who asked is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from bot.storage.tables import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


def find(connection: Connection, sought: str, since: datetime) -> Mapping[str, Any] | None:
    """Return what was found since then for this, {} for nothing; None when it was not asked."""
    query = select(addresses.c.found).where(addresses.c.sought == sought, addresses.c.found_at >= since)
    row = connection.execute(query).one_or_none()
    return row[0] if row else None


def keep(
    connection: Connection, sought: str, found: Mapping[str, Any], now: datetime, since: datetime
) -> None:
    """Keep an answer, and forget those from before `since`."""
    outdated = (addresses.c.found_at < since) | (addresses.c.sought == sought)
    connection.execute(delete(addresses).where(outdated))
    values = {"sought": sought, "found": dict(found), "found_at": now}
    connection.execute(insert(addresses), values)
