"""Builds everything of the running bot, wires it, and takes it down in order; no rule and no word is here."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from typing import TYPE_CHECKING

from telegram import Bot

from bot.clock import FileClock, SystemClock
from bot.handlers.request import AiohttpRequest
from bot.jobs.asides import CallErrand, FlushErrand, PictureErrand
from bot.jobs.blurring import BlurErrand, EraseErrand
from bot.jobs.core import Core
from bot.jobs.errands import Doer, Errands
from bot.jobs.exporting import makers
from bot.jobs.geocoder import GeocoderErrand
from bot.jobs.halts import AddressTaken, TaskEnded, TokenRefused
from bot.jobs.health import Health
from bot.jobs.metrics import Metrics
from bot.jobs.pace import Pace
from bot.jobs.photos import PhotoErrand
from bot.jobs.poller import Poller
from bot.jobs.positions import PositionErrand
from bot.jobs.pulse import Pulse
from bot.jobs.sender import Sender
from bot.jobs.spinner import Spinner
from bot.jobs.ticks import Ticks, Wakers
from bot.jobs.weather import WeatherErrand
from bot.jobs.webhook import Webhook
from bot.storage import facts, inputs, outbox
from bot.storage.database import Database
from bot.storage.errors import Halt
from bot.storage.migrate import migrate
from bot.web.server import Endpoint, Server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterable
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.clock import Clock
    from bot.config import Settings
    from bot.jobs.exchange import Claims
    from bot.jobs.seams import Conversation

_log = logging.getLogger(__name__)

#: Seconds between two looks at what is due: a real clock, and one that a test or the demo moves.
LOOK, LOOK_MOVED = 1.0, 0.1


async def run(settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT; return the exit code."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return await serve(settings, _conversation(settings), stop)


async def serve(settings: Settings, conversation: Conversation, stop: asyncio.Event) -> int:
    """Serve until `stop` is set; return the exit code: 0, or that of the `Halt` that was logged."""
    try:
        async with _database(settings) as database:
            if await _our_turn(database, stop):
                await migrate(database)
                await _Process(settings, database, conversation).serve(stop)
    except Halt as halt:
        _log.critical("%s", halt)
        return halt.exit_code
    return 0


def clock_of(settings: Settings) -> Clock:
    """Return the clock that the settings ask for."""
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()


def _conversation(settings: Settings) -> Conversation:
    from bot.handlers.conversation import build  # noqa: PLC0415 - tests of the edge need neither words nor a town

    return build(settings)


@contextlib.asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    """Open the database; closing it is what lets the process end."""
    database = await Database.open(settings.database_url, settings.data_dir)
    try:
        yield database
    finally:
        await database.close()


async def _our_turn(database: Database, stop: asyncio.Event) -> bool:
    """Become the one process that serves this database; False when told to stop while standing by."""
    leading, stopped = asyncio.create_task(database.lead()), asyncio.create_task(stop.wait())
    await asyncio.wait([leading, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if leading.done():
        leading.result()
        return True
    leading.cancel()
    return False


class _Process:
    """The parts of one running bot."""

    def __init__(self, settings: Settings, database: Database, conversation: Conversation) -> None:
        if settings.token is None:
            raise TokenRefused
        token = settings.token.reveal()
        self._settings, self._database, self._conversation = settings, database, conversation
        self._bot_id = int(token.partition(":")[0])
        self._clock = clock_of(settings)
        self._pulse, self._metrics = Pulse(), Metrics()
        self._root = f"{settings.api_root}/bot{token}"
        self._request = AiohttpRequest()
        bot = Bot(
            token,
            base_url=f"{settings.api_root}/bot",
            base_file_url=f"{settings.api_root}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )
        pace = Pace(settings.pace, most=int(settings.pace) + 1)
        self._spinner = Spinner(bot, pace)
        self._sender = Sender(
            bot, database, conversation, self._clock, pace=pace, pulse=self._pulse, metrics=self._metrics
        )
        self._core = Core(
            database,
            conversation,
            self._clock,
            pulse=self._pulse,
            metrics=self._metrics,
            answer=self._spinner.answer,
            handled=self._handled,
            room=self._sender.room,
        )
        self._errands = Errands(database, self._clock, self._doers(bot), self._core.wake)
        self._webhook = self._make_webhook()
        self._server = self._make_server()

    async def serve(self, stop: asyncio.Event) -> None:
        """Run every part until `stop` is set; raise what ended the first one that ended."""
        await self._request.initialize()
        try:
            clean = await self._database.run(begin, self._bot_id, self._clock.now())
            if not clean:
                _log.warning("the last process did not end cleanly: what it left is taken one by one")
                self._core.be_careful(await self._database.run(inputs.last_pending))
            _calm_the_collector()
            await self._supervise(stop)
            await self._database.run(facts.stop)
        finally:
            await self._request.shutdown()

    async def _supervise(self, stop: asyncio.Event) -> None:
        parts: list[Coroutine[None, None, object]] = [
            self._receive(),
            self._core.run(),
            self._sender.run(),
            self._errands.run(),
            self._tick(),
            self._listen(),
            stop.wait(),
        ]
        tasks = [asyncio.create_task(part) for part in parts]
        _, core, sender, *_ = tasks
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            failed = [task.exception() for task in tasks if task.done() and task.exception()]
        finally:
            await self._take_down(tasks, {core, sender})
        for error in failed:
            assert error is not None
            raise error
        if not stop.is_set():
            raise TaskEnded

    async def _take_down(self, tasks: list[asyncio.Task[object]], last: set[asyncio.Task[object]]) -> None:
        """First what brings work in, then the core after its group, the sender once its marks are written."""
        await _cancel(task for task in tasks if task not in last)
        await self._core.stop(1.0)
        await self._spinner.stop()
        await self._sender.stop()
        await _cancel(last)

    def _doers(self, bot: Bot) -> dict[str, Doer]:
        """Return who runs the errands of each kind."""
        settings, folder = self._settings, self._settings.data_dir / "photos"
        photos = PhotoErrand(bot, self._request, folder)
        return {
            **dict.fromkeys(("photo", "sheet"), photos),
            "taken": PositionErrand(photos, self._clock),
            "blur": BlurErrand(folder),
            "erase": EraseErrand(self._database, folder),
            "call": CallErrand(self._request, self._root),
            "picture": PictureErrand(bot),
            "flush": FlushErrand(self._database),
            "address": GeocoderErrand(self._request, settings.geocoder_url, self._database, self._clock),
            **makers(self._database, self._clock, settings.territory, folder),
            "weather": WeatherErrand(self._request, settings.weather_url, self._clock),
        }

    def _handled(self, claims: Claims) -> None:
        self._sender.launch(claims)
        self._errands.wake()

    async def _receive(self) -> None:
        if self._webhook is not None:
            await self._webhook.run()
            return
        given = self._request, self._root, self._database, self._clock
        pulse, metrics = self._pulse, self._metrics
        await Poller(*given, pulse=pulse, metrics=metrics, stored=self._core.wake).run()

    async def _tick(self) -> None:
        wakers = Wakers(self._core.wake, self._sender.wake, self._errands.wake)
        every = LOOK_MOVED if self._settings.clock_file else LOOK
        talk, pulse = self._conversation, self._pulse
        await Ticks(self._database, talk, self._clock, pulse=pulse, wakers=wakers, every=every).run()

    async def _listen(self) -> None:
        address = self._settings.http
        try:
            port = await self._server.start(address.host, address.port)
        except OSError as error:
            raise AddressTaken(f"{address.host}:{address.port} ({error.strerror})") from error
        _log.info("health and metrics on http://%s:%d", address.host, port)
        try:
            await asyncio.Event().wait()
        finally:
            await self._server.stop()

    def _make_webhook(self) -> Webhook | None:
        settings = self._settings
        if settings.webhook_url is None or settings.webhook_secret is None:
            return None
        return Webhook(
            self._request,
            self._root,
            self._database,
            self._clock,
            url=settings.webhook_url,
            secret=settings.webhook_secret.reveal(),
            pulse=self._pulse,
            metrics=self._metrics,
            stored=self._core.wake,
        )

    def _make_server(self) -> Server:
        health = Health(
            self._database,
            self._clock,
            self._pulse,
            self._metrics,
            lambda: self._sender.in_flight() + self._errands.running(),
        )
        webhook, settings = self._webhook, self._settings
        endpoint = None
        if webhook and settings.webhook_url and settings.webhook_secret:
            endpoint = Endpoint(settings.webhook_url, settings.webhook_secret.reveal(), webhook.receive)
        return Server(health.report, self._metrics.registry, endpoint)


async def _cancel(tasks: Iterable[asyncio.Task[object]]) -> None:
    """Cancel tasks and wait until they have ended."""
    ending = list(tasks)
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)


def _calm_the_collector() -> None:
    """What was loaded so far stays; looking through it again and again is a tenth of a busy bot's time."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)


def begin(connection: Connection, bot_id: int, now: datetime) -> bool:
    """Note that a process has begun, an input like any other; return whether the last one ended cleanly."""
    facts.bind_bot(connection, bot_id)
    inputs.add(connection, "start", [(now.isoformat(), "{}")], now)
    outbox.recover(connection)
    return facts.start(connection)
