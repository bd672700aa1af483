"""What many reminders of the real programme, due at once, cost the loop; and how fast they leave.

The loop runs in this process beside the database's thread, as in the bot; the sending is the whole bot's,
against the simulator with its flood limits on.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import aiohttp
from sqlalchemy import insert

from bot.clock import FileClock, monotonic
from bot.domain.programme import MeetingPoint, Slot
from bot.handlers.conversation import Conversation
from bot.i18n import Words
from bot.services import bookings, seats
from bot.services.work import Work
from bot.simulator.driver import Driver
from bot.simulator.server import DEMO_TOKEN, Simulator
from bot.storage import shifts, tables
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.territories import load
from tests.storage.rows import file_application

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from sqlalchemy.engine import Connection

    from bot.simulator.shapes import Json

DUE, SENT = 10_000, 900
PARIS = ZoneInfo("Europe/Paris")
DAY = date(2027, 4, 7)
NOON, EVENING = (datetime(2027, 4, 6, hour, tzinfo=PARIS) for hour in (12, 18))
LIMIT, PATIENCE, OK = 30, 180.0, 200  # Telegram's messages a second; seconds; HTTP's own


def crowd(connection: Connection, accounts: list[int]) -> None:
    """Let everybody with these accounts be in one crew that has a shift on the day after."""
    territory = load("ales")
    work = Work(connection, NOON, territory, Words(territory), "bench:crowd")
    known = dict(connection.execute(tables.accounts.select().with_only_columns(*_WHO)).all())
    new = [each for each in accounts if each not in known]
    first = max(known.values(), default=0) + 1
    made = [{"id": first + at, "guessed_language": "fr", "created_at": NOON} for at in range(len(new))]
    if made:
        connection.execute(insert(tables.people), made)
        rows = [{"telegram_id": each, "chat_id": each, "person": first + at} for at, each in enumerate(new)]
        connection.execute(insert(tables.accounts), rows)
    crew = seats.crews(work)[0].id
    persons = [*(known[each] for each in accounts if each in known), *(each["id"] for each in made)]
    request = file_application(connection, persons[0]).id
    seat = {"request": request, "crew": crew, "since": NOON.date(), "enrolled_at": NOON}
    connection.execute(insert(tables.enrolments), [{**seat, "person": each} for each in persons])
    slot = Slot(DAY, time(8), time(12), MeetingPoint({"fr": "Parc Cauvel"}))
    for shift in shifts.add(connection, crew, [slot], NOON):
        bookings.replan_shift(work, shift)


_WHO = (tables.accounts.c.telegram_id, tables.accounts.c.person)


async def _stalls(number: int, folder: Path) -> tuple[float, float, float, float]:
    """Return the seconds and the longest slice of handing so many out, and the longest gaps of the loop."""
    database = await Database.open("", folder)
    await migrate(database)
    await database.run(crowd, list(range(1, number + 1)))
    territory = load("ales")
    talk = Conversation(territory, Words(territory), folder)
    quiet = await longest_gap(asyncio.sleep(2))
    slices: list[float] = []

    async def hand_out() -> None:
        more = True
        while more:
            began = monotonic()
            more = await database.run(talk.remind, EVENING)
            slices.append(monotonic() - began)

    gap = await longest_gap(hand_out())
    await database.close()
    return sum(slices), max(slices) * 1000, gap, quiet


async def longest_gap(work: Coroutine[object, object, object]) -> float:
    """Return the longest time in milliseconds that the loop did not come round while something is done."""
    task = asyncio.create_task(work)
    longest, last = 0.0, monotonic()
    while not task.done():
        await asyncio.sleep(0.001)
        longest, last = max(longest, monotonic() - last), monotonic()
    await task
    return (longest - 0.001) * 1000


async def _sent(number: int, folder: Path) -> tuple[float, int]:
    """Return how many reminders a second the whole bot sends, and how many calls Telegram refused."""
    clock = FileClock(folder / "clock")
    simulator = Simulator(DEMO_TOKEN, clock, flood=True)
    await simulator.start()
    try:
        async with Driver(simulator.base_url) as driver:
            accounts = await driver.push(number, number)
            await _forget(simulator.base_url)
            database = await Database.open("", folder)
            await migrate(database)
            await database.run(crowd, accounts)
            await database.close()
            await driver.advance((EVENING - clock.now()).total_seconds())
            bot = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"), env=_environment(simulator.base_url, folder)
            )
            try:
                return _paced(await _calls(simulator, number), number)
            finally:
                bot.terminate()
                await bot.wait()
    finally:
        await simulator.stop()


async def _forget(base: str) -> None:
    """Let the bot never hear of what people wrote to open their chats."""
    async with aiohttp.ClientSession() as client:
        last = 0
        while True:
            async with client.get(f"{base}/bot{DEMO_TOKEN}/getUpdates?offset={last}&timeout=0") as answer:
                updates = (await answer.json())["result"]
            if not updates:
                return
            last = updates[-1]["update_id"] + 1


async def _calls(simulator: Simulator, number: int) -> list[Json]:
    """Return the calls that sent or were to send, once so many have been taken."""
    made: list[Json] = []
    enough = asyncio.Event()

    def note(entry: Json) -> None:
        if entry["kind"] == "call" and entry["method"].lower() == "sendmessage":
            made.append(entry)
            if sum(each["status"] == OK for each in made) >= number:
                enough.set()

    simulator.world.journal.watchers.append(note)
    async with asyncio.timeout(PATIENCE):
        await enough.wait()
    return made


def _environment(base: str, folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JARDINS_")}
    return kept | {
        "JARDINS_TOKEN": DEMO_TOKEN,
        "JARDINS_API_ROOT": base,
        "JARDINS_DATA_DIR": str(folder),
        "JARDINS_CLOCK_FILE": str(folder / "clock"),
        "JARDINS_HTTP": "127.0.0.1:0",
        "JARDINS_LOG": "error",
    }


def _paced(calls: list[Json], number: int) -> tuple[float, int]:
    """Return the rate from the first call to the last, and how many were refused."""
    refused = sum(call["status"] != OK for call in calls)
    first, last = (datetime.fromisoformat(calls[at]["at"]) for at in (0, -1))
    return (number - 1) / (last - first).total_seconds(), refused


async def measure(say: Callable[[str], None], due: int = DUE, sent: int = SENT) -> None:
    """Hand out and send, and say how long the loop stood still and how fast they left."""
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as folder:
        seconds, longest, gap, quiet = await _stalls(due, Path(folder))
    say(f"Reminders of the real programme, {due:,} due at once, on SQLite beside the loop:")
    still = f"the loop stood still {gap:.0f} ms at most (with nothing to do {quiet:.0f} ms)"
    say(f"  handed out {due / seconds:,.0f}/s, longest slice {longest:.0f} ms; {still}")
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as folder:
        rate, refused = await _sent(sent, Path(folder))
    share = rate / LIMIT
    say(f"  {sent} sent by the whole bot: {rate:.2f}/s, {share:.1%} of {LIMIT}/s; {refused} refused")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is what it is run for


if __name__ == "__main__":
    asyncio.run(measure(_say, *map(int, sys.argv[1:])))
