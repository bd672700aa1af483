"""Takes stored inputs through the conversation, in groups; what to say and do is the conversation's."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from bot.jobs import group
from bot.jobs.faults import DATABASE_FAULTS, BackOff, note
from bot.storage import inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.clock import Clock
    from bot.handlers.calls import Reply
    from bot.jobs.metrics import Metrics
    from bot.jobs.pulse import Pulse
    from bot.jobs.seams import Conversation
    from bot.storage.database import Database

_log = logging.getLogger(__name__)


class Core:
    """The serial core: one group after the other; one by one after a database fault or an unclean stop."""

    def __init__(
        self,
        database: Database,
        conversation: Conversation,
        clock: Clock,
        *,
        pulse: Pulse,
        metrics: Metrics,
        answer: Callable[[Sequence[Reply]], None],
        handled: Callable[[], None],
    ) -> None:
        self._database, self._conversation, self._clock = database, conversation, clock
        self._pulse, self._metrics = pulse, metrics
        self._answer, self._handled = answer, handled
        self._wake = asyncio.Event()
        self._wake.set()
        self._alone_until = 0  # up to this `seq`, one by one
        self._back_off = BackOff(0.2, 10)

    def wake(self) -> None:
        """Say that there may be inputs."""
        self._wake.set()

    def be_careful(self, last: int) -> None:
        """Take the inputs up to `last` one by one, each attempt committed before it is made."""
        self._alone_until = last

    async def run(self) -> None:
        """Work until cancelled; never in the middle of a transaction."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while await self._step():
                pass

    async def _step(self) -> bool:
        """Do one group or one careful input; return whether more wait."""
        try:
            done = await (self._alone() if self._alone_until else self._together())
        except DATABASE_FAULTS as error:
            await self._recover(error)
            return True
        self._back_off.reset()
        self._report(done)
        return done.more

    async def _together(self) -> group.Group:
        return await self._database.run(group.handle_group, self._conversation, self._clock.now())

    async def _alone(self) -> group.Group:
        now = self._clock.now()
        entry, aside = await self._database.run(group.begin_alone, self._conversation, now)
        if entry is None or entry.seq > self._alone_until:
            self._alone_until = 0
        if entry is None or aside:
            return group.Group(set_aside=int(aside), more=True)
        try:
            return await self._database.run(group.finish_alone, self._conversation, entry, now)
        except DATABASE_FAULTS:
            with contextlib.suppress(*DATABASE_FAULTS):  # the disk failed, not the input
                await self._database.run(inputs.attempt, entry.seq, -1)
            raise

    def _report(self, done: group.Group) -> None:
        self._pulse.beat("database")
        self._metrics.handled.inc(len(done.done))
        self._metrics.set_aside.inc(done.set_aside)
        self._metrics.groups.observe(done.seconds)
        if done.replies:
            self._answer(done.replies)
        if done.done or done.set_aside:
            self._handled()

    async def _recover(self, error: BaseException) -> None:
        note("a group of inputs was undone", error)
        self._metrics.faults.inc()
        await asyncio.sleep(self._back_off.seconds())
        with contextlib.suppress(*DATABASE_FAULTS):
            self._alone_until = await self._database.run(inputs.last_pending)
