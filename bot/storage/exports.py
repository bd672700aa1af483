"""Reports as they may leave, page by page, so that a running bot never waits long for an export; no form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from bot.domain.report import State
from bot.storage.tables import events, reports, requests

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

PAGE = 1000  # rows a transaction reads


@dataclass(frozen=True, slots=True)
class Exported:
    """One report without whoever made it; degrees as they were given, `note` and `landmark` as written."""

    id: int
    reference: str
    state: str
    answer_by: date
    created_at: datetime
    cleared_at: datetime | None
    kind: str
    size: str | None
    district: str | None
    latitude: float | None
    longitude: float | None
    in_town: str
    in_priority_area: str
    planned_on: date | None
    forwarded_to: str | None
    dismissal: str | None
    landmark: str | None
    note: str | None


_CLEARED = (
    select(func.max(events.c.id))
    .where(events.c.request == requests.c.id, events.c.state_to == State.CLEARED.value)
    .correlate(requests)
    .scalar_subquery()
)
_OWN = (requests.c.id, requests.c.reference, requests.c.state, requests.c.answer_by, requests.c.created_at)
_PLACE = ("kind", "size", "district", "latitude", "longitude", "in_town", "in_priority_area")
_FACTS = (*_PLACE, "planned_on", "forwarded_to", "dismissal", "landmark", "note")
_ROWS = (
    select(*_OWN, events.c.at, *(reports.c[name] for name in _FACTS))
    .join_from(requests, reports)
    .outerjoin(events, events.c.id == _CLEARED)
    .where(requests.c.id > bindparam("after"), requests.c.created_at >= bindparam("since"))
    .order_by(requests.c.id)
    .limit(PAGE)
)


def count(connection: Connection, since: datetime) -> int:
    """Return how many reports were filed since then."""
    query = select(func.count()).select_from(reports).join(requests).where(requests.c.created_at >= since)
    return connection.execute(query).scalar_one()


def page(connection: Connection, after: int, since: datetime) -> list[Exported]:
    """Return the next reports filed since then, in the order of their numbers, from behind number `after`."""
    return [Exported(*row) for row in connection.execute(_ROWS, {"after": after, "since": since})]
