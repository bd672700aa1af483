"""What people are to be reminded of: planned, taken when due, closed with a reason; no rule lives here.

A row is never deleted and never goes back to waiting once its message has left, so that planning again
changes nothing and a rung is told once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, literal_column, or_, select

from bot.domain.reminders import Kind, Reason, Reminder, Rung
from bot.storage.hot import Hot
from bot.storage.statements import command, query
from bot.storage.tables import outbox, reminders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

_COLUMNS = tuple(
    reminders.c[name]
    for name in ("id", "person", "kind", "thing", "rung", "version", "due_at", "starts_at", "message")
)


def _among(column: ColumnElement[str], *states: str) -> ColumnElement[bool]:
    """Compare with states as they are, so that no list is a parameter."""
    return column.in_([literal_column(f"'{state}'") for state in states])


_SENT = _among(reminders.c.state, "sent")


class Standing(Enum):
    """What has become of a reminder so far."""

    UNTOLD = auto()  # it waits, or its message does
    TOLD = auto()  # its message may have reached them
    CLOSED = auto()  # it was not told and is not going to be


@dataclass(frozen=True, slots=True)
class Held:
    """A reminder as it is stored, and what has become of it."""

    reminder: Reminder
    standing: Standing


@dataclass(frozen=True, slots=True)
class Unsent:
    """A reminder that was not told, and why."""

    reminder: Reminder
    reason: Reason


# What waits may be changed; what was dropped may be taken up again, unless a later rung has said it; what has
# left stays as it is.
_PLAN = Hot(
    command(
        "INSERT INTO reminders"
        " (person, kind, thing, rung, version, due_at, starts_at, state, reason, claims) VALUES"
        " (:person, :kind, :thing, :rung, :version, :due_at, :starts_at, :state, :reason, 0)"
        " ON CONFLICT (person, kind, thing, rung, version) DO UPDATE SET"
        " due_at = excluded.due_at, starts_at = excluded.starts_at,"
        " state = excluded.state, reason = excluded.reason"
        " WHERE reminders.state = 'waiting' OR reminders.state = 'dropped' AND excluded.state = 'waiting'"
        " AND reminders.reason <> 'overtaken'"
    )
)
_CLAIM = Hot(
    command(
        "UPDATE reminders SET state = 'sent', claims = claims + 1,"
        " message = 'reminder:' || id || ':' || claims"
        " WHERE id IN (SELECT id FROM reminders WHERE state = 'waiting' AND due_at <= :now"
        " ORDER BY due_at, id LIMIT :limit)"
        " RETURNING id, person, kind, thing, rung, version, due_at, starts_at, message"
    ).columns(*_COLUMNS)
)
_DUE = query("SELECT count(*) FROM reminders WHERE state = 'waiting' AND due_at <= :now")
_LATER = query(
    "SELECT min(due_at) AS due_at FROM reminders WHERE state = 'waiting' AND due_at > :now", "due_at"
)
_JOIN = Hot(command("UPDATE reminders SET message = :message WHERE id = :id"))
_CLOSE = Hot(command("UPDATE reminders SET state = :state, reason = :reason, message = NULL WHERE id = :id"))
_POSTPONE = Hot(
    command("UPDATE reminders SET state = 'waiting', due_at = :due_at, message = NULL WHERE id = :id")
)
_HELD = (
    select(*_COLUMNS, reminders.c.reason, reminders.c.state, outbox.c.key, outbox.c.state, outbox.c.error)
    .outerjoin_from(reminders, outbox, and_(_SENT, outbox.c.key == reminders.c.message))
    .order_by(reminders.c.due_at, reminders.c.id)
)
_OF_PERSON = Hot(_HELD.where(reminders.c.person == bindparam("person_id")))
_OF_THING = Hot(
    _HELD.where(reminders.c.kind == bindparam("thing_kind"), reminders.c.thing == bindparam("thing_id"))
)
_OF_MESSAGE = Hot(
    select(*_COLUMNS)
    .where(reminders.c.person == bindparam("person_id"), reminders.c.message == bindparam("key"), _SENT)
    .order_by(reminders.c.starts_at, reminders.c.id)
)
_UNSENT = Hot(
    select(*_COLUMNS, reminders.c.reason, outbox.c.state)
    .outerjoin_from(reminders, outbox, and_(_SENT, outbox.c.key == reminders.c.message))
    .where(
        _among(reminders.c.state, "dropped", "expired", "sent"),
        reminders.c.due_at >= bindparam("since"),
        reminders.c.due_at < bindparam("before"),
        or_(~_SENT, _among(outbox.c.state, "failed", "expired")),
    )
    .order_by(reminders.c.due_at, reminders.c.id)
)


def plan_for(connection: Connection, wanted: Iterable[Reminder]) -> None:
    """Store what is to be told, or was skipped; what is there already and the same is left alone."""
    _PLAN.many(connection, map(_values, wanted))


def claim(connection: Connection, now: datetime, limit: int) -> list[Reminder]:
    """Take up to `limit` reminders that are due, the earliest first; they are `sent` from here on."""
    rows = _CLAIM.all(connection, {"now": now, "limit": limit})
    return sorted(map(_reminder, rows), key=lambda each: (each.due_at, each.id))


def waiting(connection: Connection, now: datetime) -> int:
    """Return how many are due and not taken yet."""
    return int(connection.execute(_DUE, {"now": now}).scalar_one())


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """Return the earliest instant after `now` at which one becomes due."""
    return connection.execute(_LATER, {"now": now}).scalar()


def join(connection: Connection, others: Iterable[tuple[int, str]]) -> None:
    """Let reminders, by id, be told in another one's message, by its key."""
    _JOIN.many(connection, ({"id": number, "message": message} for number, message in others))


def close(connection: Connection, stopped: Iterable[tuple[int, Reason]]) -> None:
    """Close reminders, by id, that are not told any more: expired when too late, else dropped."""
    _CLOSE.many(
        connection,
        (
            {
                "id": number,
                "state": "expired" if reason is Reason.TOO_LATE else "dropped",
                "reason": reason.value,
            }
            for number, reason in stopped
        ),
    )


def postpone(connection: Connection, later: Iterable[tuple[int, datetime]]) -> None:
    """Put claimed reminders back, by id, to leave at another instant."""
    _POSTPONE.many(connection, ({"id": number, "due_at": due_at} for number, due_at in later))


def of_person(connection: Connection, person: int) -> list[Held]:
    """Return everything that was ever planned for somebody."""
    return _held(_OF_PERSON.all(connection, {"person_id": person}))


def of_thing(connection: Connection, kind: Kind, thing: int) -> list[Held]:
    """Return everything that was ever planned of a thing, for anybody."""
    return _held(_OF_THING.all(connection, {"thing_kind": kind.value, "thing_id": thing}))


def of_message(connection: Connection, person: int, message: str) -> list[Reminder]:
    """Return what a message of the outbox, by its key, tells somebody, the first to begin at the head."""
    rows = _OF_MESSAGE.all(connection, {"person_id": person, "key": message})
    return [_reminder(row) for row in rows]


def unsent(connection: Connection, since: datetime, before: datetime) -> list[Unsent]:
    """Return what was due from `since` and before `before` and was not told, by the instant it was due."""
    rows = _UNSENT.all(connection, {"since": since, "before": before})
    return [Unsent(_reminder(row[:-2]), _why(*row[-2:])) for row in rows]


def _why(reason: str | None, outbox_state: str | None) -> Reason:
    if reason is not None:
        return Reason(reason)
    return Reason.TOO_LATE if outbox_state == "expired" else Reason.UNDELIVERED


def _held(rows: Iterable[tuple[Any, ...]]) -> list[Held]:
    return [Held(_reminder(row[:-4]), _standing(*row[-4:])) for row in rows]


def _standing(state: str, key: str | None, outbox_state: str | None, error: str | None) -> Standing:
    """A message that waits in the outbox untouched has not been seen; one that failed never will be."""
    if state != "sent":
        return Standing.UNTOLD if state == "waiting" else Standing.CLOSED
    if outbox_state in {"failed", "expired"}:
        return Standing.CLOSED
    seen = key is None or error is not None or outbox_state != "waiting"
    return Standing.TOLD if seen else Standing.UNTOLD


def _reminder(row: tuple[Any, ...]) -> Reminder:
    number, person, kind, thing, rung, version, due_at, starts_at, message, *reason = row
    return Reminder(
        person,
        Kind(kind),
        thing,
        Rung(rung),
        version,
        due_at,
        starts_at,
        Reason(reason[0]) if reason and reason[0] else None,
        number,
        message or "",
    )


def _values(wanted: Reminder) -> dict[str, object]:
    return {
        "person": wanted.person,
        "kind": wanted.kind.value,
        "thing": wanted.thing,
        "rung": wanted.rung.value,
        "version": wanted.version,
        "due_at": wanted.due_at,
        "starts_at": wanted.starts_at,
        "state": "dropped" if wanted.skipped else "waiting",
        "reason": wanted.skipped.value if wanted.skipped else None,
    }
