"""Matters: small things about one person in the officer's queue; what becomes of them is the services'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from bot.domain.matter import CLOSED, State
from bot.domain.request import MATTERS, RequestKind
from bot.storage import requests as request_rows
from bot.storage import search_index
from bot.storage.tables import events, matters, requests

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

About = tuple[str, int]
"""What a matter is about: the sort of thing and its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter with its place in the queue.

    `detail` are plain values: `text` is what the person wrote, `lines` are packed messages
    (`flows.messages.pack`) that say what it is about; the card shows these two and no others.
    """

    id: int
    kind: RequestKind
    reference: str
    state: State
    version: int
    person: int
    waiting_since: datetime | None
    answer_by: date
    claimed_by: int | None
    created_at: datetime
    about: About | None
    detail: Mapping[str, Any]


_QUEUE = (
    "id",
    "kind",
    "reference",
    "state",
    "version",
    "person",
    "waiting_since",
    "answer_by",
    "claimed_by",
    "created_at",
)
_MATTER = select(
    *(requests.c[name] for name in _QUEUE), matters.c.about_kind, matters.c.about_id, matters.c.detail
).join_from(requests, matters)
_OPEN = requests.c.state.not_in(sorted(CLOSED))


def _matter(row: Any) -> Matter:  # noqa: ANN401 - a row of `_MATTER`
    values = row._asdict()
    kind, number = values.pop("about_kind"), values.pop("about_id")
    values["kind"], values["state"] = RequestKind(values["kind"]), State(values["state"])
    return Matter(**values, about=(kind, number) if kind is not None else None)


def add(
    connection: Connection,
    kind: RequestKind,
    queue: dict[str, Any],
    about: About | None,
    detail: Mapping[str, Any],
) -> Matter:
    """Open a matter: `queue` are columns of requests without id, kind and reference."""
    assert kind in MATTERS
    number = request_rows.add(connection, kind, queue)
    about_kind, about_id = about or (None, None)
    facts = {"request": number, "about_kind": about_kind, "about_id": about_id, "detail": dict(detail)}
    connection.execute(insert(matters), facts)
    search_index.reindex(connection, [number])
    return by_id(connection, number)


def by_id(connection: Connection, request: int) -> Matter:
    """Return a matter; raises NoResultFound."""
    return _matter(connection.execute(_MATTER.where(requests.c.id == request)).one())


def find_open(connection: Connection, kind: RequestKind, person: int, about: About | None) -> Matter | None:
    """Return the open matter of that kind about this person and thing."""
    about_kind, about_id = about or (None, None)
    same = (
        requests.c.kind == kind,
        requests.c.person == person,
        matters.c.about_kind.is_not_distinct_from(about_kind),
        matters.c.about_id.is_not_distinct_from(about_id),
    )
    query = _MATTER.where(*same, _OPEN).order_by(requests.c.id).limit(1)
    row = connection.execute(query).one_or_none()
    return _matter(row) if row else None


def open_of_person(connection: Connection, person: int) -> list[Matter]:
    """Return everything small that is open about somebody, oldest first."""
    query = _MATTER.where(requests.c.person == person, _OPEN).order_by(requests.c.id)
    return [_matter(row) for row in connection.execute(query)]


def of_person(connection: Connection, person: int, kinds: Collection[RequestKind]) -> list[Matter]:
    """Return somebody's matters of those kinds, newest first."""
    theirs = _MATTER.where(requests.c.person == person, requests.c.kind.in_(sorted(kinds)))
    return [_matter(row) for row in connection.execute(theirs.order_by(requests.c.id.desc()))]


def count_told(connection: Connection, kind: RequestKind, person: int, since: datetime) -> int:
    """Return how often somebody has said something in matters of that kind since then."""
    told = events.c.kind.in_(("filed", "told_more")) & (events.c.actor == person) & (events.c.at >= since)
    query = select(func.count()).select_from(events).join(requests)
    own = (requests.c.kind == kind, requests.c.person == person)
    return connection.execute(query.where(told, *own)).scalar_one()


def set_detail(connection: Connection, request: int, detail: Mapping[str, Any]) -> None:
    """Write what a matter is about anew; the basis of a decision stays what it was."""
    connection.execute(update(matters).where(matters.c.request == request).values(detail=dict(detail)))
    search_index.reindex(connection, [request])
