"""Reads off a photo sent as a file where it was taken, to be offered as the place; nothing of it is kept."""

from __future__ import annotations

import asyncio
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, UnidentifiedImageError

from bot.domain.geometry import Point
from bot.jobs.photos import Hopeless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.jobs.photos import PhotoErrand

_FORMATS = ("JPEG", "WEBP")  # a PNG's position cannot be read without decoding all of it
_GPS = 0x8825
_SOUTH_OR_NORTH, _LATITUDE, _EAST_OR_WEST, _LONGITUDE = 1, 2, 3, 4
_DECIMALS = 5  # of a degree, about a metre
_FAULTS = (
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    UnidentifiedImageError,
    ArithmeticError,
    EOFError,
    KeyError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)


class PositionErrand:
    """Runs errands of kind "taken": payload {"file_id", "until"}, result {"latitude", "longitude"} or {}."""

    def __init__(self, photos: PhotoErrand, clock: Clock) -> None:
        self._photos, self._clock = photos, clock

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Fetch the file and return where it was taken; raise `Hopeless` or `Unfinished`."""
        if self._clock.now() > datetime.fromisoformat(payload["until"]):
            raise Hopeless("late")
        content = await self._photos.fetch(str(payload["file_id"]))
        return await asyncio.to_thread(position, content)


def position(content: bytes) -> dict[str, Any]:
    """Return the latitude and longitude that the file holds, {} for none that makes sense."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            held = image.getexif().get_ifd(_GPS)
        latitude = _degrees(held[_LATITUDE], held[_SOUTH_OR_NORTH] == "S")
        longitude = _degrees(held[_LONGITUDE], held[_EAST_OR_WEST] == "W")
        Point(latitude, longitude)
    except _FAULTS:
        return {}
    return {"latitude": latitude, "longitude": longitude} if latitude or longitude else {}


def _degrees(parts: tuple[Any, Any, Any], negative: bool) -> float:  # noqa: FBT001 - two callers, above
    degrees, minutes, seconds = (float(each) for each in parts)
    size = round(degrees + minutes / 60 + seconds / 3600, _DECIMALS)
    return -size if negative else size
