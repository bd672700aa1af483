"""Photos of the paper sheets of shifts: where Telegram keeps them and where we do; fetching is an errand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.storage.tables import sheets

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.commands import Picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """A photo of a sheet; `digest` names the kept copy, once there is one."""

    id: int
    shift: int
    file_id: str
    as_file: bool
    digest: str | None


_SHEET = select(sheets.c.id, sheets.c.shift, sheets.c.file_id, sheets.c.as_file, sheets.c.digest)


def add(connection: Connection, shift: int, person: int, picture: Picture, now: datetime) -> int | None:
    """Keep a photo; return its number, or None when this shift has it already."""
    had = (sheets.c.shift == shift) & (sheets.c.file_unique_id == picture.file_unique_id)
    if connection.execute(select(sheets.c.id).where(had)).first():
        return None
    values = {
        "shift": shift,
        "person": person,
        "file_id": picture.file_id,
        "file_unique_id": picture.file_unique_id,
        "as_file": picture.as_file,
        "received_at": now,
    }
    made: int = connection.execute(insert(sheets).returning(sheets.c.id), values).scalar_one()
    return made


def of_shift(connection: Connection, shift: int) -> list[Sheet]:
    """Return the photos of a shift's sheet, in the order they came."""
    rows = connection.execute(_SHEET.where(sheets.c.shift == shift).order_by(sheets.c.id))
    return [Sheet(*row) for row in rows]


def find(connection: Connection, sheet: int) -> Sheet | None:
    """Return a photo, or None when there is none of that number."""
    row = connection.execute(_SHEET.where(sheets.c.id == sheet)).one_or_none()
    return Sheet(*row) if row else None


def fetched(connection: Connection, sheet: int, digest: str) -> None:
    """Remember the kept copy."""
    connection.execute(update(sheets).where(sheets.c.id == sheet).values(digest=digest))
