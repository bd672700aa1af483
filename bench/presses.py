"""How long the whole bot takes to answer officers with a million requests stored, on both databases.

Two officers press at random what their screens show, and type references and searches. The time is from the
update's leaving the server until the press is answered and the first message that it brings has come.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import text

from bench.server import TOKEN, BenchServer, update
from bot.clock import FileClock, monotonic
from bot.domain.people import Role
from bot.storage import people, search_index
from bot.storage.database import Database
from bot.storage.migrate import migrate
from tests.postgres import NoPostgres, server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy.engine import Connection

SIZES = (1_000_000,)
PRESSES, PATIENCE, SETTLED = 600, 600.0, 0.03  # presses of a run; seconds
RESIDENTS, OFFICERS, KEPT = 10_000, (1, 2), 6
MORNING = datetime(2030, 11, 25, 9, 30, tzinfo=UTC)  # a Monday, within office hours
#: What is typed now and then, so that no walk ends.
TYPED = ("/file", "/chercher rue 77", "/chercher mot3", "D-{}", "Une précision")
LEFT_ALONE = ("lang", "r1:", "e1:")  # buttons of another matter: the language, one's own rights, exports

_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :last)",
    "postgresql": "WITH n AS (SELECT generate_series(1, CAST(:last AS int)) AS n)",
}
#: One in a hundred waits, one in a hundred waits for the person; a tenth of those that wait is dangerous.
_FILL = (
    (
        "INSERT INTO people (id, guessed_language, created_at)"
        " {numbers} SELECT n + 100, 'fr', CAST(:at AS {moment}) FROM n WHERE n <= :residents"
    ),
    (
        "INSERT INTO requests (id, kind, reference, state, version, person, danger, muted, district,"
        " waiting_since, snoozed_firmly, held, answer_by, created_at)"
        " {numbers} SELECT n, 'report', 'D-' || n,"
        " CASE n % 100 WHEN 50 THEN 'needs_info' WHEN 0 THEN 'received' ELSE 'cleared' END,"
        " 1, n % :residents + 101, n % 1000 = 0, FALSE, 'district' || n % 7,"
        " CASE WHEN n % 100 = 0 THEN CAST(:at AS {moment}) END, FALSE, FALSE,"
        " CAST(CASE WHEN n % 1000 = 100 THEN '2030-11-22' ELSE '2030-12-03' END AS {day}),"
        " CAST(:at AS {moment}) FROM n"
    ),
    (
        "INSERT INTO reports (request, kind, landmark, in_town, in_priority_area, note)"
        " {numbers} SELECT n, 'bags', 'rue ' || n % 5000, 'yes', 'no', 'mot' || n % 50 FROM n"
    ),
    (
        "INSERT INTO events (request, at, actor, kind, state_to)"
        " {numbers} SELECT n, CAST(:at AS {moment}), n % :residents + 101, 'filed', 'received' FROM n"
    ),
)
_TYPES = {"sqlite": ("TEXT", "TEXT"), "postgresql": ("TIMESTAMPTZ", "DATE")}


async def measure(say: Callable[[str], None], sizes: tuple[int, ...] = SIZES, presses: int = PRESSES) -> None:
    """Fill each database to each size, let the bot run on it, press, and say how long the answers took."""
    say("From an officer's press to its answer, the whole bot, milliseconds (median / 99 % within):")
    for size in sizes:
        await _one("SQLite", "", size, presses, say)
        try:
            with server() as url:
                await _one("PostgreSQL", url, size, presses, say)
        except NoPostgres as error:
            say(f"  {error.__doc__}")


async def _one(name: str, url: str, size: int, presses: int, say: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as at:
        folder = Path(at)
        FileClock(folder / "clock").advance(MORNING - FileClock(folder / "none").now())
        async with filled(url, folder, size):
            pass
        taken = await _pressed(folder, url, presses)
    every = [each for times in taken.values() for each in times]
    say(f"  {name:<11}{size:>9,} requests, {len(every)} presses: {_told(every)}")
    for sort, times in sorted(taken.items(), key=lambda item: -_median(item[1])):
        say(f"    {sort:<24}{len(times):>5}: {_told(times)}")


@asynccontextmanager
async def filled(url: str, folder: Path, size: int) -> AsyncIterator[Database]:
    """Give a database that holds so many requests, two officers and a search index."""
    database = await Database.open(url, folder)
    await migrate(database)
    await database.run(_fill, size)
    if url:  # as its own autovacuum does after a while: an index alone is then read
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    yield database
    await database.close()


def _fill(connection: Connection, size: int) -> None:
    dialect = connection.dialect.name
    moment, day = _TYPES[dialect]
    at = MORNING if dialect == "postgresql" else f"{MORNING:%Y-%m-%d %H:%M:%S}.000000"  # as UtcDatetime does
    numbers = _NUMBERS[dialect]
    for statement in _FILL:
        made = text(statement.format(numbers=numbers, moment=moment, day=day))
        known = {"last": size, "residents": RESIDENTS, "at": at}
        connection.execute(made, {name: value for name, value in known.items() if f":{name}" in made.text})
    for account in OFFICERS:
        officer = people.add(connection, account, account, "fr", MORNING)
        people.grant(connection, officer.id, Role.OFFICER, MORNING)
    search_index.bring_up(connection)
    connection.execute(text("ANALYZE"))


# --- pressing ----------------------------------------------------------------------------------------


class Screens(BenchServer):
    """Remembers the buttons of the last messages of each chat, and when a press was answered."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = 0.0
        self.shown: dict[int, dict[int, list[str]]] = {}

    async def answer(self, method: str, arguments: dict[str, list[str]]) -> bytes:
        """Note what is shown and answered."""
        body = await super().answer(method, arguments)
        if method == "answercallbackquery":
            self.answered = monotonic()
            self.changed.set()
        elif method.startswith(("send", "edit")) and "chat_id" in arguments:
            number = int(arguments["message_id"][0]) if "message_id" in arguments else self.sends + 1000
            screens = self.shown.setdefault(int(arguments["chat_id"][0]), {})
            screens.pop(number, None)
            screens[number] = _buttons(arguments.get("reply_markup", ["{}"])[0])
            for old in list(screens)[:-KEPT]:
                del screens[old]
        return body


def _buttons(markup: str) -> list[str]:
    rows = _plain(markup).get("inline_keyboard", [])
    found = [button.get("callback_data", "") for row in rows for button in row]
    return [data for data in found if data and not data.startswith(LEFT_ALONE)]


def _plain(value: str) -> Any:  # noqa: ANN401 - any JSON value
    return json.loads(value.replace("'", '"')) if value.startswith("{'") else json.loads(value)


async def _pressed(folder: Path, url: str, presses: int) -> dict[str, list[float]]:
    screens = Screens()
    await screens.start()
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"), env=_environment(screens.root, folder, url)
    )
    try:
        await screens.until(lambda: screens.first_poll > 0, PATIENCE)
        return await _walk(screens, presses)
    finally:
        bot.terminate()
        await bot.wait()
        screens.stop()


async def _walk(screens: Screens, presses: int) -> dict[str, list[float]]:
    dice = random.Random(3)  # noqa: S311 - the same walk each time, no secret
    taken: dict[str, list[float]] = defaultdict(list)
    for number in range(presses):
        chat = dice.choice(OFFICERS)
        there = [(at, each) for at, data in screens.shown.get(chat, {}).items() for each in data]
        if there and dice.random() < 0.9:  # noqa: PLR2004 - the rest is typed
            at, data = dice.choice(there)
            taken[_sort(data)].append(await _time(screens, _press(5000 + number, chat, at, data)))
        else:
            typed = dice.choice(TYPED).format(dice.randrange(1, 10_000) * 100)
            taken[typed.split()[0].partition("-")[0]].append(
                await _time(screens, update(5000 + number, chat, typed))
            )
    return taken


def _press(number: int, chat: int, message: int, data: str) -> dict[str, object]:
    said = update(number, chat, "x")["message"]
    assert isinstance(said, dict)
    query = {"id": str(number), "from": said["from"], "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": {**query, "message": {**said, "message_id": message}}}


def _sort(data: str) -> str:
    """Return what a button does: its kind, and of a card's or a dialogue's the action or the question."""
    parts = data.split(":")
    return f"{parts[0]} {parts[3]}" if parts[0] == "c1" else " ".join((parts[0], *parts[2:3]))


async def _time(screens: Screens, sent: dict[str, Any]) -> float:
    """Return the milliseconds until the press is answered and what it brings has begun to come."""
    before, began = screens.sends, len(screens.arrived)
    is_press = "callback_query" in sent
    screens.answered = 0.0
    screens.push([sent])
    await screens.until(lambda: screens.answered > 0 if is_press else screens.sends > before, PATIENCE)
    await asyncio.sleep(SETTLED)
    reactions = [*screens.arrived[began : began + 1], *([screens.answered] if is_press else [])]
    return (max(reactions) - screens.left[int(sent["update_id"])]) * 1000


def _environment(base: str, folder: Path, url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JARDINS_")}
    return kept | {
        "JARDINS_TOKEN": TOKEN,
        "JARDINS_API_ROOT": base,
        "JARDINS_DATA_DIR": str(folder),
        "JARDINS_CLOCK_FILE": str(folder / "clock"),
        "JARDINS_HTTP": "127.0.0.1:0",
        "JARDINS_PACE": "0",
        "JARDINS_LOG": "error",
        **({"JARDINS_DATABASE_URL": url} if url else {}),
    }


def _median(taken: list[float]) -> float:
    return sorted(taken)[len(taken) // 2]


def _told(taken: list[float]) -> str:
    return f"{_median(taken):.1f} / {sorted(taken)[len(taken) * 99 // 100]:.1f}"


if __name__ == "__main__":
    given = tuple(map(int, sys.argv[1:])) or SIZES
    asyncio.run(measure(lambda line: print(line, flush=True), given))  # noqa: T201 - what it is run for
