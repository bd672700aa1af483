"""The one place that asks the system for the time; it decides nothing about it.

`JARDINS_CLOCK_FILE` may name a file that holds a number of seconds: how far ahead of the system the
programme's clock stands. Whoever plays Telegram writes it and the bot reads it, so that both move
together in a demonstration and in end-to-end tests.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Clock(Protocol):
    """Something that tells the time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The system's time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


class FileClock:
    """The system's time plus the offset that a file holds (seconds, as text; a missing file is 0)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def offset(self) -> timedelta:
        """Return how far ahead of the system this clock stands."""
        try:
            return timedelta(seconds=float(self._path.read_text(encoding="ascii") or "0"))
        except FileNotFoundError:
            return timedelta(0)

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC) + self.offset()

    def advance(self, step: timedelta) -> datetime:
        """Move the clock by `step` (never backwards in the demonstration) and return the new instant."""
        moved = self.offset() + step
        beside = self._path.with_suffix(".new")
        beside.write_text(str(moved.total_seconds()), encoding="ascii")
        beside.replace(self._path)
        return self.now()


def monotonic() -> float:
    """Return seconds from an arbitrary start that never go back, for pacing and time-outs."""
    return time.monotonic()
