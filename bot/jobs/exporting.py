"""Writes tables of the queue to files, portion by portion: nobody waits. What they hold it is told."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.domain.figures import Span
from bot.flows import figure_words, figures
from bot.i18n import RIGHT_TO_LEFT, Words
from bot.jobs.photos import Hopeless
from bot.papers import chart, tables
from bot.services import exporting
from bot.services.figures_desk import TOO_BIG
from bot.services.statistics import Statistics
from bot.services.wanted import unpacked
from bot.storage.files import made_file
from bot.territories import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from bot.clock import Clock
    from bot.domain.territory import Territory
    from bot.flows.messages import Message
    from bot.jobs.errands import Doer
    from bot.papers.tables import Sheet
    from bot.services.wanted import Rows
    from bot.storage.database import Database


class TooManyRows(Exception):  # noqa: N818 - an answer about an export
    """An Excel sheet holds 1,048,575 rows: choose CSV, or fewer days."""


async def write(database: Database, rows: Rows, form: str, out: Path) -> AsyncIterator[tuple[int, int]]:
    """Write every row; give how much of how much is done. Raises TooManyRows, OSError."""
    most = tables.MOST_ROWS[form]
    total = await database.run(rows.count)
    async with _elsewhere(tables.opened(form, out)) as sheet:
        sheet.write([rows.head()])
        while await database.run(rows.fetch):
            await asyncio.to_thread(_put, sheet, rows)
            if most is not None and rows.lines > most:
                raise TooManyRows
            yield min(rows.done, total), total


@asynccontextmanager
async def _elsewhere(sheet: AbstractContextManager[Sheet]) -> AsyncIterator[Sheet]:
    """Open and close a table on another thread: a large one takes seconds to be put together."""
    opened = await asyncio.to_thread(sheet.__enter__)
    try:
        yield opened
    except BaseException as error:
        await asyncio.to_thread(sheet.__exit__, type(error), error, error.__traceback__)
        raise
    await asyncio.to_thread(sheet.__exit__, None, None, None)


def _put(sheet: Sheet, rows: Rows) -> None:
    sheet.write(rows.rows())


#: Bytes that Telegram takes from a bot, with a little room; how long a file that nobody sent may lie.
MOST_BYTES, LEFT_LYING = 49_000_000, timedelta(days=1)


class _Maker:
    """What both errands are given; `folder` is that of the photos, beside which made files lie."""

    def __init__(self, database: Database, clock: Clock, territory: str, folder: Path) -> None:
        self._database, self._clock, self._named, self._folder = database, clock, territory, folder

    @cached_property
    def _territory(self) -> Territory:
        """Return the territory, read at first need: a bot which starts has no time for it."""
        return load(self._named)

    @cached_property
    def _words(self) -> Words:
        return Words(self._territory)

    def _path(self, ending: str) -> Path:
        """Return a new file's path; what nobody has sent for a day goes."""
        path = made_file(self._folder, f"{uuid4().hex}.{ending}")
        path.parent.mkdir(parents=True, exist_ok=True)
        oldest = (self._clock.now() - LEFT_LYING).timestamp()
        for other in path.parent.iterdir():
            if other.stat().st_mtime < oldest:
                other.unlink(missing_ok=True)
        return path


class ExportErrand(_Maker):
    """Runs errands of kind "export": payload {"wanted", "language"}, result {"file", "lines"}."""

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Write the file; raise `Hopeless` for one that Telegram or Excel would not take."""
        wanted, language = unpacked(payload["wanted"]), str(payload["language"])
        rows = exporting.rows_of(self._words, self._territory, wanted, self._clock.now(), language)
        out = self._path(wanted.form.value)
        try:
            async for _ in write(self._database, rows, wanted.form, out):
                pass
        except TooManyRows:
            raise Hopeless(TOO_BIG) from None
        if out.stat().st_size > MOST_BYTES:
            out.unlink()
            raise Hopeless(TOO_BIG)
        return {"file": out.name, "lines": rows.lines}


class FiguresErrand(_Maker):
    """Runs errands of kind "figures": payload {"wanted", "span", "language"}, result {"counted", "file"}."""

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Count, and draw what was counted; of nothing there is no picture."""
        statistics = Statistics(self._territory, unpacked(payload["wanted"]).period)
        while await self._database.run(statistics.fetch):
            await asyncio.to_thread(statistics.count)
        counted = statistics.packed()
        if not counted["total"][0]:
            return {"counted": counted}
        out = self._path("png")
        made = self._chart(Span(payload["span"]), counted, str(payload["language"]))
        out.write_bytes(await asyncio.to_thread(chart.draw, made))
        return {"counted": counted, "file": out.name}

    def _chart(self, span: Span, counted: Mapping[str, Any], language: str) -> chart.Chart:
        turned = language in RIGHT_TO_LEFT
        if not chart.can_draw(right_to_left=turned):
            language, turned = self._territory.default_language, False

        def said(message: Message) -> str:
            return self._words.plain(message, language)

        lines = [said(line) for line in figures.headline(counted)]
        sections = [
            (said(head), [chart.Bar(said(label), said(note), *shares) for label, note, *shares in bars])
            for head, bars in figures.bars(counted)
        ]
        return chart.Chart(said(figure_words.SPANS[span]), lines, sections, turned)


def makers(database: Database, clock: Clock, territory: str, folder: Path) -> dict[str, Doer]:
    """Return who makes files for officers, by the kind of errand; `folder` is that of the photos."""
    given = database, clock, territory, folder
    return {figures.EXPORT: ExportErrand(*given), figures.FIGURES: FiguresErrand(*given)}
