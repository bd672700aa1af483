"""The append-only history of requests: who did what and when; only what names somebody is ever erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.storage import search_index
from bot.storage.tables import events

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


#: Events that change a request's version.
_CHANGES = (
    *("claimed", "moved", "asked", "answered", "withdrawn", "told_more", "written"),
    *("decided", "undone", "overtaken", "snoozed", "woken"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a request: what, when, who did it (None: the programme), and its facts."""

    kind: str
    at: datetime
    actor: int | None
    detail: Mapping[str, Any]


def append(
    connection: Connection,
    request: int,
    kind: str,
    actor: int | None,
    now: datetime,
    *,
    moved: tuple[str | None, str | None] = (None, None),
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Write one line of history; `moved` are the states before and after. Return its number."""
    values = {
        "request": request,
        "kind": kind,
        "actor": actor,
        "at": now,
        "state_from": moved[0],
        "state_to": moved[1],
        "detail": dict(detail) if detail else None,
    }
    made: int = connection.execute(insert(events).returning(events.c.id), values).scalar_one()
    if detail and not detail.keys().isdisjoint(search_index.SAID):
        search_index.reindex(connection, [request])
    return made


def last(connection: Connection, request: int, *kinds: str) -> tuple[int, Mapping[str, Any]] | None:
    """Return the number and the detail of the newest event of those kinds."""
    query = select(events.c.id, events.c.detail).where(events.c.request == request, events.c.kind.in_(kinds))
    row = connection.execute(query.order_by(events.c.id.desc()).limit(1)).one_or_none()
    return (row[0], row[1] or {}) if row else None


def find(connection: Connection, event: int) -> tuple[str, int | None, Mapping[str, Any]] | None:
    """Return an event's kind, who did it and its detail; None when there is none of that number."""
    query = select(events.c.kind, events.c.actor, events.c.detail).where(events.c.id == event)
    row = connection.execute(query).one_or_none()
    return (row.kind, row.actor, row.detail or {}) if row else None


def newest(connection: Connection, request: int) -> tuple[str, str | None]:
    """Return the newest event of a request: its kind, and the state it came into, if it did."""
    query = select(events.c.kind, events.c.state_to).where(events.c.request == request)
    row = connection.execute(query.order_by(events.c.id.desc()).limit(1)).one()
    return row[0], row[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of history: when, who and what."""

    at: datetime
    actor: int | None
    detail: Mapping[str, Any]


def latest(connection: Connection, request: int, kind: str, most: int) -> list[Entry]:
    """Return the newest events of a kind, the newest first."""
    query = select(events.c.at, events.c.actor, events.c.detail)
    query = query.where(events.c.request == request, events.c.kind == kind)
    rows = connection.execute(query.order_by(events.c.id.desc()).limit(most))
    return [Entry(row.at, row.actor, row.detail or {}) for row in rows]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as it stands in the history: what, when, who, between which states."""

    id: int
    kind: str
    at: datetime
    actor: int | None
    state_from: str | None
    state_to: str | None
    detail: Mapping[str, Any]


def of_request(connection: Connection, request: int, after: int, limit: int) -> list[Happened]:
    """Return the events of a request that follow the one of that number, oldest first; 0 is before all."""
    columns = (events.c.id, events.c.kind, events.c.at, events.c.actor, events.c.state_from)
    query = select(*columns, events.c.state_to, events.c.detail)
    query = query.where(events.c.request == request, events.c.id > after).order_by(events.c.id).limit(limit)
    return [Happened(*row[:-1], row.detail or {}) for row in connection.execute(query)]


def rewrite(connection: Connection, event: int, text: str) -> None:
    """Let an event hold the words as they were changed by whoever wrote them."""
    held = connection.execute(select(events.c.detail).where(events.c.id == event)).scalar_one() or {}
    now = {**held, "text": text, "changed": True}
    connection.execute(update(events).where(events.c.id == event).values(detail=now))


def newest_of(connection: Connection, request: int, *kinds: str) -> Event | None:
    """Return the newest event of those kinds."""
    query = select(events.c.kind, events.c.at, events.c.actor, events.c.detail)
    wanted = query.where(events.c.request == request, events.c.kind.in_(kinds))
    row = connection.execute(wanted.order_by(events.c.id.desc()).limit(1)).one_or_none()
    return Event(row.kind, row.at, row.actor, row.detail or {}) if row else None


def first_at(connection: Connection, request: int, kind: str) -> datetime | None:
    """Return when the first event of that kind was, None when there is none."""
    query = select(events.c.at).where(events.c.request == request, events.c.kind == kind)
    found: datetime | None = connection.execute(query.order_by(events.c.id).limit(1)).scalar_one_or_none()
    return found


def texts(connection: Connection, request: int, kinds: tuple[str, ...], name: str) -> list[str]:
    """Return the texts of that name in events of those kinds, oldest first."""
    query = select(events.c.detail).where(events.c.request == request, events.c.kind.in_(kinds))
    held = ((detail or {}).get(name) for detail in connection.execute(query.order_by(events.c.id)).scalars())
    return [str(text) for text in held if text]


def redact(connection: Connection, request: int, kinds: tuple[str, ...], name: str, mark: str) -> list[str]:
    """Put a mark in the place of a text in events of those kinds; return what stood there.

    History keeps that somebody wrote something, and who had it erased, not what it was.
    """
    query = select(events.c.id, events.c.detail).where(events.c.request == request, events.c.kind.in_(kinds))
    held = [(row.id, row.detail) for row in connection.execute(query) if (row.detail or {}).get(name)]
    for number, detail in held:
        connection.execute(update(events).where(events.c.id == number).values(detail={**detail, name: mark}))
    search_index.reindex(connection, [request])
    return [str(detail[name]) for _, detail in held]


def last_change(connection: Connection, request: int) -> tuple[str, int | None] | None:
    """Return the newest event that changed the request's version: its kind and who did it."""
    query = select(events.c.kind, events.c.actor).where(
        events.c.request == request, events.c.kind.in_(_CHANGES)
    )
    row = connection.execute(query.order_by(events.c.id.desc()).limit(1)).one_or_none()
    return (row[0], row[1]) if row else None


def last_move(connection: Connection, request: int) -> datetime | None:
    """Return when the request last came into a state."""
    query = select(events.c.at).where(events.c.request == request, events.c.state_to.is_not(None))
    return connection.execute(query.order_by(events.c.id.desc()).limit(1)).scalar()


def first_actor(connection: Connection, request: int) -> int | None:
    """Return who filed the request."""
    query = select(events.c.actor).where(events.c.request == request)
    return connection.execute(query.order_by(events.c.id).limit(1)).scalar()


def states(connection: Connection, request: int) -> list[str]:
    """Return the states the request has come into, oldest first."""
    query = select(events.c.state_to).where(events.c.request == request, events.c.state_to.is_not(None))
    return list(connection.execute(query.order_by(events.c.id)).scalars())
