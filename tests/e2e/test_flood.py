"""One person sends 10,000 messages within a minute; another one is answered as on any other day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.clock import monotonic
from bot.simulator import acts
from tests.e2e.conftest import IN_TOWN, SOFA, Process

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.driver import Driver
    from bot.simulator.server import Simulator

pytestmark = pytest.mark.slow

BURSTS, BURST = 10, 1000
MINUTE = 60
AT_MOST = 10.0  # seconds that an answer may take, on a busy machine and behind a whole burst


async def test_ten_thousand_messages_of_one_person_within_a_minute_do_not_slow_another(
    simulator: Simulator, environment: dict[str, str], driver: Driver, tmp_path: Path
) -> None:
    bot = Process(environment | {"JARDINS_PACE": "29"}, output=tmp_path / "bot.log")
    flooder = await driver.person("flooder", language="fr")
    resident = await driver.person("resident", language="fr")
    await bot.start()
    try:
        began = monotonic()
        for burst in range(BURSTS):
            for number in range(BURST):
                acts.say(simulator.world, flooder.id, f"{burst} {number}")
            await resident.mark()
            await resident.says("/aide")
            await resident.sees("Pour signaler", timeout=AT_MOST)
        assert monotonic() - began < MINUTE

        await resident.sends_photo(SOFA)
        await resident.press("ma position", at=IN_TOWN, timeout=AT_MOST)
    finally:
        await bot.end()
