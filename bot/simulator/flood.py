"""Says when the bot sends too fast; the true limits are not published, these are a strict reading."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass

from bot.simulator.errors import TooManyRequests

OVERALL = 30
WINDOW = 1.0
BURST = 5.0
GROUP, GROUP_WINDOW = 20, 60.0


@dataclass(slots=True)
class _Bucket:
    tokens: float = BURST
    at: float = 0.0


class Flood:
    """30 messages in any second over all chats, and in a chat a burst of 5, then one a second.

    In a group also 20 in any minute. An album counts its messages overall and once for its chat.
    """

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self._sent: deque[float] = deque()
        self._chats: dict[int, _Bucket] = defaultdict(_Bucket)
        self._groups: dict[int, deque[float]] = defaultdict(deque)

    def spend(self, chat_id: int, now: float, messages: int = 1) -> None:
        """Count what the bot sends at `now` (seconds); raises TooManyRequests when it is too much."""
        if not self.on:
            return
        self._check_overall(now)
        if chat_id < 0:
            self._check_group(self._groups[chat_id], now)
        bucket = self._chats[chat_id]
        bucket.tokens = min(BURST, bucket.tokens + max(0.0, now - bucket.at))
        bucket.at = now
        if bucket.tokens < 1:
            raise TooManyRequests(math.ceil(1 - bucket.tokens))
        bucket.tokens -= 1
        if chat_id < 0:
            self._groups[chat_id].append(now)
        self._sent.extend([now] * messages)

    def spend_edit(self, now: float) -> None:
        """Count an edit, which weighs overall but not on its chat; raises TooManyRequests."""
        if self.on:
            self._check_overall(now)
            self._sent.append(now)

    def _check_group(self, sent: deque[float], now: float) -> None:
        while sent and sent[0] <= now - GROUP_WINDOW:
            sent.popleft()
        if len(sent) >= GROUP:
            raise TooManyRequests(math.ceil(sent[0] + GROUP_WINDOW - now) or 1)

    def _check_overall(self, now: float) -> None:
        while self._sent and self._sent[0] <= now - WINDOW:
            self._sent.popleft()
        if len(self._sent) >= OVERALL:
            raise TooManyRequests(math.ceil(self._sent[0] + WINDOW - now) or 1)
