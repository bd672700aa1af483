"""Delivers updates to the bot's webhook, in the server's order, with its retries; it makes no update."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

from bot.simulator.call import Call
from bot.simulator.errors import BadRequest
from bot.simulator.reading import as_text
from bot.simulator.shapes import Json, present

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.clock import Clock
    from bot.simulator.updates import Pending, UpdateQueue

PORTS = frozenset({80, 88, 443, 8443})
SECRET_LENGTH = 256
REQUEST_SECONDS = 60
LONGEST_PAUSE = 60.0
FIRST_PAUSE = 2.0
LONGEST_WISH = 3600
LOOK_SECONDS = 0.2
GONE, FORGET_AFTER = 410, timedelta(hours=23)
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_NEVER_IN_ANSWER = re.compile(r"get.*|setwebhook|deletewebhook|close|logout", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go, with what secret, and how many at once."""

    url: str
    secret: str = ""
    connections: int = 40


class Webhook:
    """The webhook of the bot; `execute` runs the method that an answer to a delivery may name."""

    def __init__(self, queue: UpdateQueue, clock: Clock, first_pause: float = FIRST_PAUSE) -> None:
        self._queue = queue
        self._clock = clock
        self._first_pause = first_pause
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._error: tuple[int, str] | None = None
        self._gone_since: datetime | None = None
        self.target: Target | None = None
        self.set_at = 0.0
        self.execute: Callable[[Call], Awaitable[object]] | None = None
        queue.on_add.append(lambda _pending: self._pump())

    def aim(self, target: Target | None) -> bool:
        """Deliver to another place from now on, or nowhere; returns whether that is a change."""
        changed = target != self.target
        self.target = target
        if changed:
            self._error = None
            for task in self._busy.values():
                task.cancel()
            self._busy.clear()
        self._pump()
        return changed

    def info(self) -> Json:
        """Return a WebhookInfo."""
        date, message = self._error or (None, None)
        target = self.target or Target("")
        return present(
            url=target.url,
            has_custom_certificate=False,
            pending_update_count=len(self._queue),
            last_error_date=date,
            last_error_message=message,
            max_connections=target.connections if self.target else None,
            allowed_updates=sorted(self._queue.allowed) or None,
        )

    async def close(self) -> None:
        """Stop delivering."""
        self.target = None
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _pump(self) -> None:
        """Start the deliveries that may start: one at a time for each key."""
        if self.target is None:
            return
        for pending in self._queue.waiting():
            if len(self._busy) >= self.target.connections:
                return
            if pending.key not in self._busy:
                self._busy[pending.key] = asyncio.ensure_future(self._deliver(self.target, pending))

    async def _deliver(self, target: Target, pending: Pending) -> None:
        fails = 0
        while self._clock.now() < pending.expires:
            wished = await self._posted(target, pending)
            if wished is None:
                break
            usual = min(self._first_pause * 2 ** (fails - 1), LONGEST_PAUSE) if fails else 0.0
            if self._gone():
                return
            await self._pause(wished or usual, pending.expires)  # the first retry comes at once
            fails += 1
        self._queue.done(pending)
        self._busy.pop(pending.key, None)
        self._pump()

    async def _pause(self, seconds: float, latest: datetime) -> None:
        """Wait so long by the simulation's clock, which may be moved meanwhile."""
        until = min(self._clock.now() + timedelta(seconds=seconds), latest)
        while (left := (until - self._clock.now()).total_seconds()) > 0:  # noqa: ASYNC110 - a clock tells nobody
            await asyncio.sleep(min(left, LOOK_SECONDS))

    def _gone(self) -> bool:
        """Return whether the bot has answered 410 for so long that its webhook is forgotten."""
        if self._gone_since is None or self._clock.now() - self._gone_since <= FORGET_AFTER:
            return False
        self.target = self._gone_since = None
        for task in self._busy.values():
            if task is not asyncio.current_task():
                task.cancel()
        self._busy.clear()
        return True

    async def _posted(self, target: Target, pending: Pending) -> float | None:
        """Deliver once; returns None when it was taken, else how many seconds the bot asked to wait."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": target.secret} if target.secret else {}
        try:
            async with self._client().post(target.url, json=pending.body, headers=headers) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return 0.0
        if not 200 <= answer.status < 300:  # noqa: PLR2004 - any 2xx is a success
            self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
            since = self._gone_since or self._clock.now()
            self._gone_since = since if answer.status == GONE else None
            return _wished(answer.headers.get("Retry-After", ""))
        self._gone_since = None
        await self._obey(body)
        return None

    async def _obey(self, body: bytes) -> None:
        """Execute the method that the answer names; its result is lost, as on the real server."""
        try:
            wish = json.loads(body)
        except ValueError:
            return
        method = wish.get("method") if isinstance(wish, dict) else None
        if isinstance(method, str) and self.execute and not _NEVER_IN_ANSWER.fullmatch(method):
            await self.execute(Call(method, as_text(wish)))

    def _failed(self, message: str) -> None:
        self._error = (int(self._clock.now().timestamp()), message)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=REQUEST_SECONDS))
        return self._session


def _wished(header: str) -> float:
    return float(min(int(header), LONGEST_WISH)) if header.isdecimal() else 0.0


def checked_target(url: str, secret: str, connections: int) -> Target:
    """Return a webhook's target; raises BadRequest. Plain http is allowed on this machine only."""
    if len(secret) > SECRET_LENGTH:
        raise BadRequest("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise BadRequest("secret token contains unallowed characters")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadRequest("invalid webhook URL specified") from None
    if not host or parts.scheme not in {"http", "https"}:
        raise BadRequest("invalid webhook URL specified")
    if is_loopback(host):
        return Target(url, secret, connections)
    if parts.scheme != "https":
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    if (port or 443) not in PORTS:
        raise BadRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    _check_public(host)
    return Target(url, secret, connections)


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine and nothing else."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _check_public(host: str) -> None:
    try:
        address = ip_address(host)
    except ValueError:
        return
    if not address.is_global:
        raise BadRequest(f"bad webhook: IP address {host} is reserved")
