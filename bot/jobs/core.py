"""Takes stored inputs through the conversation, in groups; what to say and do is the conversation's."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.jobs import group
from bot.jobs.exchange import Claims
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


class Core:
    """The serial core: one group after the other; one by one after a database fault or an unclean stop."""

    def __init__(  # noqa: PLR0913 - everything it is wired to, by name
        self,
        database: Database,
        conversation: Conversation,
        clock: Clock,
        *,
        pulse: Pulse,
        metrics: Metrics,
        answer: Callable[[Sequence[Reply]], None],
        handled: Callable[[Claims], None],
        room: Callable[[], int],
    ) -> None:
        self._database, self._conversation, self._clock = database, conversation, clock
        self._pulse, self._metrics = pulse, metrics
        self._answer, self._handled, self._room = answer, handled, room
        self._stopping, self._ended = False, asyncio.Event()
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
        """Work until `stop`: what a group has claimed must reach the sender."""
        try:
            while not self._stopping:
                await self._wake.wait()
                self._wake.clear()
                while not self._stopping and await self._step():
                    pass
        finally:
            self._ended.set()

    async def stop(self, seconds: float) -> None:
        """Let the present group end, for so long."""
        self._stopping = True
        self._wake.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), seconds)

    async def _step(self) -> bool:
        """Do one group or one careful input; return whether more wait."""
        try:
            done, claims = await (self._alone() if self._alone_until else self._together())
        except DATABASE_FAULTS as error:
            await self._recover(error)
            return True
        self._back_off.reset()
        self._report(done, claims)
        return done.more

    async def _together(self) -> tuple[group.Group, Claims]:
        room, now = self._room(), self._clock.now()
        return await self._database.run(group.handle_and_claim, self._conversation, room, now)

    async def _alone(self) -> tuple[group.Group, Claims]:
        now = self._clock.now()
        entry, aside = await self._database.run(group.begin_alone, self._conversation, now)
        if entry is None or entry.seq > self._alone_until:
            self._alone_until = 0
        if entry is None or aside:
            return group.Group(set_aside=int(aside), more=True), Claims()
        try:
            return await self._database.run(group.finish_alone, self._conversation, entry, now), Claims()
        except DATABASE_FAULTS:
            with contextlib.suppress(*DATABASE_FAULTS):  # the disk failed, not the input
                await self._database.run(inputs.attempt, entry.seq, -1)
            raise

    def _report(self, done: group.Group, claims: Claims) -> None:
        self._pulse.beat("database")
        self._metrics.handled.inc(len(done.done))
        self._metrics.set_aside.inc(done.set_aside)
        self._metrics.groups.observe(done.seconds)
        if done.replies:
            self._answer(done.replies)
        if done.done or done.set_aside:
            self._handled(claims)

    async def _recover(self, error: BaseException) -> None:
        note("a group of inputs was undone", error)
        self._metrics.faults.inc()
        await asyncio.sleep(self._back_off.seconds())
        with contextlib.suppress(*DATABASE_FAULTS):
            self._alone_until = await self._database.run(inputs.last_pending)
