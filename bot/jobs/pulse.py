"""When each part of the loop last did its work, so that a bot that only looks alive is found out."""

from __future__ import annotations

from bot.clock import monotonic

#: Seconds after which a part counts as stuck. A poll lasts 30 s at most, a clock tick comes each second.
LIMITS = {"input": 90.0, "outbox": 120.0, "clock": 30.0, "reminders": 90.0, "database": 60.0}


class Pulse:
    """The last beat of each part, in monotonic seconds; a part counts as fresh until its first limit."""

    def __init__(self) -> None:
        self._beats = dict.fromkeys(LIMITS, monotonic())

    def beat(self, part: str) -> None:
        """Note that `part` has just done its work."""
        self._beats[part] = monotonic()

    def age(self, part: str) -> float:
        """Return how many seconds ago `part` last did its work."""
        return monotonic() - self._beats[part]

    def stale(self) -> list[str]:
        """Return the parts that are stuck."""
        return [part for part, limit in LIMITS.items() if self.age(part) > limit]
