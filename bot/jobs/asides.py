"""Runs errands of kind "call": one call of the Bot API that is no message, such as the bot's own name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.jobs.photos import Hopeless, Unfinished

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram.request import BaseRequest


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
            raise Unfinished(type(error).__name__) from None


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
