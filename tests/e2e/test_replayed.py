"""A journal of the real bot, played again to a new process on new data, makes it do the very same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.clock import FileClock
from bot.simulator.driver import Driver
from bot.simulator.server import DEMO_TOKEN, Simulator
from tests.e2e.conftest import BAGS, IN_TOWN, SOFA, Process, free_port

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.shapes import Json

pytestmark = pytest.mark.slow


async def recorded(driver: Driver) -> list[Json]:
    """Report something and return the journal of it."""
    resident = await driver.person("resident", language="fr")
    await resident.starts()
    await resident.sees("Bonjour")
    await resident.sends_album([SOFA, BAGS])
    await resident.press("ma position", at=IN_TOWN)
    await resident.press("Meubles")
    await resident.press("Envoyer")
    await resident.sees("D-0001")
    return await driver.journal()


async def test_a_report_played_again_is_answered_in_the_same_calls(
    bot: Process, driver: Driver, tmp_path: Path
) -> None:
    journal = await recorded(driver)
    again = tmp_path / "again"
    simulator = Simulator(DEMO_TOKEN, FileClock(tmp_path / "clock"))
    root = await simulator.start()
    changed = {"JARDINS_API_ROOT": root, "JARDINS_DATA_DIR": str(again)}
    other = Process(
        bot.environment | changed | {"JARDINS_HTTP": f"127.0.0.1:{free_port()}"},
        output=tmp_path / "again.log",
    )
    await other.start()
    try:
        async with Driver(root) as second:
            made = await second.replay(journal, check=True, patience=15)
    finally:
        await other.end()
        await simulator.stop()
    assert made["skipped"] == []
    assert made["differences"] == []
    assert made["calls"] >= 5
