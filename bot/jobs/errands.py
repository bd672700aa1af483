"""Runs what needs the network beside the core and stores each result as an input; nobody waits for one."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from bot.jobs.faults import DATABASE_FAULTS, BackOff, note, place
from bot.jobs.photos import Hopeless, Unfinished
from bot.storage import errands

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.clock import Clock
    from bot.storage.database import Database
    from bot.storage.errands import Errand

_log = logging.getLogger(__name__)

#: Errands at once; tries over about a day before an errand counts as gone; the longest wait between two.
SLOTS, MOST_TRIES, LONGEST_WAIT = 4, 100, timedelta(minutes=15)


class Doer(Protocol):
    """Something that runs the errands of one kind."""

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Return the result, or raise `Hopeless` or `Unfinished`."""
        ...


class Errands:
    """Runs due errands, a few at once."""

    def __init__(
        self, database: Database, clock: Clock, doers: Mapping[str, Doer], ended: Callable[[], None]
    ) -> None:
        self._database, self._clock, self._doers, self._ended = database, clock, doers, ended
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self._wake.set()
        self._back_off = BackOff(0.5, 30)

    def wake(self) -> None:
        """Say that there may be errands."""
        self._wake.set()

    def running(self) -> int:
        """Return how many are under way."""
        return len(self._tasks)

    async def run(self) -> None:
        """Work until cancelled; an errand cut short is run again."""
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                await self._launch()
        finally:
            for task in self._tasks.values():
                task.cancel()

    async def _launch(self) -> None:
        limit = SLOTS + len(self._tasks)  # those under way are still due in the table
        try:
            due = await self._database.run(errands.due, self._clock.now(), limit)
        except DATABASE_FAULTS as error:
            note("errands stand still", error)
            await asyncio.sleep(self._back_off.seconds())
            self._wake.set()
            return
        for errand in due:
            if errand.id not in self._tasks and len(self._tasks) < SLOTS:
                task = asyncio.create_task(self._do(errand), name=f"errand-{errand.id}")
                self._tasks[errand.id] = task
                task.add_done_callback(partial(self._done, errand.id))

    def _done(self, number: int, _task: asyncio.Task[None]) -> None:
        del self._tasks[number]
        self._wake.set()

    async def _do(self, errand: Errand) -> None:
        try:
            await self._finish(errand)
        except DATABASE_FAULTS as error:  # still in the table: it will be run again
            note("an errand's end could not be stored", error)
            await asyncio.sleep(self._back_off.seconds())

    async def _finish(self, errand: Errand) -> None:
        try:
            result = await self._doers[errand.kind].run(errand.payload)
        except Hopeless as reason:
            await self._end(errand, None, str(reason))
        except Unfinished as reason:
            await self._later(errand, str(reason), reason.seconds)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other errands
            await self._later(errand, place(error))
        else:
            await self._end(errand, result, None)

    async def _end(self, errand: Errand, result: dict[str, Any] | None, error: str | None) -> None:
        await self._database.run(errands.end, errand, result, error, self._clock.now())
        self._back_off.reset()
        self._ended()

    async def _later(self, errand: Errand, reason: str, seconds: float = 0.0) -> None:
        _log.info("errand %d (%s) did not work: %s", errand.id, errand.kind, reason)
        if errand.tries + 1 >= MOST_TRIES:
            await self._end(errand, None, "gone")
            return
        own = min(timedelta(seconds=2 * 2 ** min(errand.tries, 12)), LONGEST_WAIT)
        wait = max(own, timedelta(seconds=seconds))
        await self._database.run(errands.later, errand, self._clock.now() + wait, reason)
