"""Which message in whose chat shows which shift to whoever leads its crew; it is drawn when sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.attendance import State
from bot.storage.tables import boards

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Board:
    """A shift on a screen; `message_id` is None until it has been sent.

    `page` is that of the names of a roll-call, None shows no names. `before` are the states of attendances
    before the last gesture, to undo it.
    """

    id: int
    person: int
    shift: int
    sort: str
    page: int | None
    message_id: int | None
    before: Mapping[int, State]
    made_at: datetime


_BOARD = select(*(column for column in boards.c))


def add(connection: Connection, person: int, shift: int, sort: str, now: datetime) -> int:
    """Keep a new board, not yet sent."""
    values = {"person": person, "shift": shift, "sort": sort, "before": {}, "made_at": now}
    made: int = connection.execute(insert(boards).returning(boards.c.id), values).scalar_one()
    return made


def find(connection: Connection, board: int) -> Board | None:
    """Return a board, or None when there is none of that number."""
    row = connection.execute(_BOARD.where(boards.c.id == board)).one_or_none()
    return _board(row) if row else None


def on_message(connection: Connection, person: int, message_id: int) -> Board | None:
    """Return the board that this message of the person's chat is."""
    own = (boards.c.person == person) & (boards.c.message_id == message_id)
    row = connection.execute(_BOARD.where(own).order_by(boards.c.id.desc()).limit(1)).one_or_none()
    return _board(row) if row else None


def of_shift(connection: Connection, shift: int) -> list[Board]:
    """Return every board of a shift, the oldest first."""
    rows = connection.execute(_BOARD.where(boards.c.shift == shift).order_by(boards.c.id))
    return [_board(row) for row in rows]


def turn(connection: Connection, board: int, page: int | None) -> None:
    """Let a board show a page of the names, or none."""
    connection.execute(update(boards).where(boards.c.id == board).values(page=page))


def remember(connection: Connection, board: int, before: Mapping[int, State]) -> None:
    """Keep how things stood before the last gesture."""
    plain = {str(attendance): state.value for attendance, state in before.items()}
    connection.execute(update(boards).where(boards.c.id == board).values(before=plain))


def sent(connection: Connection, board: int, message_id: int) -> None:
    """Remember the message that a board is."""
    connection.execute(update(boards).where(boards.c.id == board).values(message_id=message_id))


def _board(row: Any) -> Board:  # noqa: ANN401 - a row of `_BOARD`
    before = {int(attendance): State(state) for attendance, state in row.before.items()}
    return Board(row.id, row.person, row.shift, row.sort, row.page, row.message_id, before, row.made_at)
