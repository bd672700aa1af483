"""Where dialogues are kept between two inputs; what the answers mean is the flows' matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from bot.storage.hot import Hot
from bot.storage.tables import sessions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A dialogue of somebody's, open or ended."""

    id: int
    person: int
    flow: str
    answers: Mapping[str, Any]
    misses: int
    keyboard: str
    ended: bool
    touched_at: datetime


_COLUMNS = select(
    sessions.c.id,
    sessions.c.person,
    sessions.c.flow,
    sessions.c.answers,
    sessions.c.misses,
    sessions.c.keyboard,
    sessions.c.ended_at.is_not(None),
    sessions.c.touched_at,
)
_ACTIVE = Hot(
    _COLUMNS.where(sessions.c.person == bindparam("owner"), sessions.c.ended_at.is_(None))
    .order_by(sessions.c.touched_at.desc(), sessions.c.id.desc())
    .limit(1)
)
_OF_FLOW = (
    _COLUMNS.where(
        sessions.c.person == bindparam("owner"),
        sessions.c.flow == bindparam("name"),
        sessions.c.ended_at.is_(None),
    )
    .order_by(sessions.c.id.desc())
    .limit(1)
)
_BY_ID = _COLUMNS.where(sessions.c.id == bindparam("session"))
_SAVE = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(
        answers=bindparam("new_answers"),
        misses=bindparam("new_misses"),
        keyboard=bindparam("new_keyboard"),
        touched_at=bindparam("now"),
    )
)


def active(connection: Connection, person: int) -> StoredSession | None:
    """Return the open dialogue touched last."""
    row = _ACTIVE.first(connection, {"owner": person})
    return StoredSession(*row) if row else None


def open_one(connection: Connection, person: int, flow: str) -> StoredSession | None:
    """Return this person's open dialogue of that flow."""
    row = connection.execute(_OF_FLOW, {"owner": person, "name": flow}).one_or_none()
    return StoredSession(*row) if row else None


def open_ones(connection: Connection, person: int) -> list[StoredSession]:
    """Return all of this person's open dialogues, oldest first."""
    query = _COLUMNS.where(sessions.c.person == person, sessions.c.ended_at.is_(None))
    return [StoredSession(*row) for row in connection.execute(query.order_by(sessions.c.id))]


def by_id(connection: Connection, session: int) -> StoredSession | None:
    """Return a dialogue, open or ended."""
    row = connection.execute(_BY_ID, {"session": session}).one_or_none()
    return StoredSession(*row) if row else None


def add(
    connection: Connection, person: int, flow: str, answers: Mapping[str, Any], now: datetime
) -> StoredSession:
    """Open a dialogue."""
    values = {"person": person, "flow": flow, "answers": dict(answers), "touched_at": now}
    made = connection.execute(insert(sessions).returning(sessions.c.id), values).scalar_one()
    return StoredSession(made, person, flow, answers, 0, "none", ended=False, touched_at=now)


def save(
    connection: Connection,
    session: int,
    answers: Mapping[str, Any],
    misses: int,
    keyboard: str,
    now: datetime,
) -> None:
    """Keep what an input changed, and make this dialogue the active one."""
    connection.execute(
        _SAVE,
        {
            "session": session,
            "new_answers": dict(answers),
            "new_misses": misses,
            "new_keyboard": keyboard,
            "now": now,
        },
    )


def end(connection: Connection, session: int, now: datetime, filed: int | None = None) -> None:
    """Close a dialogue; `filed` is the request that came of it."""
    connection.execute(
        update(sessions).where(sessions.c.id == session).values(ended_at=now, filed=filed, answers={})
    )


def keep_ended(connection: Connection, session: int, answers: Mapping[str, Any]) -> None:
    """Keep answers with a dialogue that is over, for buttons that go on from it."""
    connection.execute(update(sessions).where(sessions.c.id == session).values(answers=dict(answers)))


def empty_ended(connection: Connection, flow: str, person: int | None = None) -> None:
    """Forget what `keep_ended` kept of a flow: of one person, or of everybody."""
    ended = (sessions.c.flow == flow) & sessions.c.ended_at.is_not(None)
    own = ended if person is None else ended & (sessions.c.person == person)
    connection.execute(update(sessions).where(own).values(answers={}))
