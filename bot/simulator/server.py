"""The simulator as one thing: a local Bot API server, its control API and its page on one port.

It keeps everything in memory: stopped, it has forgotten all.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from aiohttp import web

from bot.simulator.answering import answer
from bot.simulator.control import Control
from bot.simulator.errors import NotLoopbackError
from bot.simulator.front import Front
from bot.simulator.people import USERNAME, BotAccount
from bot.simulator.webhook import is_loopback
from bot.simulator.world import World

if TYPE_CHECKING:
    from bot.clock import Clock

DEMO_TOKEN = "1000000001:demonstration-token-no-secret-at-al"  # noqa: S105 - valid in shape, opens nothing
_log = logging.getLogger(__name__)
SHUTDOWN_SECONDS = 1.0
PHONES = (("resident", "Habitante"), ("resident2", "Voisin"), ("officer", "Concertation"))


class Simulator:
    """A simulated Telegram with one bot, the one whose token this is."""

    def __init__(
        self,
        token: str,
        clock: Clock,
        *,
        flood: bool = False,
        allow_remote: bool = False,
        username: str = USERNAME,
    ) -> None:
        account = BotAccount(int(token.partition(":")[0]), username)
        self.token = token
        self.base_url = ""
        self.world = World(account, clock, flood=flood)
        self._allow_remote = allow_remote
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen and return the base URL; raises NotLoopbackError for other hosts unless allowed."""
        if not (self._allow_remote or is_loopback(host)):
            raise NotLoopbackError
        if not is_loopback(host):
            _log.warning("the simulator can be driven by anybody who reaches %s:%s", host, port)
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        shown = f"[{host}]" if ":" in host else host
        self.base_url = f"http://{shown}:{self._runner.addresses[0][1]}"
        return self.base_url

    async def stop(self) -> None:
        """Let everybody who waits go and stop listening."""
        self.world.poller.release()
        self.world.hub.close()
        await self.world.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _application(self) -> web.Application:
        control = Control(self.world, allow_remote=self._allow_remote)
        application = web.Application(client_max_size=64 << 20)
        application.add_routes(Front(self.world, self.token).routes())
        application.add_routes(control.routes())
        self.world.webhook.execute = lambda call: answer(self.world, call)
        return application


async def serve(
    host: str,
    port: int,
    token: str,
    clock: Clock,
    *,
    flood: bool = True,
    allow_remote: bool = False,
) -> Simulator:
    """Start a simulator with the phones of the demonstration and return it; `stop` ends it."""
    simulator = Simulator(token, clock, flood=flood, allow_remote=allow_remote)
    for role, first_name in PHONES:
        simulator.world.people.add(role, first_name)
    await simulator.start(host, port)
    return simulator
