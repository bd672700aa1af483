"""Takes messages from the outbox to Telegram, each chat in order; it decides nothing about them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.handlers.errors import SENT, Meaning, Verdict, judge
from bot.jobs.exchange import Claims, Outcome, exchange
from bot.jobs.faults import DATABASE_FAULTS, BackOff, note
from bot.storage import facts

if TYPE_CHECKING:
    from telegram import Bot

    from bot.clock import Clock
    from bot.handlers.calls import Call
    from bot.jobs.metrics import Metrics
    from bot.jobs.pace import Pace
    from bot.jobs.pulse import Pulse
    from bot.jobs.seams import Conversation
    from bot.storage.database import Database
    from bot.storage.outbox import OutboxRow

_log = logging.getLogger(__name__)

#: Calls in flight at once; messages claimed ahead without and with pacing (a reply waits behind those).
SLOTS, AHEAD, AHEAD_PACED = 16, 100, 4
#: Seconds that marks may wait for company while enough is in flight.
LINGER = 0.02
#: Seconds that calls in flight are given to end when the process stops; containers are killed after ten.
FAREWELL = 3.0


@dataclass
class _Flight:
    """One message on its way: whether its call has begun, and whether it waits for its chat only."""

    row: OutboxRow
    held: bool
    begun: bool = False


class Sender:
    """The outbox's only sender."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        conversation: Conversation,
        clock: Clock,
        *,
        pace: Pace,
        pulse: Pulse,
        metrics: Metrics,
    ) -> None:
        self._bot, self._database, self._conversation, self._clock = bot, database, conversation, clock
        self._pace, self._pulse, self._metrics = pace, pulse, metrics
        self._ahead = AHEAD_PACED if pace.even else AHEAD
        self._slots = asyncio.Semaphore(SLOTS)
        self._flights: dict[asyncio.Task[None], _Flight] = {}
        self._outcomes: list[Outcome] = []
        self._wake = asyncio.Event()
        self._wake.set()
        self._begun = self._stopping = False
        self._ended = asyncio.Event()
        self._back_off = BackOff(1, 30)  # after a send that failed; everybody waits
        self._faults = BackOff(0.2, 10)

    def wake(self) -> None:
        """Say that there may be messages."""
        self._wake.set()

    def room(self) -> int:
        """Return how many messages may be claimed now."""
        if self._stopping or not self._begun or self._pace.paused():
            return 0
        return self._ahead - sum(not (flight.held or flight.begun) for flight in self._flights.values())

    def launch(self, claims: Claims) -> None:
        """Send what was claimed; look for more if there may be some that was not."""
        for row, call in claims.calls:
            self._launch(row, call)
        if claims.dropped or not claims.calls or len(claims.calls) >= AHEAD_PACED:
            self._wake.set()

    def in_flight(self) -> int:
        """Return how many messages are claimed and not yet marked."""
        return len(self._flights) + len(self._outcomes)

    async def run(self) -> None:
        """Send until `stop`: cancelling in the middle of a claim would leave claimed rows behind."""
        await self._remembered_pause()
        self._begun = True
        try:
            while not self._stopping:
                await self._wake.wait()
                self._wake.clear()
                await self._exchange()
                if len(self._flights) > 2 * SLOTS:
                    await asyncio.sleep(LINGER)
        finally:
            self._ended.set()

    async def stop(self) -> None:
        """Claim no more, let begun calls end, put the others back, mark what became of them."""
        self._stopping = True
        self._wake.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), FAREWELL)
        for task, flight in list(self._flights.items()):
            if not flight.begun:
                task.cancel()
        if self._flights:
            await asyncio.wait(self._flights, timeout=FAREWELL)
        for task in list(self._flights):
            task.cancel()
        await asyncio.gather(*self._flights, return_exceptions=True)
        with contextlib.suppress(*DATABASE_FAULTS):
            await self._mark(0)

    async def _exchange(self) -> None:
        try:
            claims = await self._mark(self.room())
        except DATABASE_FAULTS as error:
            note("the outbox stands still", error)
            self._metrics.faults.inc()
            await asyncio.sleep(self._faults.seconds())
            self._wake.set()
            return
        self._faults.reset()
        self._pulse.beat("outbox")
        for row, call in claims.calls:
            self._launch(row, call)
        if claims.dropped:
            self._wake.set()

    async def _mark(self, room: int) -> Claims:
        """Commit the outcomes so far and claim anew; on a fault the outcomes are kept for the next time."""
        outcomes, now = list(self._outcomes), self._clock.now()
        claims = await self._database.run(exchange, self._conversation, outcomes, room, now)
        del self._outcomes[: len(outcomes)]
        return claims

    def _launch(self, row: OutboxRow, call: Call) -> None:
        flight = _Flight(row, held=self._pace.even)
        task = asyncio.create_task(self._send(flight, call), name=f"send-{row.id}")
        self._flights[task] = flight
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        flight = self._flights.pop(task)
        if task.cancelled() or task.exception():  # at the end of the process, or a fault of our own
            meaning = Meaning.AMBIGUOUS if flight.begun else Meaning.NOT_SENT
            self._outcomes.append(Outcome(flight.row, Verdict(meaning)))
        self._wake.set()

    async def _send(self, flight: _Flight, call: Call) -> None:
        weight = _weight(call)
        await self._pace.chat_turn(flight.row.chat_id, weight)
        flight.held = False
        async with self._slots:
            trip = await self._pace.turn(weight)
            flight.begun = True
            outcome = await self._call(flight.row, call)
            trip.ended()
        self._outcomes.append(outcome)

    async def _call(self, row: OutboxRow, call: Call) -> Outcome:
        arguments: dict[str, Any] = dict(call.arguments)
        if row.silent and call.method.startswith("send_"):
            arguments["disable_notification"] = True
        try:
            result = await getattr(self._bot, call.method)(**arguments)
        except Exception as error:  # noqa: BLE001 - judged right here
            return Outcome(row, await self._judge(row, error))
        self._back_off.reset()
        self._metrics.sent.inc()
        return Outcome(row, SENT, result)

    async def _judge(self, row: OutboxRow, error: Exception) -> Verdict:
        verdict = judge(error)
        self._metrics.unsent.labels(verdict.meaning.name.lower()).inc()
        _log.warning("message %d: %s %s", row.id, verdict.meaning.name, verdict.detail)
        if verdict.meaning is Meaning.WAIT:
            await self._pause_for_all(verdict.seconds)
        elif verdict.meaning in {Meaning.NOT_SENT, Meaning.AMBIGUOUS}:
            self._pace.pause(self._back_off.seconds())
            self._alarm(self._pace.paused())
        return verdict

    async def _pause_for_all(self, seconds: float) -> None:
        """Keep Telegram's pause, also across a restart."""
        self._pace.pause(seconds)
        self._alarm(seconds)
        until = self._clock.now() + timedelta(seconds=seconds)
        with contextlib.suppress(*DATABASE_FAULTS):
            await self._database.run(facts.write, "paused_until", until.isoformat())

    async def _remembered_pause(self) -> None:
        until = await self._database.run(facts.read, "paused_until")
        if until:
            left = (datetime.fromisoformat(until) - self._clock.now()).total_seconds()
            self._pace.pause(max(0.0, left))
            self._alarm(left)

    def _alarm(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds + 0.01, self._wake.set)


def _weight(call: Call) -> int:
    """An album counts as its photos."""
    media = call.arguments.get("media")
    return len(media) if isinstance(media, list | tuple) else 1
