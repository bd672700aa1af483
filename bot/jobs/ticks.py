"""The alarm clock: interval jobs that ask the tables what is due; no job stands for one reminder."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped] # it has no types

from bot.jobs.faults import DATABASE_FAULTS, note, place
from bot.jobs.seams import Conversation, Reminder
from bot.storage import errands, facts, inputs, outbox, timers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.clock import Clock
    from bot.jobs.pulse import Pulse
    from bot.storage.database import Database


_log = logging.getLogger(__name__)
# It warns whenever a tick is still at work when the next is due, and on a busy disk that is all day.
logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
# What a tick does wrong is logged here; that it was cut short when the process stops is no fault.
logging.getLogger("apscheduler.executors.default").setLevel(logging.CRITICAL)

#: How long keys of handled inputs are known: Telegram repeats for 24 h and may use ids again after a week.
KEYS_KEPT, FAILURES_KEPT = timedelta(hours=48), timedelta(days=7)
#: Seconds between heartbeats and between purges.
HEARTBEAT, PURGE = 20.0, 1800.0


@dataclass(frozen=True)
class Due:
    """Whether there is something for the core, the sender and the errands to do now."""

    inputs: bool
    messages: bool
    errands: bool


@dataclass(frozen=True)
class Wakers:
    """Whom to wake."""

    core: Callable[[], None]
    sender: Callable[[], None]
    errands: Callable[[], None]


class Ticks:
    """Runs until cancelled; a missed tick is made up once, a late one is never dropped."""

    def __init__(
        self,
        database: Database,
        conversation: Conversation,
        clock: Clock,
        *,
        pulse: Pulse,
        wakers: Wakers,
        every: float = 1.0,
    ) -> None:
        self._database, self._clock, self._pulse, self._wakers = database, clock, pulse, wakers
        self._reminder = conversation if isinstance(conversation, Reminder) else None
        self._every = every
        self._broken: asyncio.Future[None] | None = None

    async def run(self) -> None:
        """Tick for ever; an error that is not the database's ends it."""
        self._broken = asyncio.get_running_loop().create_future()
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        jobs = (
            (self._look, self._every),
            (self._remind, self._every),
            (self._beat, HEARTBEAT),
            (self._purge, PURGE),
        )
        for job, seconds in jobs:
            scheduler.add_job(self._guarded, "interval", [job], seconds=seconds)
        scheduler.start()
        try:
            await self._guarded(self._beat)
            await self._guarded(self._purge)
            await self._broken
        finally:
            scheduler.shutdown(wait=False)

    async def _guarded(self, job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        except DATABASE_FAULTS as error:
            note("a tick found no database", error)
        except Exception as error:  # noqa: BLE001 - handed to `run`, which ends with it
            if self._broken is not None and not self._broken.done():
                self._broken.set_exception(error)

    async def _look(self) -> None:
        due = await self._database.run(look, self._clock.now())
        self._pulse.beat("clock")
        if due.inputs:
            self._wakers.core()
        if due.messages:
            self._wakers.sender()
        if due.errands:
            self._wakers.errands()

    async def _remind(self) -> None:
        """Hand out what is due, in slices: others use the thread in between.

        A fault of our own ends nothing: people can still report, and whoever mends the bot is told.
        """
        try:
            reminder = self._reminder
            while reminder is not None and await self._database.run(reminder.remind, self._clock.now()):
                self._wakers.sender()
        except DATABASE_FAULTS:
            raise
        except Exception as error:  # noqa: BLE001 - noted, and seen by the missing beat
            _log.error("reminders met a fault of our own: %s", place(error))
            return
        self._pulse.beat("reminders")

    async def _beat(self) -> None:
        """Write something, so that a disk that takes nothing any more is noticed before a person does."""
        await self._database.run(facts.write, "heartbeat", self._clock.now().isoformat())
        self._pulse.beat("database")
        if self._reminder and "reminders" in self._pulse.stale():
            await self._database.run(self._reminder.stand_still, self._clock.now())
        self._wakers.sender()

    async def _purge(self) -> None:
        now = self._clock.now()
        while await self._database.run(inputs.forget, "done", now - KEYS_KEPT):
            pass  # in slices: others use the thread in between
        await self._database.run(inputs.forget, "failed", now - FAILURES_KEPT)


def look(connection: Connection, now: datetime) -> Due:
    """Ring the due timers and tell what waits."""
    timers.ring(connection, now)
    return Due(
        inputs=inputs.last_pending(connection) > 0,
        messages=outbox.any_due(connection, now),
        errands=errands.waiting(connection, now) > 0,
    )
