"""Holds back uploads of the same size, as the server does; it is on where the flood limits are."""

from __future__ import annotations

from bot.simulator.errors import TooManyRequests

SMALL = 100_000
SHORTEST, LONGEST = 0.2, 0.9
BACKLOG, AHEAD = 5.0, 1.0
RETRY_AFTER = 60


class UploadPace:
    """When the next upload of each size may go on, in seconds of any clock."""

    def __init__(self) -> None:
        self._next: dict[int, float] = {}

    def pause(self, size: int, now: float) -> float:
        """Count an upload and return how long it has to wait; raises TooManyRequests past 5 s."""
        if size <= SMALL:
            return 0.0
        due = self._next.get(size, 0.0)
        if due > now + BACKLOG:
            raise TooManyRequests(RETRY_AFTER)
        step = min(max(size * 1e-7, SHORTEST), LONGEST)
        due = self._next[size] = max(due + step, now - AHEAD)
        return max(0.0, due - now)
