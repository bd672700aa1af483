"""How long it takes to find a report's neighbours among 10,000, 100,000 and a million, on both databases.

One town of six kilometres, half of the reports in fifty spots of thirty metres, five years of them, half of
those of the last twelve weeks open; half of the questions are asked at a spot.
"""

from __future__ import annotations

import math
import random
import sys
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlalchemy.engine import make_url

from bot.domain.geometry import METRES_A_DEGREE, Point
from bot.domain.grid import cell_of
from bot.storage import nearby
from bot.storage.database import connect_sqlite, postgresql_engine, sqlite_engine
from bot.storage.leadership import AdvisoryLock
from bot.storage.tables import metadata, people, reports, requests
from tests.postgres import NoPostgres, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine import Connection, Engine

SIZES = (10_000, 100_000, 1_000_000)
QUESTIONS, WARM_UP, BATCH = 2000, 100, 20_000
TRIES = 3  # the quickest counts: what another process took is none of ours
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WINDOW, YEARS = timedelta(weeks=12), timedelta(days=5 * 365)
CENTRE, TOWN_METRES, SPOT_METRES = Point(44.1266, 4.0815), 3000.0, 30.0
KINDS = ("bulky", "bags", "rubble", "appliances")


class Town:
    """Where waste lies, the same each time."""

    def __init__(self) -> None:
        self._dice = random.Random(1)  # noqa: S311 - no secret
        self._spots = [self._uniform() for _ in range(50)]

    def place(self) -> Point:
        """Return where the next report lies, or the next question is asked."""
        if self._dice.random() < 0.5:  # noqa: PLR2004 - half
            return self._uniform()
        spot = self._dice.choice(self._spots)
        return _moved(spot, self._dice.gauss(0, SPOT_METRES), self._dice.gauss(0, SPOT_METRES))

    def rows(self, first: int, number: int, span: timedelta) -> tuple[list[Any], list[Any]]:
        """Return rows of requests and of reports, filed over that span, oldest ones closed."""
        queue, facts = [], []
        for each in range(first, first + number):
            at = NOW - self._dice.random() * span
            is_open = NOW - at < WINDOW and self._dice.random() < 0.5  # noqa: PLR2004 - half
            queue.append(_request(each, at, "received" if is_open else "cleared"))
            report = _report(each, at, self.place(), self._dice.choice(KINDS))
            facts.append(report if is_open else report | {"cell": None})
        return queue, facts

    def _uniform(self) -> Point:
        reach = TOWN_METRES
        return _moved(CENTRE, self._dice.uniform(-reach, reach), self._dice.uniform(-reach, reach))


def _moved(point: Point, north: float, east: float) -> Point:
    degree = METRES_A_DEGREE * math.cos(math.radians(point.latitude))
    return Point(point.latitude + north / METRES_A_DEGREE, point.longitude + east / degree)


def _request(number: int, at: datetime, state: str) -> dict[str, Any]:
    own = {"id": number, "kind": "report", "reference": f"D-{number}", "state": state, "version": 1}
    return own | {"person": 1, "danger": False, "answer_by": at.date(), "created_at": at}


def _report(number: int, at: datetime, place: Point, kind: str) -> dict[str, Any]:
    own = {"request": number, "kind": kind, "in_town": "yes", "in_priority_area": "no"}
    own |= {"latitude": place.latitude, "longitude": place.longitude}
    return own | {"cell": cell_of(place), "filed_at": at}


def measure(say: Callable[[str], None], sizes: tuple[int, ...] = SIZES) -> None:
    """Fill each database to each size in turn, ask, and say how long the answers took."""
    say("Open reports within 50 m, last 12 weeks, microseconds (median / 99 % within / neighbours found):")
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as folder:
        raw = connect_sqlite(str(Path(folder) / "nearby.sqlite"))
        with closing(raw):
            _grow("SQLite", sqlite_engine(lambda: raw), sizes, say)
    try:
        with postgresql() as engine:
            _grow("PostgreSQL", engine, sizes, say)
    except NoPostgres as error:
        say(f"  {error.__doc__}")


@contextmanager
def postgresql() -> Iterator[Engine]:
    """Give an engine on a server of its own, for as long as the block runs."""
    with server() as url:
        engine = postgresql_engine(make_url(url), AdvisoryLock())
        yield engine
        engine.dispose()


def _grow(name: str, engine: Engine, sizes: tuple[int, ...], say: Callable[[str], None]) -> None:
    town, filled = Town(), 0
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.execute(insert(people), {"id": 1, "guessed_language": "fr", "created_at": NOW})
        for size in sizes:
            began = perf_counter_ns()
            while filled < size:
                queue, facts = town.rows(filled + 1, min(BATCH, size - filled), YEARS)
                connection.execute(insert(requests), queue)
                connection.execute(insert(reports), facts)
                filled += len(queue)
            connection.commit()
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
            seconds = (perf_counter_ns() - began) / 1e9
            median, slow, found = _ask(connection, town)
            filled_in = f"filled in {seconds:.0f} s"
            say(f"  {name:<11}{size:>9,} reports{median:7.0f} /{slow:7.0f} / {found:.2f}   {filled_in}")


def _ask(connection: Connection, town: Town) -> tuple[float, float, float]:
    """Return median and 99th percentile in microseconds, and how many neighbours a question found."""
    taken, found = [], 0
    for number in range(QUESTIONS + WARM_UP):
        point = town.place()
        microseconds, neighbours = min(_once(connection, point) for _ in range(TRIES))
        if number >= WARM_UP:
            taken.append(microseconds)
            found += neighbours
    taken.sort()
    return taken[QUESTIONS // 2], taken[QUESTIONS * 99 // 100], found / QUESTIONS


def _once(connection: Connection, point: Point) -> tuple[float, int]:
    began = perf_counter_ns()
    neighbours = nearby.find(connection, point, 50, NOW - WINDOW, KINDS[:2])
    return (perf_counter_ns() - began) / 1000, len(neighbours)


if __name__ == "__main__":
    measure(lambda line: print(line, flush=True), tuple(map(int, sys.argv[1:])) or SIZES)  # noqa: T201 - what it is run for
