"""A running simulator, a bare client of its Bot API, a driver of its people; nothing of our bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.clock import FileClock
from bot.simulator.driver import Driver
from bot.simulator.server import DEMO_TOKEN, Simulator
from tests.simulator.api import Api
from tests.simulator.kept_browser import keeping_chromium

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.simulator.driver import DrivenPerson


@pytest.fixture
def clock(tmp_path: Path) -> FileClock:
    return FileClock(tmp_path / "clock")


@pytest.fixture
async def simulator(clock: FileClock) -> AsyncIterator[Simulator]:
    running = Simulator(DEMO_TOKEN, clock)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def api(simulator: Simulator) -> AsyncIterator[Api]:
    async with Api(simulator.base_url, DEMO_TOKEN) as client:
        yield client


@pytest.fixture
async def driver(simulator: Simulator) -> AsyncIterator[Driver]:
    async with Driver(simulator.base_url) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def kept_chromium() -> AsyncIterator[None]:
    """One Chromium for all tests of the page; each opens it in a profile of its own."""
    async with keeping_chromium():
        yield


@pytest.fixture
async def resident(driver: Driver) -> DrivenPerson:
    """A resident who has started the bot; the update of that is confirmed away by no one."""
    person = await driver.person("resident", language="fr")
    await person.starts()
    return person
