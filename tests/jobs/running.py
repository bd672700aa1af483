"""A bot that runs inside a test, and the types of the fixtures that give it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.clock import SystemClock

if TYPE_CHECKING:
    from bot.config import Settings
    from tests.jobs.echo import Echo


@dataclass
class Running:
    """A bot that runs: what it is made of, and how to end it."""

    settings: Settings
    echo: Echo
    task: asyncio.Task[int]
    stop: asyncio.Event
    clock: SystemClock = field(default_factory=SystemClock)

    async def end(self) -> int:
        """Stop it as SIGTERM does and return its exit code."""
        self.stop.set()
        return await asyncio.wait_for(self.task, 15)


#: Starts a bot within a `with`: an optional database URL, further settings by name.
Start = Callable[..., AbstractAsyncContextManager[Running]]
#: Runs a function of storage on the bot's database.
Read = Callable[..., Awaitable[Any]]
