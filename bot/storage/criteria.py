"""Which criteria an officer has seen on paper, and when: the fact alone, never the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from bot.storage.tables import criteria_seen

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection


def seen(connection: Connection, request: int) -> dict[str, date]:
    """Return the criteria seen for a request, each with the local day."""
    query = select(criteria_seen.c.criterion, criteria_seen.c.seen_on).where(
        criteria_seen.c.request == request
    )
    return {row[0]: row[1] for row in connection.execute(query.order_by(criteria_seen.c.seen_on))}


def add(connection: Connection, request: int, criterion: str, officer: int, day: date) -> None:
    """Keep that an officer has seen a criterion on paper."""
    values = {"request": request, "criterion": criterion, "officer": officer, "seen_on": day}
    connection.execute(insert(criteria_seen), values)


def drop(connection: Connection, request: int, criterion: str) -> None:
    """Take back a criterion that was ticked by mistake."""
    own = (criteria_seen.c.request == request) & (criteria_seen.c.criterion == criterion)
    connection.execute(delete(criteria_seen).where(own))
