"""Rows with a due time; a due one becomes an input, and nothing is decided here about what it means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.storage import inputs
from bot.storage.statements import command, query

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

# Planning the same instant again changes nothing, even when it has rung: replanning is always harmless.
_SET = command(
    "INSERT INTO timers (kind, subject, due_at, state) VALUES (:kind, :subject, :due_at, 'waiting')"
    " ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at, state = 'waiting'"
    " WHERE timers.due_at <> excluded.due_at OR timers.state = 'cancelled'"
)
_SET_IF_IDLE = command(
    "INSERT INTO timers (kind, subject, due_at, state) VALUES (:kind, :subject, :due_at, 'waiting')"
    " ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at, state = 'waiting'"
    " WHERE timers.state <> 'waiting'"
)
_CANCEL = command(
    "UPDATE timers SET state = 'cancelled' WHERE kind = :kind AND subject = :subject AND state = 'waiting'"
)
_DUE = query(
    "SELECT id, kind, subject, due_at FROM timers"
    " WHERE state = 'waiting' AND due_at <= :now ORDER BY due_at, id LIMIT :limit",
    "due_at",
)
_RUNG = command("UPDATE timers SET state = 'rung' WHERE id = :id")
_WAITING = query("SELECT count(*) FROM timers WHERE state = 'waiting' AND due_at <= :now")
_NEXT = query("SELECT min(due_at) AS due_at FROM timers WHERE state = 'waiting'", "due_at")


def set_timer(connection: Connection, kind: str, subject: int, due_at: datetime) -> None:
    """Ring once at `due_at`, in place of whatever was planned for this kind and subject."""
    connection.execute(_SET, {"kind": kind, "subject": subject, "due_at": due_at})


def set_if_idle(connection: Connection, kind: str, subject: int, due_at: datetime) -> None:
    """Ring once at `due_at`, unless something is planned for this kind and subject, be it overdue."""
    connection.execute(_SET_IF_IDLE, {"kind": kind, "subject": subject, "due_at": due_at})


def cancel(connection: Connection, kind: str, subject: int) -> None:
    """Do not ring; nothing happens when it has rung or was never set."""
    connection.execute(_CANCEL, {"kind": kind, "subject": subject})


def ring(connection: Connection, now: datetime, limit: int = 200) -> int:
    """Turn up to `limit` due timers into inputs, the earliest first; return how many."""
    due = connection.execute(_DUE, {"now": now, "limit": limit}).all()
    entries = [
        (f"{kind}:{subject}:{due_at.isoformat()}", json.dumps({"kind": kind, "subject": subject}))
        for _, kind, subject, due_at in due
    ]
    inputs.add(connection, "timer", entries, now)
    if due:
        connection.execute(_RUNG, [{"id": row[0]} for row in due])
    return len(due)


def waiting(connection: Connection, now: datetime) -> int:
    """Return how many timers are due and have not rung."""
    return int(connection.execute(_WAITING, {"now": now}).scalar_one())


def next_due(connection: Connection) -> datetime | None:
    """Return the instant of the earliest timer still waiting."""
    return connection.execute(_NEXT).scalar()
