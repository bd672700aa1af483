"""How fast messages may leave: evenly overall, a small burst and then one a second to a chat.

Evenly, because a bucket that starts full lets twice the rate through in its first second, and Telegram
then refuses a fifth of them. And never a thirty-first within a second of when the first may have arrived:
one that was held up on its way is counted by when it came, not by when it left.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from bot.clock import monotonic

#: A chat takes so many messages at once, then one a second.
BURST = 4
#: How many steps are made up for after a delay.
CAUGHT_UP = 1.0
_FORGET_ABOVE = 1000
#: Seconds on its way after which nobody waits for a message to arrive any more.
PATIENCE = 0.25


@dataclass(slots=True)
class Trip:
    """A call that had its turn: when it left, and when its answer was here; monotonic seconds."""

    left: float
    back: float | None = None

    def ended(self) -> None:
        """Say that its answer is here."""
        self.back = monotonic()


class Second:
    """The newest calls, so many that one more may arrive only a second after the oldest of them did.

    A call has arrived between leaving and its answer. Half of the quickest way there and back is taken off:
    a long way that is always as long costs little, and an uneven one is not counted on to be quick twice.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._trips: deque[Trip] = deque(maxlen=most)

    def next_at(self, now: float, weight: int) -> float:
        """Return when a call that counts as so many messages may leave."""
        crowded = len(self._trips) + weight - self._most
        if crowded <= 0:
            return now
        oldest = self._trips[min(crowded, len(self._trips)) - 1]
        back = min(now, oldest.left + PATIENCE) if oldest.back is None else oldest.back
        return back - self._shortest() / 2 + 1

    def add(self, trip: Trip, weight: int) -> None:
        """Count a call that leaves, as so many messages."""
        self._trips.extend([trip] * weight)

    def _shortest(self) -> float:
        return min((trip.back - trip.left for trip in self._trips if trip.back is not None), default=0.0)


class Pace:
    """The turns of one process; a rate of 0 gives every turn at once, pauses are always kept.

    With `most`, so many arrive in any second and no more, however uneven the way is.
    """

    def __init__(self, rate: float, most: int | None = None) -> None:
        self._step = 1 / rate if rate else 0.0
        self._second = Second(most) if most and rate else None
        self._next = 0.0
        self._paused_until = 0.0
        self._door = asyncio.Lock()
        self._chats: dict[int, float] = {}

    @property
    def even(self) -> bool:
        """Tell whether messages are spaced at all."""
        return self._step > 0

    def pause(self, seconds: float) -> None:
        """Let nobody pass for so many seconds."""
        self._paused_until = max(self._paused_until, monotonic() + seconds)

    def paused(self) -> float:
        """Return the seconds that the pause still lasts."""
        return max(0.0, self._paused_until - monotonic())

    async def turn(self, weight: int = 1) -> Trip:
        """Wait for the turn of a call that counts as `weight` messages, in the order of asking."""
        async with self._door:
            while (wait := self._free_at(weight) - monotonic()) > 0:  # noqa: ASYNC110 - a pause may grow
                await asyncio.sleep(wait)
            trip = Trip(monotonic())
            self._next = max(self._next, trip.left - self._step * CAUGHT_UP) + self._step * weight
            if self._second:
                self._second.add(trip, weight)
            return trip

    def _free_at(self, weight: int) -> float:
        full = self._second.next_at(monotonic(), weight) if self._second else 0.0
        return max(self._next, self._paused_until, full)

    async def chat_turn(self, chat_id: int, weight: int = 1) -> None:
        """Wait until this chat may take `weight` messages more."""
        if not self.even:
            return
        now = monotonic()
        full_at = max(self._chats.get(chat_id, 0.0), now) + weight
        self._chats[chat_id] = full_at
        self._forget(now)
        if (wait := full_at - now - BURST) > 0:
            await asyncio.sleep(wait)

    def _forget(self, now: float) -> None:
        if len(self._chats) > _FORGET_ABOVE:
            self._chats = {chat: full_at for chat, full_at in self._chats.items() if full_at > now}
