"""Fetches a photo from Telegram within its limits; what the photo is for, it does not know."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.handlers.errors import judge
from bot.jobs import pictures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from telegram import Bot

    from bot.handlers.request import AiohttpRequest

#: Telegram's own limit for a bot, in bytes (python-telegram-bot's constant says 20,000,000).
MOST_BYTES = 20_971_520
_OK, _NOT_FOUND = 200, 404
_LIMIT = aiohttp.ClientTimeout(total=120, sock_connect=10, sock_read=20)


class Hopeless(Exception):  # noqa: N818 - an answer about an errand
    """Trying again would not help: too_big, gone or not_an_image."""


class Unfinished(Exception):  # noqa: N818 - an answer about an errand
    """It did not work this time; `seconds` is how long Telegram wants to be left alone."""

    def __init__(self, reason: str, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


def unfinished(error: Exception) -> Unfinished:
    """Return what a passing error of a call means for its errand."""
    return Unfinished(type(error).__name__, judge(error).seconds if isinstance(error, RetryAfter) else 0.0)


class PhotoErrand:
    """Runs errands of kind "photo": payload {"file_id"}, result {"digest"}."""

    def __init__(self, bot: Bot, request: AiohttpRequest, folder: Path) -> None:
        self._bot, self._request, self._folder = bot, request, folder

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Fetch, clean and keep the photo; raise `Hopeless` or `Unfinished`."""
        content = await self.fetch(str(payload["file_id"]))
        try:
            return {"digest": await asyncio.to_thread(_keep, content, self._folder)}
        except pictures.NotAnImage:
            raise Hopeless("not_an_image") from None
        except pictures.TooManyPixels:
            raise Hopeless("too_big") from None

    async def fetch(self, file_id: str) -> bytes:
        """Return what the file holds; raise `Hopeless` or `Unfinished`."""
        try:
            found = await self._bot.get_file(file_id)
        except BadRequest as error:
            raise Hopeless("too_big" if "too big" in str(error).lower() else "gone") from None
        except TelegramError as error:
            raise unfinished(error) from None
        if (found.file_size or 0) > MOST_BYTES:
            raise Hopeless("too_big")
        if not found.file_path:
            raise Hopeless("gone")
        return await self._download(found.file_path)

    async def _download(self, url: str) -> bytes:
        try:
            async with self._request.session.get(url, timeout=_LIMIT, allow_redirects=False) as answer:
                if answer.status != _OK:
                    raise Unfinished(f"HTTP {answer.status}")
                return await _read(answer.content)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unfinished(
                type(error).__name__
            ) from None  # the cause would show the address, and so the token


async def _read(stream: aiohttp.StreamReader) -> bytes:
    """Read up to the limit, whatever length was announced."""
    content = bytearray()
    async for chunk in stream.iter_chunked(1 << 16):
        content += chunk
        if len(content) > MOST_BYTES:
            raise Hopeless("too_big")
    return bytes(content)


def _keep(content: bytes, folder: Path) -> str:
    return pictures.keep(pictures.clean(content), folder)
