"""Whether the bot is alive, what is pending and whether it is idle; it mends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.jobs.faults import DATABASE_FAULTS
from bot.storage import errands, inputs, outbox, reminders, timers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.clock import Clock
    from bot.jobs.metrics import Metrics
    from bot.jobs.pulse import Pulse
    from bot.storage.database import Database


@dataclass(frozen=True)
class Pending:
    """What could be done now, and the next instant at which something becomes due."""

    inputs: int
    messages: int
    errands: int
    timers: int
    reminders: int
    next_due: datetime | None

    @property
    def nothing(self) -> bool:
        """Tell whether nothing could be done now."""
        return not (self.inputs or self.messages or self.errands or self.timers or self.reminders)


class Health:
    """Answers `/healthz` and refreshes the gauges of `/metrics`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        pulse: Pulse,
        metrics: Metrics,
        in_flight: Callable[[], int],
    ) -> None:
        self._database, self._clock, self._pulse, self._metrics = database, clock, pulse, metrics
        self._in_flight = in_flight

    async def report(self) -> dict[str, Any]:
        """Return plain values; `ok` is True only when every part is fresh."""
        stale = self._pulse.stale()
        now = self._clock.now()
        try:
            pending = await self._database.run(count, now)
        except DATABASE_FAULTS:
            return {"ok": False, "stale": sorted({*stale, "database"}), "idle": False, "now": now.isoformat()}
        self._gauge(pending)
        return {
            "ok": not stale,
            "stale": stale,
            "idle": pending.nothing and not self._in_flight(),
            "pending": {
                "inputs": pending.inputs,
                "messages": pending.messages,
                "errands": pending.errands,
                "timers": pending.timers,
                "reminders": pending.reminders,
                "in_flight": self._in_flight(),
            },
            "reminders_age": round(self._pulse.age("reminders"), 1),
            "next_due": pending.next_due.isoformat() if pending.next_due else None,
            "now": now.isoformat(),
        }

    def _gauge(self, pending: Pending) -> None:
        for what in ("inputs", "messages", "errands", "timers", "reminders"):
            self._metrics.pending.labels(what).set(getattr(pending, what))


def count(connection: Connection, now: datetime) -> Pending:
    """Count what is to do."""
    ahead = (
        timers.next_due(connection),
        outbox.next_due(connection, now),
        errands.next_due(connection),
        reminders.next_due(connection, now),
    )
    return Pending(
        inputs=inputs.count(connection, "pending"),
        messages=outbox.due(connection, now)[0] + outbox.in_flight(connection),
        errands=errands.waiting(connection, now),
        timers=timers.waiting(connection, now),
        reminders=reminders.waiting(connection, now),
        next_due=min((moment for moment in ahead if moment is not None and moment > now), default=None),
    )
