"""Asks an address register (Géoplateforme's API, or one that speaks its form) for one place at a time.

It keeps answers for a while, never hurries the register nor tells it who asks, and gives up after a minute.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.domain.text import fold
from bot.jobs.pace import Pace
from bot.jobs.photos import Hopeless, Unfinished
from bot.storage import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.handlers.request import AiohttpRequest
    from bot.storage.database import Database

#: Calls a second (the register refuses above 50), seconds a call may last, seconds of rest after a failure.
RATE, PATIENCE, REST = 40.0, 3.0, 5.0
LONGEST_REST = 60.0
KEPT = timedelta(days=90)
MOST_BYTES = 1 << 18
_OK, _TOO_MANY, _SERVER_FAULT = 200, 429, 500


class GeocoderErrand:
    """Runs errands of kind "address".

    Payload {"sought": {"text"} or {"latitude", "longitude"}, "near": [latitude, longitude] or None, "until"};
    result {"latitude", "longitude", "address", "city", "precision", "score" (0 to 1), "metres"}, or {}.
    """

    def __init__(
        self,
        request: AiohttpRequest,
        root: str | None,
        database: Database,
        clock: Clock,
        patience: float = PATIENCE,
    ) -> None:
        self._request, self._root = request, root
        self._limit = aiohttp.ClientTimeout(total=patience)
        self._database, self._clock = database, clock
        self._pace = Pace(RATE)

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was found; raise `Hopeless` or `Unfinished`."""
        now = self._clock.now()
        if self._root is None:
            raise Hopeless("off")
        if now > datetime.fromisoformat(payload["until"]):
            raise Hopeless("late")
        sought = payload["sought"]
        known = await self._database.run(addresses.find, _name(sought), now - KEPT)
        if known is not None:
            return dict(known)
        found = await self._ask(sought, payload.get("near"))
        await self._database.run(addresses.keep, _name(sought), found, now, now - KEPT)
        return found

    async def _ask(self, sought: Mapping[str, Any], near: list[float] | None) -> dict[str, Any]:
        if (rest := self._pace.paused()) > 0:
            raise Unfinished("resting", rest)
        await self._pace.turn()
        operation, parameters = _question(sought, near)
        try:
            url = f"{self._root}/{operation}"
            async with self._request.session.get(
                url, params=parameters, timeout=self._limit, allow_redirects=False
            ) as answer:
                return await self._read(answer)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise self._rest(type(error).__name__) from None  # the cause would show the place

    async def _read(self, answer: aiohttp.ClientResponse) -> dict[str, Any]:
        if answer.status == _TOO_MANY:
            raise self._rest("HTTP 429", _seconds(answer.headers.get("Retry-After", "")))
        if answer.status != _OK:
            if answer.status < _SERVER_FAULT:
                raise Hopeless(f"HTTP {answer.status}")
            raise self._rest(f"HTTP {answer.status}")
        try:
            return _best(json.loads(await answer.content.read(MOST_BYTES)))
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            raise self._rest("unreadable") from None

    def _rest(self, reason: str, seconds: float = REST) -> Unfinished:
        """Leave the register alone, for this errand and all others."""
        self._pace.pause(seconds)
        return Unfinished(reason, seconds)


def _name(sought: Mapping[str, Any]) -> str:
    """Return what an answer is kept under: folded words, or a point to about a metre."""
    if "text" in sought:
        return fold(sought["text"])
    return f"{sought['latitude']:.5f} {sought['longitude']:.5f}"


def _question(sought: Mapping[str, Any], near: list[float] | None) -> tuple[str, dict[str, str]]:
    if "text" not in sought:
        point = {"lat": f"{sought['latitude']:.5f}", "lon": f"{sought['longitude']:.5f}"}
        return "reverse", {**point, "limit": "1"}
    asked = {"q": sought["text"], "limit": "1", "autocomplete": "0"}
    return "search", asked | ({"lat": f"{near[0]:.4f}", "lon": f"{near[1]:.4f}"} if near else {})


def _best(collection: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON has no type
    """Return the first feature of the GeoJSON collection as plain values; {} when there is none."""
    features = collection["features"]
    if not features:
        return {}
    facts, (longitude, latitude) = features[0]["properties"], features[0]["geometry"]["coordinates"][:2]
    return {
        "latitude": float(latitude),
        "longitude": float(longitude),
        "address": str(facts["label"]),
        "city": str(facts.get("city", "")),
        "precision": str(facts.get("type", "")),
        "score": float(facts.get("score", 0)),
        "metres": float(facts.get("distance", 0)),
    }


def _seconds(header: str) -> float:
    """Read how long to stay away; a date or nonsense counts as the usual rest."""
    return min(float(header), LONGEST_REST) if header.isdecimal() else REST
