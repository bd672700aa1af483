"""The paths of the control API and of the page, and who may call them; what they do is elsewhere."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from bot.simulator.control import groups, openapi, tools, views
from bot.simulator.control.acting import ACTS, read_wish
from bot.simulator.errors import ControlError, NoSuchThingError
from bot.simulator.webhook import is_loopback

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    from bot.simulator.shapes import Json
    from bot.simulator.world import World

    Tool: TypeAlias = Callable[[World, web.Request], Awaitable[Json | web.StreamResponse]]

STATIC = Path(__file__).parent.parent / "static"


class Control:
    """The control API of one world."""

    def __init__(self, world: World, *, allow_remote: bool) -> None:
        self._world = world
        self._allow_remote = allow_remote
        world.journal.watchers.append(self._tell_of_fault)

    def routes(self) -> list[web.RouteDef]:
        """Return every route, the page's last: it takes what is left."""
        guarded: list[tuple[str, str, Tool]] = [
            ("GET", "/_sim/state", _state),
            ("GET", "/_sim/openapi.json", _document),
            *groups.ROUTES,
            ("POST", "/_sim/people", tools.add_person),
            ("PATCH", r"/_sim/people/{id:\d+}", tools.change_person),
            ("GET", r"/_sim/chats/{id:\d+}", tools.see_chat),
            ("POST", r"/_sim/chats/{id:\d+}/{act:\w+}", _act),
            ("GET", "/_sim/events", tools.events),
            ("GET", "/_sim/files/{file_id}", tools.file),
            ("POST", "/_sim/clock", tools.move_clock),
            ("GET", "/_sim/journal", tools.journal),
            ("POST", "/_sim/replay", tools.replay),
            ("GET", "/_sim/faults", tools.see_faults),
            ("POST", "/_sim/faults", tools.add_fault),
            ("DELETE", "/_sim/faults", tools.clear_faults),
            ("POST", "/_sim/raw", tools.add_raw),
            ("POST", "/_sim/redeliver", tools.redeliver),
            ("POST", "/_sim/push", tools.push),
            ("*", "/{path:.*}", _page),
        ]
        return [web.route(verb, path, self._guarded(tool)) for verb, path, tool in guarded]

    def _tell_of_fault(self, entry: Json) -> None:
        """Let pages read again which faults are on when one has struck."""
        if entry.get("fault"):
            self._world.hub.publish(0, "state")

    def _guarded(self, tool: Tool) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not (self._allow_remote or _is_local(request)):
                return web.json_response({"error": "only from this machine"}, status=403)
            try:
                made = await tool(self._world, request)
            except ControlError as error:
                return web.json_response({"error": str(error)}, status=error.status)
            except (TypeError, ValueError) as error:  # what was given is of another kind than it should be
                return web.json_response({"error": f"cannot be read: {error}"}, status=400)
            return made if isinstance(made, web.StreamResponse) else web.json_response(made)

        return guarded


async def _state(world: World, _request: web.Request) -> Json:
    return views.state(world)


async def _document(_world: World, _request: web.Request) -> Json:
    return openapi.document()


async def _act(world: World, request: web.Request) -> Json:
    """Let a person do something."""
    act = ACTS.get(request.match_info["act"])
    if act is None:
        raise NoSuchThingError(f"nobody can {request.match_info['act']}")
    done = act(world, await read_wish(request))
    return (await done if inspect.isawaitable(done) else done).view()


async def _page(_world: World, request: web.Request) -> web.StreamResponse:
    """Give a file of the page; any other path is unknown in the Bot API's words."""
    path = (STATIC / (request.match_info["path"].removeprefix("static/") or "index.html")).resolve()
    if request.method not in {"GET", "HEAD"} or not path.is_relative_to(STATIC) or not path.is_file():
        return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


def _is_local(request: web.Request) -> bool:
    """Whether a call names this machine, and comes from no other site's page in a browser here."""
    origin = request.headers.get("Origin")
    hosts = [urlsplit(f"//{request.host}").hostname] + ([urlsplit(origin).hostname] if origin else [])
    return all(is_loopback(host or "") for host in hosts)
