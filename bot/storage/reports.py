"""Reports and the queue row each of them has; which change is allowed is the domain's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from bot.domain.geometry import Point
from bot.domain.grid import cell_of
from bot.domain.report import CLOSED, Canisters, Size, State
from bot.domain.request import RequestKind
from bot.storage import requests as request_rows
from bot.storage import search_index
from bot.storage.tables import reports, requests

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection


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
    address: str | None
    latitude: float | None
    longitude: float | None
    in_town: str
    in_priority_area: str
    size: Size | None
    canisters: Canisters | None
    note: str | None
    planned_on: date | None
    forwarded_to: str | None
    dismissal: str | None
    duplicate_of: int | None


_OWN = ("id", "reference", "state", "version", "person", "danger", "waiting_since", "answer_by")
_QUEUE_COLUMNS = (*_OWN, "claimed_by", "created_at")
_FACTS = (
    "kind",
    "district",
    "landmark",
    "address",
    "latitude",
    "longitude",
    "in_town",
    "in_priority_area",
    "size",
    "canisters",
    "note",
    "planned_on",
    "forwarded_to",
    "dismissal",
    "duplicate_of",
)
_SAID = ("landmark", "address", "note", "kind", "district")  # what it is found by
_REPORT = select(
    *(requests.c[name] for name in _QUEUE_COLUMNS), *(reports.c[name] for name in _FACTS)
).join_from(requests, reports)


def _report(row: Any) -> Report:  # noqa: ANN401 - a row of `_REPORT`
    values = row._asdict()
    values["state"] = State(values["state"])
    values["canisters"] = Canisters(values["canisters"]) if values["canisters"] else None
    values["size"] = Size(values["size"]) if values["size"] else None
    return Report(**values)


def add(connection: Connection, queue: dict[str, Any], facts: dict[str, Any]) -> Report:
    """File a report: `queue` are columns of requests without id and reference, `facts` of reports."""
    number = request_rows.add(connection, RequestKind.REPORT, {**queue, "district": facts.get("district")})
    state = None if queue.get("muted") else queue["state"]
    cell = _cell(state, facts.get("latitude"), facts.get("longitude"))
    placed = {"cell": cell, "filed_at": queue["created_at"]}
    connection.execute(insert(reports), {"request": number, **facts, **placed})
    search_index.reindex(connection, [number])
    return by_id(connection, number)


def _cell(state: State | None, latitude: float | None, longitude: float | None) -> int | None:
    """Return the cell by which a report is found: a closed one, or a muted one (None), is found by none."""
    if state is None or state in CLOSED or latitude is None or longitude is None:
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


def merged_into(connection: Connection, request: int) -> list[Report]:
    """Return the reports that have joined this one, oldest first."""
    joined = (reports.c.duplicate_of == request) & (requests.c.state == State.DUPLICATE)
    return [_report(row) for row in connection.execute(_REPORT.where(joined).order_by(requests.c.id))]


def hand_over(connection: Connection, merged: int, kept: int) -> None:
    """Let what had joined a report join the one that is kept in its place."""
    connection.execute(update(reports).where(reports.c.duplicate_of == merged).values(duplicate_of=kept))


def count_since(connection: Connection, person: int, since: datetime) -> int:
    """Return how many reports somebody has filed since then."""
    query = select(func.count()).join_from(requests, reports)
    query = query.where(requests.c.person == person, requests.c.created_at >= since)
    return connection.execute(query).scalar_one()


def _cell_of(connection: Connection, request: int) -> int | None:
    query = select(requests.c.state, requests.c.muted, reports.c.latitude, reports.c.longitude)
    row = connection.execute(query.join_from(requests, reports).where(requests.c.id == request)).one()
    return _cell(None if row.muted else State(row.state), row.latitude, row.longitude)


def place(connection: Connection, request: int) -> None:
    """Let a report be found where it lies, or no more, as its state and its silence say."""
    cell = _cell_of(connection, request)
    connection.execute(update(reports).where(reports.c.request == request).values(cell=cell))


def redact(connection: Connection, request: int, column: str, mark: str) -> str | None:
    """Put a mark in the place of what somebody wrote; return what stood there."""
    own = reports.c.request == request
    held: str | None = connection.execute(select(reports.c[column]).where(own)).scalar()
    if held:
        connection.execute(update(reports).where(own).values(**{column: mark}))
        search_index.reindex(connection, [request])
    return held


def change(connection: Connection, request: int, queue: dict[str, Any], facts: dict[str, Any]) -> None:
    """Write changed columns and raise the version: the basis of a decision is another one now."""
    request_rows.change(connection, request, queue)
    if "state" in queue:
        facts = {**facts, "cell": _cell_of(connection, request)}
    if facts:
        connection.execute(update(reports).where(reports.c.request == request).values(**facts))
    if not facts.keys().isdisjoint(_SAID):
        search_index.reindex(connection, [request])
