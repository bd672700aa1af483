"""getUpdates: hands out updates to one poller at a time; it keeps none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.clock import monotonic
from bot.simulator.errors import Conflict

if TYPE_CHECKING:
    from bot.simulator.shapes import Json
    from bot.simulator.updates import Pending, UpdateQueue

LONGEST = 50
BATCH = 100
CONFLICT_DELAY = 3.0
HURRIED, PACED_FOR = 0.5, 3.0
OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "terminated by setWebhook request"


class Poller:
    """The long poll of the bot; `conflict_delay` is how long a repeated 409 is held back, in seconds."""

    def __init__(self, queue: UpdateQueue, conflict_delay: float = CONFLICT_DELAY) -> None:
        self._queue = queue
        self._waiting: asyncio.Future[None] | None = None
        self._next_conflict = 0.0
        self._asked_offset, self._asked_at = -1, -PACED_FOR
        self._conflict_delay = conflict_delay
        queue.on_add.append(self._wake)

    def paced(self, offset: int, limit: int, seconds: int) -> tuple[int, int]:
        """Slow a poller down that asks for the same offset again and again; return its limit and seconds."""
        now = monotonic()
        again = now - self._asked_at if offset == self._asked_offset else PACED_FOR
        self._asked_offset, self._asked_at = offset, now
        return (1 if again < HURRIED else limit), (max(seconds, 3) if again < PACED_FOR else seconds)

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Return the next updates, waiting up to so many seconds; raises Conflict when another poll comes."""
        self.abort(OTHER)
        found = self._queue.take(offset, limit)
        if found or not seconds:
            return found
        mine = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await mine
        except TimeoutError:
            return []
        except Conflict:
            await self._hold_back()
            raise
        finally:
            if self._waiting is mine:
                self._waiting = None
        return self._queue.take(offset, limit)

    def abort(self, reason: str) -> None:
        """End the poll that waits, if one does, with 409."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Conflict(reason))

    def release(self) -> None:
        """Let the poll that waits look again now."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def _wake(self, _pending: Pending) -> None:
        if not self._queue.held:
            self.release()

    async def _hold_back(self) -> None:
        now = monotonic()
        if now < self._next_conflict:
            await asyncio.sleep(self._conflict_delay)
        else:
            self._next_conflict = now + self._conflict_delay
