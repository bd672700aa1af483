"""How long exports and figures take among many requests, and how long each holds the database's thread.

A press that comes meanwhile waits for one portion at most. The databases are those of `bench.presses`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.presses import MORNING, filled
from bench.reminding import longest_gap
from bot.clock import monotonic
from bot.domain.figures import Period
from bot.i18n import Words
from bot.jobs.exporting import write
from bot.services import exporting
from bot.services.statistics import Statistics
from bot.services.wanted import TableForm, Wanted, What
from bot.territories import load
from tests.postgres import NoPostgres, server

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.storage.database import Database

SIZES = (10_000, 100_000, 1_000_000)
SHEET = 100_000  # rows up to which an Excel sheet is made too: it takes half an hour for a million


class Timed:
    """The database, and how long each call of it took on its thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.slices: list[float] = []

    async def run(self, work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401 - what the work returns
        """Run it as the database does."""

        def timed(*given: Any) -> Any:  # noqa: ANN401 - as above
            began = monotonic()
            try:
                return work(*given)
            finally:
                self.slices.append((monotonic() - began) * 1000)

        return await self._database.run(timed, *given)


async def measure(say: Callable[[str], None], sizes: tuple[int, ...] = SIZES) -> None:
    """Fill each database to each size, take everything out, and say how long it took."""
    say(
        "Everything taken out: seconds, longest slice on the database's thread, longest gap of the loop (ms):"
    )
    for size in sizes:
        await _one("SQLite", "", size, say)
        try:
            with server() as url:
                await _one("PostgreSQL", url, size, say)
        except NoPostgres as error:
            say(f"  {error.__doc__}")


async def _one(name: str, url: str, size: int, say: Callable[[str], None]) -> None:
    territory = load("ales")
    words = Words(territory)
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as at:
        async with filled(url, Path(at), size) as database:
            for what in What:
                for form in TableForm if size <= SHEET else (TableForm.CSV,):
                    timed = Timed(database)
                    rows = exporting.rows_of(words, territory, Wanted(what, form), MORNING)
                    out = Path(at) / f"out.{form.value}"
                    await _say(
                        say,
                        f"{name} {size:,}: {what.value} as {form.value}",
                        timed,
                        _written(timed, rows, out),
                    )
            timed = Timed(database)
            await _say(
                say, f"{name} {size:,}: figures", timed, _counted(timed, Statistics(territory, Period()))
            )


async def _written(database: Any, rows: Any, out: Path) -> None:  # noqa: ANN401 - stands for the database
    async with aclosing(write(database, rows, out.suffix[1:], out)) as progress:
        async for _ in progress:
            pass


async def _counted(database: Timed, statistics: Statistics) -> None:
    while await database.run(statistics.fetch):
        await asyncio.to_thread(statistics.count)


async def _say(say: Callable[[str], None], what: str, timed: Timed, work: Any) -> None:  # noqa: ANN401 - a coroutine
    began = monotonic()
    gap = await longest_gap(work)
    say(f"  {what:<44}{monotonic() - began:8.1f} s {max(timed.slices):6.0f} {gap:6.0f}")


if __name__ == "__main__":
    given = tuple(map(int, sys.argv[1:])) or SIZES
    asyncio.run(measure(lambda line: print(line, flush=True), given))  # noqa: T201 - what it is run for
