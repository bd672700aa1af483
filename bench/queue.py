"""How long the officer's views, opening one and « Suivant » take at 10,000, 100,000 and a million requests.

One in a hundred waits for an officer, one in a hundred for the person; a tenth of what waits is late, a tenth
dangerous. Only the database's share is measured: drawing a card asks for one request's rows besides.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text
from sqlalchemy.engine import make_url

from bot.domain.queue import WAITING, onward
from bot.storage import queue
from bot.storage.database import connect_sqlite, postgresql_engine, sqlite_engine
from bot.storage.leadership import AdvisoryLock
from bot.storage.tables import metadata, people
from tests.postgres import NoPostgres, server

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Connection, Engine

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS, WARM_UP = 100, 5
NOW, TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 23)
_NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS"
    " (SELECT :first UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)",
    "postgresql": "WITH numbers AS (SELECT generate_series(CAST(:first AS int), CAST(:last AS int)) AS n)",
}
_FILL = """ INSERT INTO requests (id, kind, reference, state, version, person, danger, muted, district,
    waiting_since, snoozed_firmly, held, answer_by, created_at)
SELECT n, CASE WHEN n % 3 = 0 THEN 'application' ELSE 'report' END, 'D-' || n,
    CASE WHEN n % 100 = 50 THEN CASE WHEN n % 3 = 0 THEN 'info_needed' ELSE 'needs_info' END
        WHEN n % 100 = 0 THEN 'received' WHEN n % 3 = 0 THEN 'declined' ELSE 'cleared' END,
    1, 1, n % 1000 = 0, FALSE, 'district' || n % 7,
    CASE WHEN n % 100 = 0 THEN CAST(:now AS {moment}) END, FALSE, FALSE,
    CAST(CASE WHEN n % 1000 = 100 THEN '2026-11-20' ELSE '2026-12-01' END AS {day}), CAST(:now AS {moment})
FROM numbers"""
_TYPES = {"sqlite": ("TEXT", "TEXT"), "postgresql": ("TIMESTAMPTZ", "DATE")}


def measure(say: Callable[[str], None], sizes: tuple[int, ...] = SIZES) -> None:
    """Fill each database to each size in turn, and say how long what an officer asks takes."""
    say("The officer's queue, 1 % of requests waiting, milliseconds (median / 99 % within):")
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as folder:
        raw = connect_sqlite(str(Path(folder) / "queue.sqlite"))
        with closing(raw):
            _grow("SQLite", sqlite_engine(lambda: raw), sizes, say)
    try:
        with server() as url:
            engine = postgresql_engine(make_url(url), AdvisoryLock())
            _grow("PostgreSQL", engine, sizes, say)
            engine.dispose()
    except NoPostgres as error:
        say(f"  {error.__doc__}")


def _grow(name: str, engine: Engine, sizes: tuple[int, ...], say: Callable[[str], None]) -> None:
    filled = 0
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.execute(insert(people), {"id": 1, "guessed_language": "fr", "created_at": NOW})
        for size in sizes:
            _fill(connection, filled + 1, size)
            filled = size
            parts = (_times(connection, ask) for ask in (_views, _open, _next))
            told = ", ".join(f"{what} {median:.1f} / {slow:.1f}" for what, (median, slow) in zip(
                ("/file", "opening a view", "Suivant"), parts, strict=True))  # fmt: skip
            say(f"  {name:<11}{size:>9,} requests: {told}")


def _fill(connection: Connection, first: int, last: int) -> None:
    dialect = connection.dialect.name
    moment, day = _TYPES[dialect]
    into, select, rest = _FILL.format(moment=moment, day=day).partition("SELECT n,")
    fill = text(f"{into}{_NUMBERS[dialect]} {select}{rest}")
    at = NOW if dialect == "postgresql" else f"{NOW:%Y-%m-%d %H:%M:%S}.000000"  # as UtcDatetime writes it
    values = {"first": first, "last": last, "now": at}
    connection.execute(fill, values)
    connection.commit()
    if dialect == "postgresql":  # as its own autovacuum does after a while: an index alone is then read
        driver: Any = connection.connection.driver_connection
        driver.autocommit = True
        driver.execute("VACUUM ANALYZE")
        driver.autocommit = False
    else:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _times(connection: Connection, ask: Callable[[Connection], object]) -> tuple[float, float]:
    taken = []
    for _ in range(ROUNDS + WARM_UP):
        began = perf_counter_ns()
        ask(connection)
        taken.append((perf_counter_ns() - began) / 1e6)
    ordered = sorted(taken[WARM_UP:])
    return ordered[ROUNDS // 2], ordered[ROUNDS * 99 // 100]


def _views(connection: Connection) -> object:
    return queue.counts(connection, 1, TODAY)


def _open(connection: Connection) -> object:
    return queue.listed(connection, WAITING, 1, TODAY)


def _next(connection: Connection) -> object:
    """Go on in a walk of two hundred, and count what comes after for the button."""
    walk = range(100, 100 * queue.A_WALK + 1, 100)
    belongs = queue.within(connection, WAITING, 1, TODAY, walk[1:])
    queue.count(connection, WAITING, 1, TODAY)
    return onward(walk, walk[0], belongs, ())


if __name__ == "__main__":
    measure(lambda line: print(line, flush=True), tuple(map(int, sys.argv[1:])) or SIZES)  # noqa: T201 - what it is run for
