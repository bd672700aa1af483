"""The officer's queue: one row a request, whatever it is about; its facts stand in its kind's own table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from bot.domain.request import RequestKind, reference
from bot.storage.tables import requests

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A place in the queue. `state` is one of its kind's life.

    `waiting_since` is None while nothing waits for the officer. `answer_by` is the promised local date.
    `snoozed_until` is when it comes back by itself, even before that when the person answers unless
    `snoozed_firmly`. While `held`, a decision on it can still be undone. `erased_at` is when whoever made it
    had their data erased.
    """

    id: int
    kind: RequestKind
    reference: str
    state: str
    version: int
    person: int
    danger: bool
    muted: bool
    district: str | None
    waiting_since: datetime | None
    snoozed_until: datetime | None
    snoozed_firmly: bool
    held: bool
    answer_by: date
    claimed_by: int | None
    created_at: datetime
    erased_at: datetime | None


_COLUMNS = (
    "id",
    "kind",
    "reference",
    "state",
    "version",
    "person",
    "danger",
    "muted",
    "district",
    "waiting_since",
    "snoozed_until",
    "snoozed_firmly",
    "held",
    "answer_by",
    "claimed_by",
    "created_at",
    "erased_at",
)
_REQUEST = select(*(requests.c[name] for name in _COLUMNS))
_MOVED = "queue moved"  # a note on the connection


#: The columns of what is not put aside.
AWAKE = {"snoozed_until": None, "snoozed_firmly": False}


def _request(row: Any) -> Request:  # noqa: ANN401 - a row of `_REQUEST`
    values = row._asdict()
    values["kind"] = RequestKind(values["kind"])
    return Request(**values)


def add(connection: Connection, kind: RequestKind, queue: dict[str, Any]) -> int:
    """Put a request in the queue: `queue` are its columns without id, kind and reference. Return its number.

    The core is serial, so the next number is nobody else's.
    """
    number: int = connection.execute(select(func.coalesce(func.max(requests.c.id), 0) + 1)).scalar_one()
    own = {"id": number, "reference": reference(kind, number), "kind": kind, "version": 1, **queue}
    connection.execute(insert(requests), own)
    mark_moved(connection)
    return number


def by_id(connection: Connection, request: int) -> Request:
    """Return a request; raises NoResultFound."""
    return _request(connection.execute(_REQUEST.where(requests.c.id == request)).one())


def of_person(connection: Connection, person: int) -> list[int]:
    """Return the numbers of everything somebody has asked for, oldest first."""
    query = select(requests.c.id).where(requests.c.person == person).order_by(requests.c.id)
    return list(connection.execute(query).scalars())


def by_reference(connection: Connection, reference: str) -> Request | None:
    """Return the request that people call so."""
    row = connection.execute(_REQUEST.where(requests.c.reference == reference)).one_or_none()
    return _request(row) if row else None


def find(connection: Connection, request: int) -> Request | None:
    """Return a request, or None when there is none of that number."""
    row = connection.execute(_REQUEST.where(requests.c.id == request)).one_or_none()
    return _request(row) if row else None


def change(connection: Connection, request: int, queue: dict[str, Any]) -> None:
    """Write changed columns and raise the version: the basis of a decision is another one now.

    What waits for the officer no more is no longer put aside either.
    """
    over = AWAKE if queue.get("waiting_since", ...) is None else {}
    raised = {**over, **queue, "version": requests.c.version + 1}
    connection.execute(update(requests).where(requests.c.id == request).values(**raised))
    mark_moved(connection)


def mark_dangerous(connection: Connection, request: int) -> None:
    """Let a request come before others; the basis of a decision stays what it was."""
    connection.execute(update(requests).where(requests.c.id == request).values(danger=True))
    mark_moved(connection)


def muted_of(connection: Connection, person: int) -> list[int]:
    """Return the requests that somebody filed while they were muted, oldest first."""
    query = select(requests.c.id).where(requests.c.person == person, requests.c.muted)
    return list(connection.execute(query.order_by(requests.c.id)).scalars())


def unmute(connection: Connection, request: int) -> None:
    """Let a request into the queue after all; the basis of a decision stays what it was."""
    connection.execute(update(requests).where(requests.c.id == request).values(muted=False))
    mark_moved(connection)


def mark_moved(connection: Connection) -> None:
    """Note that the queue may hold something else than before; in memory, for `moved`."""
    connection.info[_MOVED] = True


def moved(connection: Connection) -> bool:
    """Tell whether the queue may have changed since this was last asked; what was undone counts too."""
    return bool(connection.info.pop(_MOVED, False))


def owner(request: int) -> Any:  # noqa: ANN401 - an SQL expression
    """Return the person whose request it is, as part of a statement."""
    return select(requests.c.person).where(requests.c.id == request).scalar_subquery()
