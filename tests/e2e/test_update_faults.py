"""A report arrives whole and once, however badly the updates of it reach the real bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import BAGS, IN_TOWN, SOFA, Process, becomes_officer, until

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver

pytestmark = pytest.mark.slow

ALBUM_SPLIT: dict[str, Any] = {"kind": "split"}
TWICE: dict[str, Any] = {"kind": "duplicate", "times": 50}
LATE: dict[str, Any] = {"kind": "delay", "seconds": 0.5}
SWAPPED: dict[str, Any] = {"kind": "reorder", "seconds": 0.7}


async def reports_an_album(resident: DrivenPerson) -> None:
    """Report with two photos at once."""
    await resident.sends_album([SOFA, BAGS])
    await resident.press("ma position", at=IN_TOWN)
    await resident.press("Meubles")
    await resident.press("Envoyer")


@pytest.mark.parametrize(
    "faults",
    [
        [ALBUM_SPLIT, LATE, SWAPPED, TWICE],
        [SWAPPED, LATE, TWICE],  # the second photo first, the place late
        [{**TWICE, "times": 2}, LATE],
    ],
    ids=["all", "swapped album", "doubled album"],
)
async def test_a_report_with_an_album_is_filed_once_with_all_its_photos(
    bot: Process, driver: Driver, faults: list[dict[str, Any]]
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    for fault in faults:
        await driver.fault(**fault, chat_id=resident.id)

    await reports_an_album(resident)

    await resident.sees("D-0001")
    card = await officer.sees("D-0001")
    assert "2 photos" in card["caption"]
    await driver.clear_faults()

    async def kept() -> bool:
        return len(bot.photos) == 2

    await until(kept)
    await resident.starts()  # what came before it has had its effect once this is answered
    await resident.sees("Bonjour")
    assert len(bot.photos) == 2
    struck = {entry.get("fault") for entry in await driver.journal() if entry["kind"] == "update"}
    assert {fault["kind"] for fault in faults} <= struck
    shown = str(await officer.screen()) + str(await resident.screen())
    assert "D-0001" in shown
    assert "D-0002" not in shown
