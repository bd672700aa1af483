"""Which message of an officer's chat tells the queue's counts, and what it said last; it draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.storage.tables import tallies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts on somebody's screen; `message_id` is None until sent, `drawn` when nobody knows."""

    message_id: int | None
    drawn: Mapping[str, int] | None


def find(connection: Connection, person: int) -> Tally | None:
    """Return the tally of a person, or None when they have none."""
    query = select(tallies.c.message_id, tallies.c.drawn).where(tallies.c.person == person)
    row = connection.execute(query).one_or_none()
    return Tally(*row) if row else None


def people(connection: Connection) -> list[int]:
    """Return whoever has a tally."""
    return list(connection.execute(select(tallies.c.person).order_by(tallies.c.person)).scalars())


def add(connection: Connection, person: int) -> None:
    """Let a person have a tally, not yet sent; one who has it keeps it."""
    if find(connection, person) is None:
        connection.execute(insert(tallies), {"person": person})


def keep(
    connection: Connection, person: int, message_id: int | None, drawn: Mapping[str, int] | None
) -> None:
    """Remember the message and what it says; None: there is no message, or nobody knows what it says."""
    values = {"message_id": message_id, "drawn": None if drawn is None else dict(drawn)}
    connection.execute(update(tallies).where(tallies.c.person == person).values(values))


def drop(connection: Connection, person: int) -> None:
    """Forget a tally."""
    connection.execute(delete(tallies).where(tallies.c.person == person))
