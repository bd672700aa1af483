"""How fast messages may leave: evenly overall, a small burst and then one a second to a chat.

Evenly, because a bucket that starts full lets twice the rate through in its first second, and Telegram
then refuses a fifth of them.
"""

from __future__ import annotations

import asyncio

from bot.clock import monotonic

#: A chat takes so many messages at once, then one a second.
BURST = 4
#: How much of a step is made up for after a delay: with a whole one, a message that is held up on its way by
#: a hair is the thirty-first of a second, and Telegram refuses it.
CAUGHT_UP = 0.5
_FORGET_ABOVE = 1000


class Pace:
    """The turns of one process; a rate of 0 gives every turn at once, pauses are always kept."""

    def __init__(self, rate: float) -> None:
        self._step = 1 / rate if rate else 0.0
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

    async def turn(self, weight: int = 1) -> None:
        """Wait for the turn of a call that counts as `weight` messages, in the order of asking."""
        async with self._door:
            while (wait := max(self._next, self._paused_until) - monotonic()) > 0:  # noqa: ASYNC110 - a pause may grow
                await asyncio.sleep(wait)
            behind = monotonic() - self._step * CAUGHT_UP
            self._next = max(self._next, behind) + self._step * weight

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
