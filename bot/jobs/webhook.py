"""Tells Telegram where to post updates and looks after it; the endpoint itself is `bot.web`."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.handlers.errors import judge
from bot.jobs.faults import BackOff
from bot.jobs.halts import TokenRefused
from bot.jobs.poller import KINDS, store
from bot.storage import facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.request import BaseRequest

    from bot.clock import Clock
    from bot.jobs.metrics import Metrics
    from bot.jobs.pulse import Pulse
    from bot.storage.database import Database

_log = logging.getLogger(__name__)

#: Seconds between two looks at what Telegram says of the webhook.
CHECK = 45.0


class Webhook:
    """Keeps the webhook set, and stores what arrives there."""

    def __init__(  # noqa: PLR0913 - everything it is wired to, by name
        self,
        request: BaseRequest,
        root: str,
        database: Database,
        clock: Clock,
        *,
        url: str,
        secret: str,
        pulse: Pulse,
        metrics: Metrics,
        stored: Callable[[], None],
    ) -> None:
        self._request, self._root, self._database, self._clock = request, root, database, clock
        self._url, self._secret = url, secret
        self._pulse, self._metrics, self._stored = pulse, metrics, stored
        self._back_off = BackOff(1, 30)

    async def receive(self, update: object) -> None:
        """Store and commit one update; whoever posted it may be told so when this returns."""
        await self._database.run(store, [update], self._clock.now())
        self._metrics.stored.inc()
        self._stored()

    async def run(self) -> None:
        """Set the webhook, then check it for ever; raise `TokenRefused` when that is the answer."""
        await self._database.run(facts.write, "webhook", self._url)
        while True:
            try:
                await self._check()
            except InvalidToken as error:
                raise TokenRefused from error
            except (TelegramError, KeyError) as error:
                wait = judge(error).seconds if isinstance(error, RetryAfter) else self._back_off.seconds()
                _log.warning("the webhook could not be checked (%s)", type(error).__name__)
                await asyncio.sleep(wait)
            else:
                self._back_off.reset()
                self._pulse.beat("input")
                await asyncio.sleep(CHECK)

    async def _check(self) -> None:
        info: Any = await self._request.post(f"{self._root}/getWebhookInfo")
        if info.get("url") == self._url:
            return
        told = {"url": self._url, "secret_token": self._secret, "allowed_updates": json.dumps(KINDS)}
        await self._request.post(f"{self._root}/setWebhook?{urlencode(told)}")
        _log.info("the webhook is set")
