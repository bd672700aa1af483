"""Decisions that are held for a while, and how each has ended; carrying them out is the services' work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.held import Ending, Why
from bot.storage.tables import held_decisions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDecision:
    """One decision of an officer on a request; `version` is the request's while it is held.

    `given` is what makes the command again: {"flow": name, "answers": {...}} of a dialogue, or
    {"press": [kind, action]} of a button; once it has ended the answers are gone. `comes_to` is the state
    it leads to, or the name of the event it is. `message_id` is the officer's message, None until sent.
    `cause` is that of the messages which left when it was done.
    """

    id: int
    request: int
    officer: int
    version: int
    given: Mapping[str, Any]
    comes_to: str
    message_id: int | None
    created_at: datetime
    due_at: datetime
    ended_at: datetime | None
    ending: Ending | None
    why: Why | None
    cause: str | None


def _held(row: Any) -> HeldDecision:  # noqa: ANN401 - a row of the table
    values = row._asdict()
    values["ending"] = Ending(values["ending"]) if values["ending"] else None
    values["why"] = Why(values["why"]) if values["why"] else None
    return HeldDecision(**values)


def add(  # noqa: PLR0913 - a decision has that many sides, all named
    connection: Connection,
    *,
    request: int,
    officer: int,
    version: int,
    given: Mapping[str, Any],
    comes_to: str,
    now: datetime,
    due_at: datetime,
) -> int:
    """Keep a decision; return its number."""
    values = {
        "request": request,
        "officer": officer,
        "version": version,
        "given": dict(given),
        "comes_to": comes_to,
        "created_at": now,
        "due_at": due_at,
    }
    made: int = connection.execute(insert(held_decisions).returning(held_decisions.c.id), values).scalar_one()
    return made


def find(connection: Connection, decision: int) -> HeldDecision | None:
    """Return a decision, or None when there is none of that number."""
    row = connection.execute(select(held_decisions).where(held_decisions.c.id == decision)).one_or_none()
    return _held(row) if row else None


def on(connection: Connection, request: int) -> HeldDecision | None:
    """Return the decision on a request that has not ended."""
    mine = (held_decisions.c.request == request) & held_decisions.c.ended_at.is_(None)
    row = connection.execute(select(held_decisions).where(mine)).one_or_none()
    return _held(row) if row else None


def end(
    connection: Connection,
    decision: HeldDecision,
    ending: Ending,
    now: datetime,
    *,
    why: Why | None = None,
    cause: str | None = None,
) -> None:
    """Note how a decision has ended; what it would have said is kept no longer."""
    given = {name: each for name, each in decision.given.items() if name != "answers"}
    values = {"ended_at": now, "ending": ending, "why": why, "cause": cause, "given": given}
    mine = (held_decisions.c.id == decision.id) & held_decisions.c.ended_at.is_(None)
    connection.execute(update(held_decisions).where(mine).values(**values))


def sent(connection: Connection, decision: int, message_id: int) -> None:
    """Remember the message that shows the decision to its officer."""
    mine = held_decisions.c.id == decision
    connection.execute(update(held_decisions).where(mine).values(message_id=message_id))
