"""A whole bot of the edge around an echo, in this process, against a loopback API."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import pytest

from bot import app
from bot.config import load_settings
from bot.storage.database import Database
from tests.jobs.echo import Echo
from tests.jobs.running import Read, Running, Start
from tests.jobs.server import TOKEN, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    server = Api()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def start(api: Api, tmp_path: Path) -> Start:
    """Return a function that runs a bot within a `with`."""

    @contextlib.asynccontextmanager
    async def started(
        database_url: str = "", echo: Echo | None = None, **more: str
    ) -> AsyncIterator[Running]:
        environment = {
            "JARDINS_TOKEN": TOKEN,
            "JARDINS_API_ROOT": api.root,
            "JARDINS_DATA_DIR": str(tmp_path / "var"),
            "JARDINS_DATABASE_URL": database_url,
            "JARDINS_HTTP": "127.0.0.1:0",
            "JARDINS_PACE": "0",
            **{f"JARDINS_{name.upper()}": value for name, value in more.items()},
        }
        settings = load_settings(environment)
        conversation, stop = echo or Echo(), asyncio.Event()
        task = asyncio.create_task(app.serve(settings, conversation, stop))
        running = Running(settings, conversation, task, stop)
        try:
            yield running
        finally:
            await running.end()

    return started


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that runs another on the bot's database."""

    async def reading(function: Callable[..., Any], *args: object) -> object:
        database = await Database.open("", tmp_path / "var")
        try:
            return await database.run(function, *args)
        finally:
            await database.close()

    return reading
