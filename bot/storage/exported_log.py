"""The append-only log of a period, slice by slice, and the trace of what was taken out; no wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from bot.storage.tables import contacts, events, exports, requests, roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

SLICE = 500  # numbers of events that a transaction looks at


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of history. `owner` is whose request it is, `detail` None unless it was asked for."""

    id: int
    at: datetime
    reference: str
    kind: str
    state_from: str | None
    state_to: str | None
    actor: int | None
    owner: int
    detail: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Taken:
    """One export: who took it (None: from the command line) and what it held; days are local, included."""

    person: int | None
    at: datetime
    what: str
    form: str
    since: date | None
    until: date | None
    with_texts: bool
    with_people: bool
    lines: int


_LINE = (events.c.id, events.c.at, requests.c.reference, events.c.kind, events.c.state_from)
_LINES = select(*_LINE, events.c.state_to, events.c.actor, requests.c.person).join(requests)
_TAKEN = ("person", "at", "what", "form", "since", "until", "with_texts", "with_people", "lines")


def last(connection: Connection) -> int:
    """Return the number of the newest line."""
    newest: int = connection.execute(select(func.coalesce(func.max(events.c.id), 0))).scalar_one()
    return newest


def lines(
    connection: Connection, after: int, since: datetime, until: datetime, *, with_texts: bool
) -> list[Logged]:
    """Return the lines of a period among the next SLICE numbers behind `after`; `until` is excluded."""
    query = _LINES.add_columns(events.c.detail) if with_texts else _LINES
    numbered = (events.c.id > after) & (events.c.id <= after + SLICE)
    within = (events.c.at >= since) & (events.c.at < until)
    found = connection.execute(query.where(numbered & within).order_by(events.c.id))
    return [Logged(*row, *([] if with_texts else [None])) for row in found]


def roles_of(connection: Connection, people: Iterable[int]) -> dict[int, str]:
    """Return the first role that each of these people has or had; whoever has none is left out."""
    query = select(roles.c.person, roles.c.role).where(roles.c.person.in_(list(people)))
    return {person: role for person, role in connection.execute(query.order_by(roles.c.id.desc()))}  # noqa: C416 - rows are no pairs to the type checker


def names(connection: Connection, people: Iterable[int]) -> dict[int, str]:
    """Return how each of these people may be called; whoever has given no name is left out."""
    query = select(contacts.c.person, contacts.c.first_name, contacts.c.last_name)
    found = connection.execute(query.where(contacts.c.person.in_(list(people))))
    named = {person: " ".join(part for part in (first, last) if part) for person, first, last in found}
    return {person: name for person, name in named.items() if name}


def note(connection: Connection, taken: Taken) -> None:
    """Keep that something was taken out."""
    connection.execute(insert(exports), {name: getattr(taken, name) for name in _TAKEN})


def taken(connection: Connection, since: datetime, until: datetime) -> list[Taken]:
    """Return what was taken out in a period, oldest first; `until` is excluded."""
    query = select(*(exports.c[name] for name in _TAKEN))
    within = (exports.c.at >= since) & (exports.c.at < until)
    return [Taken(*row) for row in connection.execute(query.where(within).order_by(exports.c.id))]
