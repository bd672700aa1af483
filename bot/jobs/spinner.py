"""Stops the spinners of pressed buttons, once, within ten seconds or never; nothing depends on it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.clock import monotonic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot

    from bot.handlers.calls import Reply
    from bot.jobs.pace import Pace

_log = logging.getLogger(__name__)

#: Seconds after which a spinner has given up by itself; answers under way at once.
USEFUL, MOST = 10.0, 64


class Spinner:
    """Answers callback queries beside the outbox and ahead of it."""

    def __init__(self, bot: Bot, pace: Pace) -> None:
        self._bot, self._pace = bot, pace
        self._tasks: set[asyncio.Task[None]] = set()

    def answer(self, replies: Sequence[Reply]) -> None:
        """Send the answers of a committed group, without waiting for them."""
        for reply in replies[: MOST - len(self._tasks)]:
            task = asyncio.create_task(self._send(reply, monotonic() + USEFUL))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Give what is under way a second."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1)
        for task in list(self._tasks):
            task.cancel()

    async def _send(self, reply: Reply, until: float) -> None:
        while paused := self._pace.paused():
            if monotonic() + paused > until:
                return
            await asyncio.sleep(paused)
        try:
            async with asyncio.timeout(until - monotonic()):
                await self._bot.answer_callback_query(reply.query_id, text=reply.text, show_alert=reply.alert)
        except Exception as error:  # noqa: BLE001 - too old, blocked, no network: the message says it all anyway
            _log.debug("a spinner was not answered: %s", type(error).__name__)
