"""python-telegram-bot's transport over aiohttp, the kind its documentation invites; it never tries twice."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput
    from telegram.request import RequestData

#: Seconds to connect, and to wait for the next piece of an answer, unless a call says otherwise.
CONNECT, READ = 10.0, 20.0
#: Seconds an idle connection is kept: less than servers do, so that none closes while a request is leaving.
KEEP = 25.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class NotSent(NetworkError):  # noqa: N818 - the name says the one thing that matters
    """The request surely did not reach Telegram."""


class AiohttpRequest(BaseRequest):
    """One session for every call of the process; `initialize` needs a running loop."""

    def __init__(self, connections: int = 64) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds waited for an answer."""
        return READ

    @property
    def session(self) -> aiohttp.ClientSession:
        """Return the session, for downloads that must be bounded while they run."""
        if self._session is None:
            raise NotSent("the session is not open")
        return self._session

    async def initialize(self) -> None:
        """Open the session; harmless when it is open."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; unlike the library's own, never write its content to a log."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp has no such limit
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - waiting for a connection is pacing
    ) -> tuple[int, bytes]:
        """Make one request and return its status and body; `NotSent` when it surely did not leave."""
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=_or(connect_timeout, CONNECT), sock_read=_or(read_timeout, READ)
        )
        headers, body = _encode(request_data)
        try:
            async with self.session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(
                type(error).__name__
            ) from None  # the cause would show the address, and so the token
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


def _or(value: ODVInput[float], default: float) -> float | None:
    return default if value is BaseRequest.DEFAULT_NONE else value  # type: ignore[return-value] # the library's DefaultValue


def _encode(data: RequestData | None) -> tuple[dict[str, str], bytes | aiohttp.FormData | None]:
    if data is None or not data.parameters:
        return {}, None
    if not data.contains_files:
        return _FORM, urlencode(data.json_parameters).encode()
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        body = BytesIO(content) if isinstance(content, bytes) else content  # sent in pieces, the loop goes on
        form.add_field(name, body, filename=filename, content_type=kind)
    return {}, form
