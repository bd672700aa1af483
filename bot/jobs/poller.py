"""Our own long poll: a batch of raw updates is stored and committed before the next one is asked for.

It never parses an update; nothing else tells Telegram that an update was received.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import monotonic
from bot.handlers.errors import judge
from bot.jobs.faults import DATABASE_FAULTS, BackOff, note
from bot.jobs.halts import AnotherPoller, ForeignWebhook, TokenRefused
from bot.storage import facts, inputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.request import BaseRequest

    from bot.clock import Clock
    from bot.jobs.metrics import Metrics
    from bot.jobs.pulse import Pulse
    from bot.storage.database import Database

_log = logging.getLogger(__name__)

#: Seconds that Telegram holds a poll open, and how much longer we wait for the answer.
HOLD, GRACE = 30, 15
#: Two conflicts within so many seconds mean that somebody else really polls.
CONFLICT_SECONDS = 60.0
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


class Poller:
    """Asks for updates until cancelled; cancelling loses nothing, what is not stored is not acknowledged."""

    def __init__(
        self,
        request: BaseRequest,
        root: str,
        database: Database,
        clock: Clock,
        *,
        pulse: Pulse,
        metrics: Metrics,
        stored: Callable[[], None],
    ) -> None:
        self._request, self._root, self._database, self._clock = request, root, database, clock
        self._pulse, self._metrics, self._stored = pulse, metrics, stored
        self._offset: int | None = None
        self._conflict_at: float | None = None
        self._back_off = BackOff(0.5, 30)

    async def run(self) -> None:
        """Poll for ever; raise a `Halt` when polling on makes no sense."""
        while True:
            try:
                batch = await self._poll()
                if batch:
                    await self._database.run(store, batch, self._clock.now())
            except InvalidToken as error:
                raise TokenRefused from error
            except Conflict as error:
                await self._conflict(error)
            except TelegramError as error:
                await self._wait(error)
            except DATABASE_FAULTS as error:  # not stored, so the offset stays: Telegram keeps them
                note("updates could not be stored", error)
                self._metrics.faults.inc()
                await asyncio.sleep(self._back_off.seconds())
            else:
                self._advance(batch)

    async def _poll(self) -> list[Any]:
        asked = {"timeout": HOLD, "limit": 100, "allowed_updates": json.dumps(KINDS)}
        if self._offset is not None:
            asked["offset"] = self._offset
        url = f"{self._root}/getUpdates?{urlencode(asked)}"
        try:
            found: Any = await self._request.post(url, read_timeout=HOLD + GRACE)
        except KeyError:  # the library's way to say that an answer had no result
            raise TelegramError("an answer without a result") from None
        return list(found)

    def _advance(self, batch: list[Any]) -> None:
        self._back_off.reset()
        self._pulse.beat("input")
        self._metrics.polls.inc()
        if batch:
            self._offset = next_offset(batch, self._offset)
            self._metrics.stored.inc(len(batch))
            self._stored()

    async def _conflict(self, error: Conflict) -> None:
        if "webhook" in str(error).lower():
            await self._remove_webhook()
            return
        now = monotonic()
        if self._conflict_at is not None and now - self._conflict_at < CONFLICT_SECONDS:
            raise AnotherPoller from error
        _log.warning(
            "somebody else polls with this token; one more such answer within a minute ends this process"
        )
        self._conflict_at = now
        await asyncio.sleep(1)

    async def _remove_webhook(self) -> None:
        """Remove a webhook of our own; one that somebody else set is theirs."""
        if not await self._database.run(facts.read, "webhook"):
            raise ForeignWebhook
        _log.warning("this bot ran with a webhook before; it is removed, polling takes over")
        await self._request.post(f"{self._root}/deleteWebhook")
        await self._database.run(facts.write, "webhook", None)

    async def _wait(self, error: TelegramError) -> None:
        seconds = judge(error).seconds if isinstance(error, RetryAfter) else self._back_off.seconds()
        _log.warning("no answer to getUpdates (%s), again in %.1f s", type(error).__name__, seconds)
        await asyncio.sleep(seconds)


def store(connection: Any, batch: list[Any], now: Any) -> None:  # noqa: ANN401 - see inputs.add
    """Store raw updates, in the order received."""
    inputs.add(connection, "update", [(key_of(update), plain(update)) for update in batch], now)


def key_of(update: object) -> str:
    """Return the update's id, or a digest of what has none."""
    number = update.get("update_id") if isinstance(update, dict) else None
    if isinstance(number, int):
        return str(number)
    return "?" + hashlib.sha256(plain(update).encode()).hexdigest()[:32]


def plain(update: object) -> str:
    """Return the update as ASCII JSON, which every database can hold, whatever it was made of."""
    return json.dumps(update, separators=(",", ":"))


def next_offset(batch: list[Any], offset: int | None) -> int | None:
    """Return what to ask for next: after this batch, whose ids may have restarted lower, at random."""
    numbers = [update["update_id"] for update in batch if not key_of(update).startswith("?")]
    return max(numbers) + 1 if numbers else offset
