from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from telegram import Bot

from bot.clock import SystemClock
from bot.handlers.calls import Reply
from bot.handlers.request import AiohttpRequest
from bot.jobs.pace import Pace
from bot.jobs.pulse import LIMITS, Pulse
from bot.jobs.spinner import Spinner
from bot.jobs.ticks import HEARTBEAT, Ticks, Wakers
from bot.storage import errands, facts, inputs, timers
from bot.storage.database import Database
from bot.storage.tables import metadata
from tests.jobs.echo import Echo
from tests.jobs.server import TOKEN, text_update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from tests.jobs.running import Read, Start
    from tests.jobs.server import Api


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open("", tmp_path)
    await opened.run(metadata.create_all)
    yield opened
    await opened.close()


async def _tick(database: Database, woken: asyncio.Queue[str], number: int) -> set[str]:
    """Run the ticks until so many parts have been woken."""
    wakers = Wakers(*[lambda name=name: woken.put_nowait(name) for name in ("core", "sender", "errands")])
    task = asyncio.create_task(
        Ticks(database, Echo(), SystemClock(), pulse=Pulse(), wakers=wakers, every=0.02).run()
    )
    found: set[str] = set()
    async with asyncio.timeout(10):
        while len(found) < number:
            found.add(await woken.get())
    task.cancel()
    await asyncio.wait([task])
    return found


async def test_a_tick_rings_what_is_due_and_wakes_whoever_has_something_to_do(database: Database) -> None:
    now = SystemClock().now()
    await database.run(timers.set_timer, "reminder", 1, now)
    await database.run(errands.add, "photo", "photo:1", {}, now)
    assert await _tick(database, asyncio.Queue(), 3) == {"core", "sender", "errands"}
    assert [one.source for one in await database.run(inputs.pending, 10)] == ["timer"]
    assert await database.run(facts.read, "heartbeat")


async def test_old_keys_are_forgotten_at_start_and_what_failed_is_kept_longer(database: Database) -> None:
    old = SystemClock().now() - timedelta(hours=49)

    def fill(connection: Connection) -> None:
        inputs.add(connection, "update", [("done", "{}"), ("failed", "{}"), ("pending", "{}")], old)
        done, failed, _ = inputs.pending(connection, 10)
        inputs.finish(connection, [done.seq])
        inputs.attempt(connection, failed.seq, 3)
        inputs.fail(connection, failed.seq, "x")

    await database.run(fill)
    await _tick(database, asyncio.Queue(), 1)
    async with asyncio.timeout(10):
        while await database.run(inputs.count, "done"):
            await _tick(database, asyncio.Queue(), 1)
    assert [await database.run(inputs.count, state) for state in ("failed", "pending")] == [1, 1]


class Forgetful(Echo):
    """A conversation whose reminding fails, or has a lot to do."""

    def __init__(self, slices: int = 0) -> None:
        super().__init__()
        self.slices, self.told, self.stood = slices, 0, asyncio.Event()

    def remind(self, connection: Connection, now: datetime) -> bool:  # noqa: ARG002 - the seam gives them
        if not self.slices:
            raise KeyError
        self.told = min(self.told + 1, self.slices)
        return self.told < self.slices

    def stand_still(self, connection: Connection, now: datetime) -> None:  # noqa: ARG002 - the same
        self.stood.set()


async def _remind(database: Database, talk: Forgetful, pulse: Pulse, good: Callable[[], bool]) -> None:
    wakers = Wakers(lambda: None, lambda: None, lambda: None)
    ticks = Ticks(database, talk, SystemClock(), pulse=pulse, wakers=wakers, every=0.02)
    task = asyncio.create_task(ticks.run())
    async with asyncio.timeout(10):
        while not good():  # noqa: ASYNC110 - nothing sets an event when a pulse grows old
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


async def test_reminders_that_stand_still_turn_the_health_red_and_are_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LIMITS["reminders"] + HEARTBEAT < 120  # told within two minutes
    monkeypatch.setitem(LIMITS, "reminders", 0.05)
    monkeypatch.setattr("bot.jobs.ticks.HEARTBEAT", 0.1)
    talk, pulse = Forgetful(), Pulse()
    await _remind(database, talk, pulse, talk.stood.is_set)
    assert pulse.stale() == ["reminders"]


async def test_what_is_due_is_handed_out_slice_by_slice_without_a_pause(database: Database) -> None:
    talk, pulse = Forgetful(slices=50), Pulse()
    await _remind(database, talk, pulse, lambda: talk.told == 50)
    assert not talk.stood.is_set()


async def test_a_pause_of_telegrams_is_kept_across_a_restart(api: Api, start: Start, read: Read) -> None:
    async with start() as bot:
        await api.until(lambda: api.polls > 0)
        await bot.end()
    until = SystemClock().now() + timedelta(seconds=1.5)
    await read(facts.write, "paused_until", until.isoformat())
    async with start():
        await api.push(text_update(1, 1, "later"))
        await api.until(lambda: api.texts() == ["later"])
        assert SystemClock().now() >= until


async def test_a_spinner_that_would_be_answered_too_late_is_not_answered(api: Api) -> None:
    request, pace = AiohttpRequest(), Pace(0)
    await request.initialize()
    spinner = Spinner(
        Bot(TOKEN, base_url=f"{api.root}/bot", request=request, get_updates_request=request), pace
    )
    pace.pause(11)
    spinner.answer([Reply("late")])
    await spinner.stop()
    assert api.calls == []
    await request.shutdown()


async def test_an_address_that_is_taken_ends_the_process_with_a_word(
    api: Api, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    taken = api.root.removeprefix("http://")
    async with start(http=taken) as bot:
        assert await asyncio.wait_for(bot.task, 10) == 8
    assert taken in caplog.text
