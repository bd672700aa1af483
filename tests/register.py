"""A register of addresses on loopback that speaks the Géoplateforme's form, with the faults it may have."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


def feature(label: str, at: tuple[float, float], **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - any value of JSON
    """Return an answer of one address at a latitude and longitude."""
    usual = {"type": "housenumber", "city": "Alès", "postcode": "30100", "citycode": "30007", "score": 0.95}
    properties = {"label": label, **usual, **facts}
    geometry = {"type": "Point", "coordinates": [at[1], at[0]]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": geometry, "properties": properties}],
    }


NOTHING: dict[str, Any] = {"type": "FeatureCollection", "features": []}
ACACIAS = feature("12 Rue des Acacias 30100 Alès", (44.1256, 4.0684))
COULET = feature("3 Rue Docteur-Coulet 30100 Alès", (44.1502, 4.0823), distance=6)


@dataclass
class Register:
    """The server: what it was asked, and the answers to give first: a status and a body."""

    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: deque[tuple[int, str]] = field(default_factory=deque)
    answers: dict[str, dict[str, Any]] = field(default_factory=lambda: {"search": ACACIAS, "reverse": COULET})
    retry_after: str = "5"
    delay: float = 0.0
    root: str = ""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on a port of its own."""
        application = web.Application()
        application.router.add_get("/geocodage/{operation}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.root = f"http://{host}:{port}/geocodage"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        operation = request.match_info["operation"]
        self.asked.append((operation, dict(request.query)))
        await asyncio.sleep(self.delay)
        if self.faults:
            status, body = self.faults.popleft()
            headers = {"Retry-After": self.retry_after} if status == 429 else {}
            return web.Response(status=status, text=body, headers=headers)
        return web.json_response(self.answers[operation])
