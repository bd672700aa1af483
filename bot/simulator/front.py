"""The Bot API over HTTP: paths, tokens, answers, downloads; it plays no method itself."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from aiohttp import web

from bot.simulator.answering import Answer, answer, refusal
from bot.simulator.errors import ApiError, NotFound, Unauthorized
from bot.simulator.reading import read_call

if TYPE_CHECKING:
    from bot.simulator.world import World

_TOKEN = re.compile(r"[1-9][0-9]*:[\w-]+", re.ASCII)
LONGEST_TOKEN = 80


class Front:
    """The routes under /bot<token> and /file/bot<token>."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, for any method of HTTP as on the real server."""
        return [
            web.route("*", r"/bot{token:[^/]+}/{method:[^/]*}", self.call),
            web.route("*", r"/bot{token:[^/]+}", self.call),
            web.get(r"/file/bot{token:[^/]+}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of a method."""
        try:
            self._check(request.match_info["token"])
            call = await read_call(request, request.match_info.get("method", ""))
        except ApiError as error:
            return await respond(request, refusal(error))
        return await respond(request, await answer(self._world, call))

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give the content of a file whose path getFile gave."""
        try:
            self._check(request.match_info["token"])
        except ApiError as error:
            return await respond(request, refusal(error))
        content = self._world.files.read(request.match_info["path"], self._world.now())
        if content is None:
            return await respond(request, refusal(NotFound()))
        return web.Response(body=content, content_type="application/octet-stream")

    def _check(self, token: str) -> None:
        if not _TOKEN.fullmatch(token) or len(token) > LONGEST_TOKEN:
            raise Unauthorized("invalid token specified")
        if token != self._token:
            raise Unauthorized


async def respond(request: web.Request, made: Answer) -> web.StreamResponse:
    """Send an answer the way it says, cut off or late if it was ordered so."""
    if made.delay:
        await asyncio.sleep(made.delay)
    if made.cut == "reset":
        return _reset(request)
    kind = "text/html" if made.html else "application/json"
    if made.cut == "truncated":
        return await _truncated(request, made, kind)
    return web.Response(body=made.body, status=made.status, headers=made.headers, content_type=kind)


def _reset(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _truncated(request: web.Request, made: Answer, kind: str) -> web.StreamResponse:
    response = web.StreamResponse(status=made.status, headers={"Content-Type": kind})
    response.content_length = len(made.body)
    await response.prepare(request)
    await response.write(made.body[: len(made.body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response
