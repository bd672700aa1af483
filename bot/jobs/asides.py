"""Runs errands that are one call and no message: the bot's own name and picture, the database's log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from telegram import InputProfilePhotoStatic
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.jobs.faults import DATABASE_FAULTS
from bot.jobs.photos import Hopeless, Unfinished, unfinished

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import Bot
    from telegram.request import BaseRequest

    from bot.storage.database import Database


class CallErrand:
    """Payload {"method": "setMyName", "arguments": {...}}, result {"result": what Telegram returned}."""

    def __init__(self, request: BaseRequest, root: str) -> None:
        self._request, self._root = request, root

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Make the call; it must be one that may be made twice."""
        arguments = {name: _plain(value) for name, value in payload["arguments"].items()}
        url = f"{self._root}/{payload['method']}?{urlencode(arguments)}"
        try:
            return {"result": await self._request.post(url)}
        except (BadRequest, Forbidden, InvalidToken) as error:
            raise Hopeless(str(error)) from None
        except (TelegramError, KeyError) as error:
            raise unfinished(error) from None


class FlushErrand:
    """No payload: what was erased leaves the database's log too; no result to speak of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, _: Mapping[str, Any]) -> dict[str, Any]:
        """Flush the log; doing it twice is harmless."""
        try:
            await self._database.flush()
        except DATABASE_FAULTS as error:
            raise Unfinished(type(error).__name__) from None
        return {}


class PictureErrand:
    """Payload {"path": of a JPEG}: the bot's own picture; no result to speak of."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Set the picture; setting it twice is harmless."""
        try:
            return {"result": await self._bot.set_my_profile_photo(_static(payload["path"]))}
        except (OSError, BadRequest, Forbidden, InvalidToken) as error:
            raise Hopeless(type(error).__name__) from None
        except (TelegramError, KeyError) as error:
            raise unfinished(error) from None


def _static(path: str) -> InputProfilePhotoStatic:
    """Hold what is in the file: the library would name a path to the server instead."""
    return InputProfilePhotoStatic(Path(path).read_bytes())


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
