"""Rows that the tests of storage and of the edge stand on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from bot.domain.application import Attraction, OutOfWork, State
from bot.storage import applications, outbox, tables

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

NOW = datetime(2026, 4, 7, 7, 30, tzinfo=UTC)


def add_person(connection: Connection, telegram_id: int, now: datetime) -> int:
    """Store somebody with an account and return the person's id."""
    made = connection.execute(tables.people.insert().values(guessed_language="fr", created_at=now))
    (person,) = made.inserted_primary_key or (0,)
    account = {"telegram_id": telegram_id, "chat_id": telegram_id, "person": person}
    connection.execute(tables.accounts.insert().values(account))
    return int(person)


def queue(connection: Connection, person: int, key: str, now: datetime, priority: int = 0) -> None:
    """Queue a small message."""
    content = {"text": key}
    outbox.add(connection, person=person, key=key, cause="test", priority=priority, content=content, now=now)


def states(connection: Connection) -> dict[str, str]:
    """Return the state of every message by its key."""
    rows = connection.execute(tables.outbox.select()).all()
    return {row.key: row.state for row in rows}


def file_application(connection: Connection, person: int, **more: Any) -> applications.Application:  # noqa: ANN401 - columns
    """File an application, with some columns of its own."""
    queue = {
        "state": State.RECEIVED,
        "person": person,
        "waiting_since": NOW,
        "answer_by": date(2026, 4, 21),
        "created_at": NOW,
    }
    facts = {
        "of_age": True,
        "district": "tamaris",
        "in_town": True,
        "out_of_work": OutOfWork.OVER_TWO_YEARS,
        "mornings": True,
        "phases": ["spring"],
        "attractions": [Attraction.GREEN, Attraction.MEETING],
        **more,
    }
    return applications.add(connection, queue, facts)
