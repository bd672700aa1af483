"""One row per message to a person: queued with what it changed, claimed, marked; nothing is sent here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, literal_column, select

from bot.flows.outbound import Priority
from bot.storage.hot import Hot
from bot.storage.statements import command, query
from bot.storage.tables import outbox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection

#: The `error` of a row that may have arrived and goes out once more.
AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class OutboxRow:
    """A message to send to `chat_id`; `content` is plain values, `tries` counts earlier tries."""

    id: int
    person: int
    chat_id: int
    key: str
    cause: str
    priority: int
    content: dict[str, Any]
    silent: bool
    not_before: datetime
    useless_after: datetime | None
    tries: int


_ADD = Hot(
    command(
        "INSERT INTO outbox"
        " (person, key, cause, priority, content, silent, not_before, useless_after, state, tries)"
        " VALUES"
        " (:person, :key, :cause, :priority, :content, :silent, :not_before, :useless_after, 'waiting', 0)"
        " ON CONFLICT (key) DO NOTHING"
    )
)
# A person with a row in flight is passed over, so a chat never reads out of order.
_NEXT = query(
    "SELECT o.id, o.person, (SELECT min(a.chat_id) FROM accounts a"
    " WHERE a.person = o.person AND a.unreachable_since IS NULL) AS chat_id,"
    " o.key, o.cause, o.priority, o.content, o.silent, o.not_before, o.useless_after, o.tries"
    " FROM outbox o WHERE o.state = 'waiting' AND o.priority = :priority AND o.not_before <= :now"
    " AND NOT EXISTS (SELECT 1 FROM outbox s WHERE s.person = o.person AND s.state = 'sending')"
    " ORDER BY o.not_before, o.id LIMIT :limit",
    "content",
    "not_before",
    "useless_after",
)
_ANY = query(
    "SELECT 1 FROM outbox WHERE state = 'waiting' AND priority = :priority AND not_before <= :now LIMIT 1"
)
_FOR_PERSON = Hot(
    select(func.count()).where(
        outbox.c.person == bindparam("person"),
        outbox.c.priority == bindparam("priority"),
        outbox.c.state == literal_column("'waiting'"),  # a parameter would not find the partial index
        outbox.c.not_before <= bindparam("now"),
    )
)
_ON_THE_WAY = Hot(
    select(outbox.c.id)
    .where(
        outbox.c.cause == bindparam("cause"),
        outbox.c.state.in_([literal_column("'waiting'"), literal_column("'sending'")]),
    )
    .limit(literal_column("1"))
)
_CLAIM = command("UPDATE outbox SET state = 'sending' WHERE id = :id AND state = 'waiting'")
_SENT = command("UPDATE outbox SET state = 'sent', sent_at = :now WHERE id = :id")
_RELEASE = command("UPDATE outbox SET state = 'waiting', tries = tries + 1 WHERE id = :id")
_PUT_OFF = command("UPDATE outbox SET state = 'waiting', not_before = :not_before WHERE id = :id")
_CLOSE = command("UPDATE outbox SET state = :state, error = :error, tries = tries + 1 WHERE id = :id")
_DOUBT = command(
    "UPDATE outbox SET state = CASE WHEN error = :ambiguous THEN 'failed' ELSE 'waiting' END,"
    " silent = :yes, error = :ambiguous, tries = tries + 1 WHERE id = :id"
)
_STATE = query("SELECT state FROM outbox WHERE id = :id")
_RECOVER = command(
    "UPDATE outbox SET state = 'waiting', silent = :yes, error = :ambiguous, tries = tries + 1"
    " WHERE state = 'sending'"
)
_SENDING = query("SELECT id FROM outbox WHERE state = 'sending' ORDER BY id")
_DUE = query(
    "SELECT count(*), min(not_before) AS not_before FROM outbox"
    " WHERE state = 'waiting' AND not_before <= :now",
    "not_before",
)
_LATER = query(
    "SELECT min(not_before) AS not_before FROM outbox WHERE state = 'waiting' AND not_before > :now",
    "not_before",
)


def add(  # noqa: PLR0913 - a message has that many sides, all named
    connection: Connection,
    *,
    person: int,
    key: str,
    cause: str,
    priority: int,
    content: Mapping[str, object],
    now: datetime,
    silent: bool = False,
    not_before: datetime | None = None,
    useless_after: datetime | None = None,
) -> None:
    """Queue a message; a key that is known changes nothing."""
    row = {
        "person": person,
        "key": key,
        "cause": cause,
        "priority": int(priority),
        "content": dict(content),
        "silent": silent,
        "not_before": not_before or now,
        "useless_after": useless_after,
    }
    _ADD.run(connection, row)


def claim(connection: Connection, now: datetime, limit: int) -> list[OutboxRow]:
    """Take up to `limit` messages, one a person, replies first; they are `sending` from here on.

    Messages that came too late become `expired`, those to people who cannot be reached `failed`.
    """
    claimed: list[OutboxRow] = []
    for priority in Priority:
        while len(claimed) < limit:
            found = _candidates(connection, priority, now, limit - len(claimed))
            if not found:
                break
            claimed += _take(connection, found, now)
    return claimed


def sent(connection: Connection, ids: Iterable[int], now: datetime) -> None:
    """Mark messages as sent."""
    rows = [{"id": row_id, "now": now} for row_id in ids]
    if rows:
        connection.execute(_SENT, rows)


def release(connection: Connection, row_id: int) -> None:
    """Put back a message that surely did not leave."""
    connection.execute(_RELEASE, {"id": row_id})


def put_off(connection: Connection, row_id: int, until: datetime) -> None:
    """Put back a claimed message that is to leave later."""
    connection.execute(_PUT_OFF, {"id": row_id, "not_before": until})


def doubt(connection: Connection, row_id: int) -> bool:
    """Put back, once and silently, a message that may have arrived; the second time it is `failed`.

    Return whether it has failed.
    """
    connection.execute(_DOUBT, {"id": row_id, "yes": True, "ambiguous": AMBIGUOUS})
    state: str = connection.execute(_STATE, {"id": row_id}).scalar_one()
    return state == "failed"


def fail(connection: Connection, row_id: int, error: str) -> None:
    """Close a message that Telegram refuses for good."""
    connection.execute(_CLOSE, {"id": row_id, "state": "failed", "error": error})


def expire(connection: Connection, row_id: int) -> None:
    """Close a message that has nothing to say any more."""
    connection.execute(_CLOSE, {"id": row_id, "state": "expired", "error": None})


def recover(connection: Connection) -> int:
    """Put back, silently, what an earlier process left in flight; return how many there were.

    However often: each crash doubles at most the message in flight, and two crashes must not lose one.
    """
    found = connection.execute(_RECOVER, {"yes": True, "ambiguous": AMBIGUOUS})
    return found.rowcount


def any_due(connection: Connection, now: datetime) -> bool:
    """Tell whether a message could go now; quick however many wait."""
    asked = ({"priority": int(priority), "now": now} for priority in Priority)
    return any(connection.execute(_ANY, values).first() for values in asked)


def due(connection: Connection, now: datetime) -> tuple[int, datetime | None]:
    """Return how many messages could go now and since when the oldest could."""
    number, oldest = connection.execute(_DUE, {"now": now}).one()
    return int(number), oldest


def count_for(connection: Connection, person: int, priority: Priority, now: datetime) -> int:
    """Return how many messages of that priority could go to this person now."""
    (number,) = _FOR_PERSON.one(connection, {"person": person, "priority": int(priority), "now": now})
    return int(number)


def is_on_the_way(connection: Connection, cause: str) -> bool:
    """Tell whether a message of this cause has still to arrive."""
    return _ON_THE_WAY.first(connection, {"cause": cause}) is not None


def written_to(connection: Connection, cause: str) -> set[int]:
    """Return the people for whom something of this cause was queued."""
    return set(connection.execute(select(outbox.c.person).where(outbox.c.cause == cause)).scalars())


def in_flight(connection: Connection) -> int:
    """Return how many messages are being sent."""
    return len(connection.execute(_SENDING).all())


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """Return the earliest instant after `now` for which a message is held."""
    return connection.execute(_LATER, {"now": now}).scalar()


def _candidates(connection: Connection, priority: int, now: datetime, limit: int) -> list[Any]:
    values = {"priority": int(priority), "now": now, "limit": limit}
    return list(connection.execute(_NEXT, values).all())


def _take(connection: Connection, found: list[Any], now: datetime) -> Iterator[OutboxRow]:
    """Claim the first row of each person; the others wait for it."""
    persons: set[int] = set()
    taken: list[OutboxRow] = []
    for row in found:
        if row.person in persons:
            continue
        if row.chat_id is None:
            fail(connection, row.id, "unreachable")
        elif row.useless_after is not None and row.useless_after < now:
            expire(connection, row.id)
        else:
            persons.add(row.person)
            taken.append(OutboxRow(*row))
    if taken:
        connection.execute(_CLAIM, [{"id": row.id} for row in taken])
    return iter(taken)
