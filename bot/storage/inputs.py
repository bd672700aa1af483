"""Everything that happened, stored before it is acted on and handled in order; no meaning here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.storage.statements import command, query

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.engine import Connection

#: After so many failures an input is set aside and the operator told.
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class StoredInput:
    """One thing that happened: its source (update, timer, errand, start), its key there, its JSON."""

    seq: int
    source: str
    key: str
    payload: str
    received_at: datetime
    attempts: int = 0


_ADD = command(
    "INSERT INTO inputs (source, key, payload, received_at, state, attempts)"
    " VALUES (:source, :key, :payload, :now, 'pending', 0) ON CONFLICT (source, key) DO NOTHING"
)
_PENDING = query(
    "SELECT seq, source, key, payload, received_at, attempts FROM inputs"
    " WHERE state = 'pending' ORDER BY seq LIMIT :limit",
    "received_at",
)
# What was handled needs no payload any more, only its key: people's words are not kept twice.
_FINISH = command("UPDATE inputs SET state = 'done', payload = '', error = NULL WHERE seq = :seq")
_ATTEMPT = command("UPDATE inputs SET attempts = attempts + :step WHERE seq = :seq")
_FAIL = command(
    "UPDATE inputs SET error = :error, state = CASE WHEN attempts >= :most THEN 'failed' ELSE state END"
    " WHERE seq = :seq"
)
_STATE = query("SELECT state FROM inputs WHERE seq = :seq")
_LAST = query("SELECT max(seq) FROM inputs WHERE state = 'pending'")
_COUNT = query("SELECT count(*) FROM inputs WHERE state = :state")
_FORGET = command(
    "DELETE FROM inputs WHERE seq IN (SELECT seq FROM inputs"
    " WHERE state = :state AND received_at < :before ORDER BY seq LIMIT :limit)"
)


def add(connection: Connection, source: str, entries: Iterable[tuple[str, str]], now: datetime) -> None:
    """Store (key, payload) pairs as pending, in order; a pair whose key is known is dropped."""
    rows = [{"source": source, "key": key, "payload": payload, "now": now} for key, payload in entries]
    if rows:
        connection.execute(_ADD, rows)


def pending(connection: Connection, limit: int) -> list[StoredInput]:
    """Return the oldest inputs still to do."""
    return [StoredInput(*row) for row in connection.execute(_PENDING, {"limit": limit})]


def finish(connection: Connection, seqs: Iterable[int]) -> None:
    """Mark inputs as done and drop their payloads."""
    rows = [{"seq": seq} for seq in seqs]
    if rows:
        connection.execute(_FINISH, rows)


def attempt(connection: Connection, seq: int, step: int = 1) -> None:
    """Count one attempt, or give one back with a `step` of -1."""
    connection.execute(_ATTEMPT, {"seq": seq, "step": step})


def fail(connection: Connection, seq: int, error: str) -> bool:
    """Note why the last attempt failed; return True when it was the last one and the input is set aside."""
    connection.execute(_FAIL, {"seq": seq, "error": error, "most": MOST_ATTEMPTS})
    return bool(connection.execute(_STATE, {"seq": seq}).scalar_one() == "failed")


def last_pending(connection: Connection) -> int:
    """Return the highest `seq` still to do, or 0."""
    return int(connection.execute(_LAST).scalar() or 0)


def count(connection: Connection, state: str) -> int:
    """Return how many inputs are in that state (pending, done, failed)."""
    return int(connection.execute(_COUNT, {"state": state}).scalar_one())


def forget(connection: Connection, state: str, before: datetime, limit: int = 500) -> int:
    """Delete up to `limit` inputs in that state received before then; return how many."""
    found = connection.execute(_FORGET, {"state": state, "before": before, "limit": limit})
    return found.rowcount
