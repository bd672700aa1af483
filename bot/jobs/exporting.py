"""Writes tables of the queue to files, portion by portion: nobody waits. What they hold it is told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.papers import tables

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.papers.tables import Sheet
    from bot.services.wanted import Rows
    from bot.storage.database import Database


class TooManyRows(Exception):  # noqa: N818 - an answer about an export
    """An Excel sheet holds 1,048,575 rows: choose CSV, or fewer days."""


async def write(database: Database, rows: Rows, form: str, out: Path) -> AsyncIterator[tuple[int, int]]:
    """Write every row; give how much of how much is done. Raises TooManyRows, OSError."""
    most = tables.MOST_ROWS[form]
    total = await database.run(rows.count)
    with tables.opened(form, out) as sheet:
        sheet.write([rows.head()])
        while await database.run(rows.fetch):
            await asyncio.to_thread(_put, sheet, rows)
            if most is not None and rows.lines > most:
                raise TooManyRows
            yield min(rows.done, total), total


def _put(sheet: Sheet, rows: Rows) -> None:
    sheet.write(rows.rows())
