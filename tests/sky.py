"""A weather service on loopback that speaks Open-Meteo's form, with the faults it may have."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

UNITS = {
    "time": "unixtime",
    "precipitation": "mm",
    "precipitation_probability": "%",
    "apparent_temperature": "°C",
    "wind_gusts_10m": "km/h",
    "weather_code": "wmo code",
}
_HOUR = timedelta(hours=1)


def forecast(
    first: datetime, hours: int = 72, rain: dict[datetime, float] | None = None, **figures: float | None
) -> dict[str, Any]:
    """Return a forecast of mild dry hours from `first` on; `rain` in mm falls in the hours that end then."""
    times = [first + number * _HOUR for number in range(hours)]
    usual = {"precipitation_probability": 5, "apparent_temperature": 18.4, "wind_gusts_10m": 20.5}
    columns = {name: [value] * hours for name, value in {**usual, "weather_code": 1, **figures}.items()}
    hourly = {
        "time": [int(time.timestamp()) for time in times],
        "precipitation": [(rain or {}).get(time, 0.0) for time in times],
        **columns,
    }
    return {
        "latitude": 44.12,
        "longitude": 4.08,
        "generationtime_ms": 0.05,
        "utc_offset_seconds": 0,
        "timezone": "GMT",
        "elevation": 140.0,
        "hourly_units": dict(UNITS),
        "hourly": hourly,
    }


@dataclass
class Sky:
    """The server: what it was asked, and what to answer first: a status and a body."""

    asked: list[dict[str, str]] = field(default_factory=list)
    faults: deque[tuple[int, str]] = field(default_factory=deque)
    answer: dict[str, Any] = field(default_factory=lambda: forecast(datetime(2027, 4, 13, tzinfo=UTC)))
    retry_after: str = "90"
    delay: float = 0.0
    root: str = ""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on a port of its own."""
        application = web.Application()
        application.router.add_get("/v1/forecast", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.root = f"http://{host}:{port}/v1"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.query))
        await asyncio.sleep(self.delay)
        if self.faults:
            status, body = self.faults.popleft()
            headers = {"Retry-After": self.retry_after} if status == 429 else {}
            return web.Response(status=status, text=body, headers=headers)
        return web.json_response(self.answer)
