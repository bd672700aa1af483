"""A tiny Bot API on loopback for tests of the edge: a queue of updates, a journal, answers to order."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "123456:loopback-token-of-the-tests-0123456789"
Wanted = tuple[int, dict[str, Any]]


def text_update(number: int, chat: int, text: str) -> dict[str, Any]:
    """Return a private text message as Telegram sends it."""
    person = {"id": chat, "is_bot": False, "first_name": "R"}
    chat_field = {"id": chat, "type": "private", "first_name": "R"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat_field, "from": person, "text": text}
    return {"update_id": number, "message": message}


@dataclass
class Api:
    """What the server knows: pending updates, calls received, faults to give."""

    updates: list[Any] = field(default_factory=list)
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: dict[str, deque[Wanted | str]] = field(default_factory=dict)
    polls: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    root: str = ""
    message_id: int = 1000
    delay: float = 0.0
    together: int = 0
    most_together: int = 0
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        application = web.Application(client_max_size=1 << 26)
        application.router.add_route("*", "/bot{token}/{method}", self._answer)
        application.router.add_get("/file/bot{token}/{path:.*}", self._file)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.root = f"http://{host}:{port}"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def push(self, *updates: object) -> None:
        async with self.news:
            self.updates += updates
            self.news.notify_all()

    def order(self, method: str, *answers: Wanted | str) -> None:
        """Give these answers (status and body; or "reset", "lost") to the next calls of a method."""
        self.faults.setdefault(method, deque()).extend(answers)

    def texts(self, chat: int | None = None) -> list[str]:
        return [
            arguments["text"]
            for method, arguments in list(self.calls)
            if method == "sendMessage" and (chat is None or arguments["chat_id"] == str(chat))
        ]

    async def until(self, true: Callable[[], bool], seconds: float = 10) -> None:
        """Wait until something is true, of what was called or of the bot in this process."""
        async with asyncio.timeout(seconds):
            while not true():
                await self._news_or(0.02)

    async def _news_or(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self.news:
                await self.news.wait()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = {**request.query, **{k: str(v) for k, v in (await request.post()).items()}}
        wanted = self.faults.get(method)
        fault = wanted.popleft() if wanted else None
        if method == "getUpdates" and fault is None:
            return await self._poll(arguments)
        return await self._call(request, method, arguments, fault)

    async def _call(
        self, request: web.Request, method: str, arguments: dict[str, str], fault: Wanted | str | None
    ) -> web.StreamResponse:
        self.together += 1
        self.most_together = max(self.most_together, self.together)
        try:
            if self.delay:
                await asyncio.sleep(self.delay)
            if isinstance(fault, tuple):
                await self._note(f"refused {method}", arguments)
                return web.json_response(fault[1], status=fault[0])
            if fault != "reset":
                await self._note(method, arguments)
            if fault is not None and request.transport is not None:
                request.transport.close()
            return web.json_response({"ok": True, "result": self._result(method, arguments)})
        finally:
            self.together -= 1

    async def _note(self, method: str, arguments: dict[str, str]) -> None:
        async with self.news:
            self.calls.append((method, arguments))
            self.news.notify_all()

    def _result(self, method: str, arguments: dict[str, str]) -> object:
        if method == "getFile":
            name = arguments["file_id"]
            size = len(self.files[name])
            return {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": f"photos/{name}"}
        if method != "sendMessage":
            return True
        self.message_id += 1
        chat = {"id": int(arguments["chat_id"]), "type": "private", "first_name": "R"}
        return {"message_id": self.message_id, "date": 1_790_000_000, "chat": chat, "text": arguments["text"]}

    async def _poll(self, arguments: dict[str, str]) -> web.Response:
        async with self.news:
            self.polls += 1
            self.news.notify_all()
            offset = int(arguments.get("offset", "0"))
            self.updates = [one for one in self.updates if not _below(one, offset)]
            try:
                async with asyncio.timeout(min(float(arguments["timeout"]), 5)):
                    await self.news.wait_for(lambda: bool(self.updates))
            except TimeoutError:
                pass
            return web.json_response({"ok": True, "result": self.updates[: int(arguments["limit"])]})

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["path"].removeprefix("photos/")
        return web.Response(body=self.files[name])


def _below(update: object, offset: int) -> bool:
    return (
        isinstance(update, dict) and isinstance(update.get("update_id"), int) and update["update_id"] < offset
    )


def error(code: int, description: str, **parameters: int) -> Wanted:
    """Return an error as Telegram words it."""
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return code, json.loads(json.dumps(body))
