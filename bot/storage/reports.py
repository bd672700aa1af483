"""Reports and the queue row each of them has; which change is allowed is the domain's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, or_, select, update

from bot.domain.geometry import Point
from bot.domain.grid import cell_of
from bot.domain.report import CLOSED, Size, State
from bot.storage.tables import reports, requests

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection, Select


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report of dumped waste with its place in the queue.

    `waiting_since` is None while nothing waits for the officer. `answer_by` is the promised local date.
    """

    id: int
    reference: str
    state: State
    version: int
    person: int
    danger: bool
    waiting_since: datetime | None
    answer_by: date
    claimed_by: int | None
    created_at: datetime
    kind: str
    district: str | None
    landmark: str | None
    latitude: float | None
    longitude: float | None
    in_town: str
    in_priority_area: str
    size: Size | None
    note: str | None
    planned_on: date | None
    forwarded_to: str | None
    dismissal: str | None


_OWN = ("id", "reference", "state", "version", "person", "danger", "waiting_since", "answer_by")
_QUEUE_COLUMNS = (*_OWN, "claimed_by", "created_at")
_FACTS = (
    "kind",
    "district",
    "landmark",
    "latitude",
    "longitude",
    "in_town",
    "in_priority_area",
    "size",
    "note",
    "planned_on",
    "forwarded_to",
    "dismissal",
)
_REPORT = select(
    *(requests.c[name] for name in _QUEUE_COLUMNS), *(reports.c[name] for name in _FACTS)
).join_from(requests, reports)
_WAITING = requests.c.waiting_since.is_not(None)


def _report(row: Any) -> Report:  # noqa: ANN401 - a row of `_REPORT`
    values = row._asdict()
    values["state"] = State(values["state"])
    values["size"] = Size(values["size"]) if values["size"] else None
    return Report(**values)


def add(connection: Connection, queue: dict[str, Any], facts: dict[str, Any]) -> Report:
    """File a report: `queue` are columns of requests without id and reference, `facts` of reports.

    The core is serial, so the next number is nobody else's.
    """
    number = connection.execute(select(func.coalesce(func.max(requests.c.id), 0) + 1)).scalar_one()
    own = {"id": number, "reference": f"D-{number:04d}", "kind": "report", "version": 1, **queue}
    connection.execute(insert(requests), own)
    cell = _cell(queue["state"], facts.get("latitude"), facts.get("longitude"))
    placed = {"cell": cell, "filed_at": queue["created_at"]}
    connection.execute(insert(reports), {"request": number, **facts, **placed})
    return by_id(connection, number)


def _cell(state: State, latitude: float | None, longitude: float | None) -> int | None:
    """Return the cell by which a report is found: a closed one is found by none."""
    if state in CLOSED or latitude is None or longitude is None:
        return None
    return cell_of(Point(latitude, longitude))


def by_id(connection: Connection, request: int) -> Report:
    """Return a report; raises NoResultFound."""
    return _report(connection.execute(_REPORT.where(requests.c.id == request)).one())


def find(connection: Connection, request: int) -> Report | None:
    """Return a report, or None when there is none of that number."""
    row = connection.execute(_REPORT.where(requests.c.id == request)).one_or_none()
    return _report(row) if row else None


def of_person(connection: Connection, person: int, limit: int) -> list[Report]:
    """Return somebody's newest reports, newest first."""
    query = _REPORT.where(requests.c.person == person).order_by(
        requests.c.created_at.desc(), requests.c.id.desc()
    )
    return [_report(row) for row in connection.execute(query.limit(limit))]


def count_since(connection: Connection, person: int, since: datetime) -> int:
    """Return how many reports somebody has filed since then."""
    query = select(func.count()).where(requests.c.person == person, requests.c.created_at >= since)
    return connection.execute(query).scalar_one()


def change(connection: Connection, request: int, queue: dict[str, Any], facts: dict[str, Any]) -> None:
    """Write changed columns and raise the version: the basis of a decision is another one now."""
    raised = {**queue, "version": requests.c.version + 1}
    connection.execute(update(requests).where(requests.c.id == request).values(**raised))
    if "state" in queue:
        point = select(reports.c.latitude, reports.c.longitude).where(reports.c.request == request)
        facts = {**facts, "cell": _cell(queue["state"], *connection.execute(point).one())}
    if facts:
        connection.execute(update(reports).where(reports.c.request == request).values(**facts))


# --- the officer's queue -----------------------------------------------------------------------


def _for_officer(officer: int) -> Any:  # noqa: ANN401 - an SQL condition
    """What this officer may take: nobody's, or their own."""
    return _WAITING & or_(requests.c.claimed_by.is_(None), requests.c.claimed_by == officer)


def count_waiting(connection: Connection, officer: int) -> int:
    """Return how many reports wait for this officer."""
    return connection.execute(select(func.count()).where(_for_officer(officer))).scalar_one()


def _in_order(query: Select[Any], today: date) -> Select[Any]:
    """Late first, then danger, then whoever has waited longest."""
    late = (requests.c.answer_by < today).desc()
    return query.order_by(late, requests.c.danger.desc(), requests.c.waiting_since, requests.c.id)


def queue(connection: Connection, officer: int, today: date, limit: int = 200) -> list[int]:
    """Return the numbers of the reports that wait for this officer, in the order to take them."""
    query = _in_order(select(requests.c.id).where(_for_officer(officer)), today)
    return list(connection.execute(query.limit(limit)).scalars())
