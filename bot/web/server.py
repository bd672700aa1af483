"""The HTTP server of one process: health, metrics and the webhook's endpoint; it decides nothing."""

from __future__ import annotations

import hmac
import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_log = logging.getLogger(__name__)

#: Bytes of an update: Telegram's are far smaller.
MOST_BYTES = 1 << 20
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


@dataclass(frozen=True)
class Endpoint:
    """Where Telegram posts updates: the public address, the secret it sends along, who stores what came."""

    url: str
    secret: str
    receive: Callable[[object], Awaitable[None]]


class Server:
    """Listens on one address until stopped."""

    def __init__(
        self,
        report: Callable[[], Awaitable[dict[str, Any]]],
        registry: CollectorRegistry,
        endpoint: Endpoint | None = None,
    ) -> None:
        self._report, self._registry, self._endpoint = report, registry, endpoint
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; return the port, which matters when 0 was asked for."""
        application = web.Application(client_max_size=MOST_BYTES)
        application.router.add_get("/healthz", self._health)
        application.router.add_get("/metrics", self._metrics)
        if self._endpoint is not None:
            application.router.add_post(urlsplit(self._endpoint.url).path or "/", self._update)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=2)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        address: tuple[str, int] = self._runner.addresses[0]
        return address[1]

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        report = await self._report()
        return web.json_response(report, status=200 if report["ok"] else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        await self._report()  # refreshes the gauges
        return web.Response(
            body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    async def _update(self, request: web.Request) -> web.Response:
        """Store and commit, then say 200: nothing else tells Telegram that the update was received."""
        assert self._endpoint is not None
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._endpoint.secret.encode()):
            return web.Response(status=403)
        body = await request.text()
        try:
            update: object = json.loads(body)
        except ValueError:
            update = {"unreadable": body}  # stored and set aside; refusing it would bring it back for a day
        try:
            await self._endpoint.receive(update)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is not stored: Telegram shall try again
            _log.error("an update could not be stored: %s", type(error).__name__)
            return web.Response(status=503)
        return web.Response()
