from __future__ import annotations

import asyncio
import itertools
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.clock import SystemClock
from bot.simulator.driver import Driver
from bot.simulator.server import DEMO_TOKEN, Simulator
from bot.storage.database import Database
from bot.storage.tables import requests

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.driver import DrivenPerson
    from tests.crash.life import Lives

PHOTO = Path(__file__).parents[2] / "bot" / "simulator" / "static" / "samples" / "sofa.jpg"
IN_TOWN = (44.1402, 4.0803)
APART = 0.001  # degrees, some 80 to 110 metres: nobody is asked whether a neighbour's report is the same
PATIENCE = 60.0
LISTENING = "health and metrics on"


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """Telegram outlives every bot."""
    made = Simulator(DEMO_TOKEN, SystemClock(), flood=False)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def bot(lives: Lives, simulator: Simulator) -> Lives:
    """The whole bot this time, not an echo."""
    environment = lives.environment | {"JARDINS_TOKEN": DEMO_TOKEN, "JARDINS_API_ROOT": simulator.base_url}
    environment["JARDINS_LOG"] = "info"
    lives.command, lives.environment = [sys.executable, "-m", "bot", "run"], environment
    return lives


@pytest.mark.parametrize("people", [6, pytest.param(20, marks=pytest.mark.slow)])
async def test_people_who_report_while_the_bot_is_killed_again_and_again_each_file_one_report(
    bot: Lives, simulator: Simulator, tmp_path: Path, people: int
) -> None:
    async with Driver(simulator.base_url) as driver:
        residents = [await driver.person(f"resident{number}", language="fr") for number in range(people)]
        killing = asyncio.create_task(_kill_again_and_again(bot))
        try:
            await asyncio.gather(*[_report(resident, number) for number, resident in enumerate(residents)])
        finally:
            killing.cancel()
            await asyncio.wait([killing])
        last = await bot.begin()
        await _polling(bot)
        references = [await _reference(resident) for resident in residents]
        assert await bot.end(last) == 0
    assert len(set(references)) == people
    assert sorted(await _filed(bot, tmp_path)) == sorted(references)
    assert "set aside" not in bot.told()


async def _report(resident: DrivenPerson, number: int) -> None:
    await asyncio.sleep(number * 0.5)  # not all at the same step
    await resident.sends_photo(PHOTO)
    await resident.press("ma position", at=_place(number), timeout=PATIENCE)
    await resident.press("Meubles", timeout=PATIENCE)
    await resident.press("Envoyer", timeout=PATIENCE)
    await resident.sees("Votre numéro", timeout=PATIENCE)


def _place(number: int) -> tuple[float, float]:
    latitude, longitude = IN_TOWN
    return latitude + APART * (number // 5), longitude + APART * (number % 5)


async def _kill_again_and_again(bot: Lives) -> None:
    chance = random.Random(7)  # noqa: S311 - the same moments each time
    for life in itertools.count():
        process = await bot.begin()
        try:
            if life % 4:  # every fourth is killed while it starts
                await _polling(bot)
            await asyncio.sleep(chance.uniform(0, 0.8))
        finally:
            await bot.kill(process)


async def _polling(bot: Lives) -> None:
    """Wait until the newest bot says where its health is, which it does when it begins to poll."""
    before = bot.told().count(LISTENING)
    while bot.told().count(LISTENING) == before:  # noqa: ASYNC110 - the bot is another process
        await asyncio.sleep(0.02)


async def _reference(resident: DrivenPerson) -> str:
    """Return the one number that this person was told, however often it was said."""
    told = {
        word.strip(".,")
        for message in await resident.screen()
        if message["from_bot"] and "Votre numéro" in message.get("text", "")
        for word in message["text"].split()
        if word.startswith("D-")
    }
    (reference,) = map(str, told)
    return reference


async def _filed(bot: Lives, tmp_path: Path) -> list[str]:
    database = await Database.open(bot.environment["JARDINS_DATABASE_URL"], tmp_path / "var")
    try:
        found = await database.run(lambda connection: connection.execute(select(requests.c.reference)).all())
        return [str(row.reference) for row in found]
    finally:
        await database.close()
