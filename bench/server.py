"""A Bot API so thin that it is never the bottleneck: canned answers, a count of sends, a stopwatch.

It checks nothing; the simulator does, and costs more than what is measured here.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote_plus, urlsplit

from bot.clock import monotonic

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "123456:loopback-token-of-the-bench-0123456789"  # noqa: S105 - opens nothing
_ME = {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "BenchBot"}
_MESSAGE = (
    b'{"ok":true,"result":{"message_id":%d,"date":1790000000,"chat":{"id":1,"type":"private"},"text":"x"}}'
)


def update(number: int, chat: int, text: str) -> dict[str, object]:
    """Return a private text message as Telegram sends it."""
    person = {"id": chat, "is_bot": False, "first_name": "R", "language_code": "fr"}
    place = {"id": chat, "type": "private", "first_name": "R"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": place, "from": person, "text": text}
    return {"update_id": number, "message": message}


class BenchServer:
    """Hands updates out in batches of 100 and notes when each send arrives."""

    def __init__(self) -> None:
        self.waiting: list[dict[str, object]] = []
        self.sends = 0
        self.began = 0.0  # when the first batch left
        self.first_poll = 0.0
        self.last = 0.0
        self.left: dict[int, float] = {}  # update id: when it left
        self.arrived: list[float] = []
        self.changed = asyncio.Event()
        self.polling: list[asyncio.Future[None]] = []
        self.root = ""
        self.over = ""  # why nothing more will come
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        self.root = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    def push(self, updates: list[dict[str, object]]) -> None:
        """Let the next poll have these."""
        self.waiting += updates
        for future in self.polling:
            if not future.done():
                future.set_result(None)
        self.polling.clear()

    async def until_sent(self, number: int, seconds: float) -> None:
        """Wait until so many messages have arrived."""
        await self.until(lambda: self.sends >= number, seconds)

    async def until(self, true: Callable[[], bool], seconds: float) -> None:
        """Wait until something is true, or until the subject has ended, which is an error."""
        async with asyncio.timeout(seconds):
            while not true():
                if self.over:
                    raise RuntimeError(self.over)
                self.changed.clear()
                await self.changed.wait()

    async def answer(self, method: str, arguments: dict[str, list[str]]) -> bytes:
        """Return the body of the answer."""
        if method == "getupdates":
            return await self._poll(arguments)
        if method.startswith(("send", "edit")):
            self.sends += 1
            self.last = monotonic()
            self.arrived.append(self.last)
            self.changed.set()
            return _MESSAGE % (self.sends + 1000)
        return json.dumps({"ok": True, "result": _ME if method == "getme" else True}).encode()

    async def _poll(self, arguments: dict[str, list[str]]) -> bytes:
        self.first_poll = self.first_poll or monotonic()
        self.changed.set()
        offset = int(arguments.get("offset", ["0"])[0])
        self.waiting = [one for one in self.waiting if int(str(one["update_id"])) >= offset]
        if not self.waiting:
            future = asyncio.get_running_loop().create_future()
            self.polling.append(future)
            await asyncio.wait([future], timeout=5)
        batch = self.waiting[:100]
        if batch:
            self.began = self.began or monotonic()
        self.left.update({int(str(one["update_id"])): monotonic() for one in batch})
        return json.dumps({"ok": True, "result": batch}).encode()


class _Connection(asyncio.Protocol):
    """Just enough of HTTP/1.1: one request after the other, kept alive."""

    def __init__(self, server: BenchServer) -> None:
        self._server, self._data = server, b""
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        head, found, rest = self._data.partition(b"\r\n\r\n")
        if not found:
            return
        length = _length(head)
        if len(rest) < length:
            return
        body, self._data = rest[:length], rest[length:]
        path = head.split(b" ", 2)[1].decode()
        parts = urlsplit(path)
        kind = b"json" if b"application/json" in head.lower() else b"form"
        arguments = parse_qs(parts.query) | _body(body, kind)
        self._task = asyncio.ensure_future(self._respond(parts.path.rpartition("/")[2].lower(), arguments))

    async def _respond(self, method: str, arguments: dict[str, list[str]]) -> None:
        content = await self._server.answer(method, arguments)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(
            content
        )
        self._transport.write(head + content)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line[15:])
    return 0


def _body(body: bytes, kind: bytes) -> dict[str, list[str]]:
    if kind == b"json" and body:
        return {name: [str(value)] for name, value in json.loads(body).items()}
    if b"form-data" in body:  # aiogram sends even small things so
        names = [part.split(b'"')[1].decode() for part in body.split(b"form-data; name=")[1:]]
        values = [
            part.split(b"\r\n\r\n", 1)[1].split(b"\r\n")[0].decode("latin-1")
            for part in body.split(b"form-data; ")[1:]
        ]
        return {name: [unquote_plus(value)] for name, value in zip(names, values, strict=True)}
    return parse_qs(body.decode("latin-1"))
