"""Asks a weather service that speaks Open-Meteo's form for the hours of one shift.

It tells it a point of about a kilometre and nothing else, keeps an answer for an hour, and gives up soon:
a forecast that does not come is missed by nobody.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.jobs.pace import Pace
from bot.jobs.photos import Hopeless, Unfinished

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.handlers.request import AiohttpRequest

#: Calls a second, seconds a call may last, seconds of rest after a failure.
RATE, PATIENCE, REST = 5.0, 3.0, 60.0
LONGEST_REST = 900.0
KEPT = timedelta(hours=1)
MOST_BYTES = 1 << 18
#: Tomorrow is the second day of UTC at most, or the third west of Greenwich late in the evening.
DAYS = 3
_OK, _TOO_MANY, _SERVER_FAULT = 200, 429, 500
#: What is asked for, as it is called there and here, and the unit that is understood.
FIELDS = {
    "precipitation": ("rain", "mm"),
    "precipitation_probability": ("probability", "%"),
    "apparent_temperature": ("feels", "°C"),
    "wind_gusts_10m": ("gusts", "km/h"),
}
_CODE = "weather_code"
_FIRST_STORM = 95  # WMO's codes 95 to 99

Hours = list[dict[str, Any]]


class WeatherErrand:
    """Runs errands of kind "weather".

    Payload {"latitude", "longitude", "until"} and whatever the asker wants back; result {"hours": [{"ends",
    "rain", "probability", "feels", "gusts", "storm"}]}, in the units of `bot.domain.weather.Hour`.
    """

    def __init__(
        self, request: AiohttpRequest, root: str | None, clock: Clock, patience: float = PATIENCE
    ) -> None:
        self._request, self._root, self._clock = request, root, clock
        self._limit = aiohttp.ClientTimeout(total=patience)
        self._pace = Pace(RATE)
        self._kept: dict[tuple[str, str], tuple[datetime, Hours]] = {}

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Return the forecast; raise `Hopeless` or `Unfinished`."""
        now = self._clock.now()
        if self._root is None:
            raise Hopeless("off")
        if now > datetime.fromisoformat(payload["until"]):
            raise Hopeless("late")
        point = f"{payload['latitude']:.2f}", f"{payload['longitude']:.2f}"
        fresh = {where: kept for where, kept in self._kept.items() if abs(now - kept[0]) < KEPT}
        if point not in fresh:
            fresh[point] = now, await self._ask(*point)
        self._kept = fresh
        return {"hours": fresh[point][1]}

    async def _ask(self, latitude: str, longitude: str) -> Hours:
        if (rest := self._pace.paused()) > 0:
            raise Unfinished("resting", rest)
        await self._pace.turn()
        asked = {
            "latitude": latitude,
            "longitude": longitude,
            "hourly": ",".join([*FIELDS, _CODE]),
            "timeformat": "unixtime",
            "timezone": "UTC",
            "forecast_days": str(DAYS),
        }
        try:
            async with self._request.session.get(
                f"{self._root}/forecast", params=asked, timeout=self._limit, allow_redirects=False
            ) as answer:
                return await self._read(answer)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise self._rest(type(error).__name__) from None

    async def _read(self, answer: aiohttp.ClientResponse) -> Hours:
        if answer.status == _TOO_MANY:
            raise self._rest("HTTP 429", _seconds(answer.headers.get("Retry-After", "")))
        if answer.status != _OK:
            if answer.status < _SERVER_FAULT:
                raise Hopeless(f"HTTP {answer.status}")
            raise self._rest(f"HTTP {answer.status}")
        try:
            return _hours(json.loads(await _body(answer)))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError, RecursionError):
            raise self._rest("unreadable") from None

    def _rest(self, reason: str, seconds: float = REST) -> Unfinished:
        """Leave the service alone, for this errand and all others."""
        self._pace.pause(seconds)
        return Unfinished(reason, seconds)


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    """Return all that was said; raise ValueError beyond what a forecast may hold."""
    content = bytearray()
    async for chunk in answer.content.iter_chunked(1 << 14):
        content += chunk
        if len(content) > MOST_BYTES:
            raise ValueError
    return bytes(content)


def _hours(forecast: Any) -> Hours:  # noqa: ANN401 - JSON has no type
    """Return the hours of a forecast; raise ValueError for other units, hours or columns."""
    hourly, units = forecast["hourly"], forecast.get("hourly_units", {})
    times = [datetime.fromtimestamp(int(second), UTC) for second in hourly["time"]]
    if any(later - sooner != timedelta(hours=1) for sooner, later in pairwise(times)):
        raise ValueError
    hourly["precipitation"]  # without rain it is no forecast; the others may be missing
    columns = {ours: _column(hourly, units, theirs, unit) for theirs, (ours, unit) in FIELDS.items()}
    codes = hourly.get(_CODE) or [None] * len(times)
    if any(len(column) != len(times) for column in (codes, *columns.values())):
        raise ValueError
    return [
        {"ends": time.isoformat(), "storm": _figure(codes[number]) >= _FIRST_STORM}
        | {ours: column[number] for ours, column in columns.items()}
        for number, time in enumerate(times)
    ]


def _column(hourly: Any, units: Any, name: str, unit: str) -> list[float | None]:  # noqa: ANN401 - JSON has no type
    if units.get(name, unit) != unit:
        raise ValueError
    values = hourly.get(name) or [None] * len(hourly["time"])
    return [None if value is None else _figure(value) for value in values]


def _figure(value: object) -> float:
    """Return a number; nothing said is 0, and what is no number raises ValueError."""
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MOST_BYTES:
        raise ValueError
    return float(value)


def _seconds(header: str) -> float:
    """Read how long to stay away; a date or nonsense counts as the usual rest."""
    return min(float(header), LONGEST_REST) if header.isdecimal() else REST
