"""How long a search takes among 10,000, 100,000 and a million requests, on both databases.

Ten words a request: one of 2 very common, two of 20 common, two of 2,000, three of 50,000 (streets, names), a
district, a kind of waste. Some pairs of common words never stand together, which is the worst to be asked.
"""

from __future__ import annotations

import random
import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from bench.nearby import postgresql
from bot.domain.search import BLOCK, terms
from bot.storage import search, search_index
from bot.storage.database import connect_sqlite, sqlite_engine
from bot.storage.tables import metadata, people, reports, requests
from tests.postgres import NoPostgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine import Connection, Engine

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS, PAGE, TRIES = 300, 8, 3  # the quickest of the tries counts: what another process took is none of ours
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LETTERS = "bcdfglmnprstv"
#: What is asked, by what makes it hard.
QUESTIONS: dict[str, Callable[[random.Random], str]] = {
    "a street and a common word": lambda dice: f"{_rare(dice)} {_common(dice)}",
    "two common words": lambda dice: f"{_common(dice)} {_common(dice)}",
    "one very common word": lambda _: "rue",
    "the beginning of two letters": lambda dice: dice.choice(LETTERS) + dice.choice("aeiou"),
    "common words that never meet": lambda _: "rue avenue",
    "a common word and a beginning that never meet": lambda _: "rue aven",
    "a very common word, two letters that no request has": lambda _: "rue zz",
    "two letters of many words, never with that word": lambda dice: f"exception {dice.choice(LETTERS)}a",
    "no such word": lambda _: "introuvable",
}


def _rare(dice: random.Random) -> str:
    return _word(dice.randrange(50_000), 4)


def _common(dice: random.Random) -> str:
    return _word(dice.randrange(20), 2)


def _word(number: int, syllables: int) -> str:
    """Return the same word each time, of so many syllables at least."""
    made = ""
    while number or len(made) < 2 * syllables:
        number, at = divmod(number, len(LETTERS) * 5)
        made += LETTERS[at // 5] + "aeiou"[at % 5]
    return made


def _note(dice: random.Random, number: int) -> str:
    street = "rue" if number % 2 else "avenue"
    middle = [_word(dice.randrange(2_000), 3) for _ in range(2)]
    words = [street, _common(dice), _common(dice), *middle, *(_rare(dice) for _ in range(3))]
    return " ".join(words) if number != 1 else "exception"


def _rows(dice: random.Random, first: int, last: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for number in range(first, last):
        queue = {
            "id": number,
            "kind": "report",
            "reference": f"D-{number}",
            "state": "received",
            "version": 1,
        }
        queue |= {"person": 1, "danger": False, "answer_by": date(2026, 12, 1), "created_at": NOW}
        facts = {"request": number, "kind": "bags", "in_town": "yes", "in_priority_area": "no"}
        yield queue | {"district": f"d{number % 9}"}, facts | {"note": _note(dice, number)}


def measure(say: Callable[[str], None], sizes: tuple[int, ...] = SIZES) -> None:
    """Fill each database to each size in turn, ask, and say how long the answers took."""
    say("The newest 8 requests found, milliseconds (median / 99 % within):")
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as folder:
        raw = connect_sqlite(str(Path(folder) / "search.sqlite"))
        with closing(raw):
            _grow("SQLite", sqlite_engine(lambda: raw), sizes, say)
    try:
        with postgresql() as engine:
            _grow("PostgreSQL", engine, sizes, say)
    except NoPostgres as error:
        say(f"  {error.__doc__}")


def _grow(name: str, engine: Engine, sizes: tuple[int, ...], say: Callable[[str], None]) -> None:
    dice, filled = random.Random(1), 1  # noqa: S311 - no secret
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.execute(insert(people), {"id": 1, "guessed_language": "fr", "created_at": NOW})
        for size in sizes:
            while filled < size:
                until = min(size, filled // BLOCK * BLOCK + BLOCK)
                queue, facts = zip(*_rows(dice, filled, until), strict=True)
                connection.execute(insert(requests), list(queue))
                connection.execute(insert(reports), list(facts))
                filled = until
            seconds = _timed(lambda: search_index.rebuild(connection)) / 1000
            connection.commit()
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
            say(f"  {name}, {size:,} requests, index made in {seconds:.0f} s:")
            _ask_all(connection, say)
            _say_line(say, "one request indexed anew", [_anew(connection, dice, size) for _ in range(ROUNDS)])


def _ask_all(connection: Connection, say: Callable[[str], None]) -> None:
    for name, question in QUESTIONS.items():
        dice = random.Random(2)  # noqa: S311 - no secret
        _say_line(say, name, [_once(connection, question(dice)) for _ in range(ROUNDS)])


def _say_line(say: Callable[[str], None], name: str, taken: list[float]) -> None:
    taken.sort()
    say(f"    {name:<52}{taken[len(taken) // 2]:8.2f} /{taken[len(taken) * 99 // 100]:8.2f}")


def _once(connection: Connection, typed: str) -> float:
    asked = terms(typed)
    return min(_timed(lambda: search.find(connection, asked, PAGE)) for _ in range(TRIES))


def _anew(connection: Connection, dice: random.Random, size: int) -> float:
    number = dice.randrange(2, size)
    changed = update(reports).where(reports.c.request == number)
    connection.execute(changed.values(note=_note(dice, number)))
    return _timed(lambda: search_index.reindex(connection, [number]))


def _timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    began = perf_counter_ns()
    act()
    return (perf_counter_ns() - began) / 1e6


if __name__ == "__main__":
    measure(lambda line: print(line, flush=True), tuple(map(int, sys.argv[1:])) or SIZES)  # noqa: T201 - what it is run for
