"""What needs the network and comes back as an input: rows to do, to try again later, or ended."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.storage import inputs
from bot.storage.statements import command, query

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class Errand:
    """One thing to do at the edge; `tries` counts what was already tried in vain."""

    id: int
    kind: str
    key: str
    payload: dict[str, Any]
    tries: int


_ADD = command(
    "INSERT INTO errands (kind, key, payload, not_before, state, tries)"
    " VALUES (:kind, :key, :errand, :now, 'waiting', 0) ON CONFLICT (key) DO NOTHING"
)
_DUE = query(
    "SELECT id, kind, key, payload AS errand, tries FROM errands"
    " WHERE state = 'waiting' AND not_before <= :now ORDER BY not_before, id LIMIT :limit",
    "errand",
)
_LATER = command(
    "UPDATE errands SET tries = tries + 1, not_before = :not_before, error = :error WHERE id = :id"
)
# What was done needs no payload any more: people's files and words are not kept twice.
_END = command(
    "UPDATE errands SET state = :state, error = :error, payload = '{}' WHERE id = :id AND state = 'waiting'"
)
_DROP = command(
    "UPDATE errands SET state = 'dropped', payload = '{}', key = 'dropped:' || id WHERE key = :key"
)
_DROP_ALL = command(
    "UPDATE errands SET state = 'dropped', payload = '{}', key = 'dropped:' || id WHERE key LIKE :beginning"
)
_STATE = query("SELECT state FROM errands WHERE id = :id")
_WAITING = query("SELECT count(*) FROM errands WHERE state = 'waiting' AND not_before <= :now")
_NEXT = query("SELECT min(not_before) AS not_before FROM errands WHERE state = 'waiting'", "not_before")


def add(connection: Connection, kind: str, key: str, payload: Mapping[str, object], now: datetime) -> None:
    """Queue an errand; a key that is known changes nothing."""
    connection.execute(_ADD, {"kind": kind, "key": key, "errand": dict(payload), "now": now})


def due(connection: Connection, now: datetime, limit: int) -> list[Errand]:
    """Return the errands to run now, the longest waiting first."""
    return [Errand(*row) for row in connection.execute(_DUE, {"now": now, "limit": limit})]


def later(connection: Connection, errand: Errand, not_before: datetime, error: str) -> None:
    """Try again at `not_before`."""
    connection.execute(_LATER, {"id": errand.id, "not_before": not_before, "error": error})


def end(
    connection: Connection,
    errand: Errand,
    result: Mapping[str, object] | None,
    error: str | None,
    now: datetime,
) -> None:
    """Close the errand and store its result, or its failure, as an input.

    One that was dropped meanwhile tells nobody; the file it has brought goes again.
    """
    state = "done" if error is None else "failed"
    ended = connection.execute(_END, {"id": errand.id, "state": state, "error": error})
    if ended.rowcount:
        inputs.add(connection, "errand", [(str(errand.id), _report(errand, result, error))], now)
    elif result and "digest" in result and _is_dropped(connection, errand):
        add(connection, "erase", f"erase:{errand.id}", {"digest": result["digest"]}, now)


def drop(connection: Connection, key: str) -> None:
    """Let nothing come of an errand, even if it is under way; its key is free for another one."""
    connection.execute(_DROP, {"key": key})


def drop_all(connection: Connection, beginning: str) -> None:
    """Do the same to every errand whose key begins so."""
    connection.execute(_DROP_ALL, {"beginning": f"{beginning}%"})


def _is_dropped(connection: Connection, errand: Errand) -> bool:
    return bool(connection.execute(_STATE, {"id": errand.id}).scalar() == "dropped")


def waiting(connection: Connection, now: datetime) -> int:
    """Return how many errands could run now."""
    return int(connection.execute(_WAITING, {"now": now}).scalar_one())


def next_due(connection: Connection) -> datetime | None:
    """Return the earliest instant at which an errand waits to run."""
    return connection.execute(_NEXT).scalar()


def _report(errand: Errand, result: Mapping[str, object] | None, error: str | None) -> str:
    told = {"kind": errand.kind, "key": errand.key, "payload": errand.payload}
    return json.dumps({**told, "result": None if result is None else dict(result), "error": error})
