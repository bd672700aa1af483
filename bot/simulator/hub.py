"""Tells the page and the drivers that something changed in a chat; it says not what."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.shapes import Json

BACKLOG = 1000


class Hub:
    """Subscribers to every change, and waiters for a change of one chat."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Json | None]] = set()
        self._waiters: dict[int, set[asyncio.Event]] = defaultdict(set)

    def publish(self, chat_id: int, kind: str) -> None:
        """Tell everybody that something of `kind` happened in a chat (0: in none in particular)."""
        for event in self._waiters.pop(chat_id, ()):
            event.set()
        for queue in self._queues:
            if queue.qsize() < BACKLOG:  # a page that stopped reading refreshes when it comes back
                queue.put_nowait({"chat": chat_id, "kind": kind})

    def subscribe(self) -> asyncio.Queue[Json | None]:
        """Return a queue of changes; None in it means the simulator stops."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._queues.add(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[Json | None]) -> None:
        """Forget a queue."""
        self._queues.discard(queue)

    async def changed(self, chat_id: int, seconds: float) -> None:
        """Return when the chat changes, or after so many seconds."""
        event = asyncio.Event()
        self._waiters[chat_id].add(event)
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            self._waiters[chat_id].discard(event)

    def close(self) -> None:
        """Let everybody who waits go."""
        for queue in self._queues:
            queue.put_nowait(None)
        for events in self._waiters.values():
            for event in events:
                event.set()
