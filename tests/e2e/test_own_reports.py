"""Somebody adds to their report and takes it back, through the real process and server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import BAGS, Process, becomes_officer, reports

if TYPE_CHECKING:
    from bot.simulator.driver import Driver

pytestmark = pytest.mark.slow


async def test_a_photo_is_added_from_the_card_and_then_the_report_is_taken_back(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await reports(resident)
    await officer.sees("1 photo")

    await resident.says("/demandes")
    await resident.press("D-0001")
    card = await resident.sees("Dernier changement")
    assert card["photo"]
    await resident.press("Ajouter une photo")
    await resident.sends_photo(BAGS)
    await resident.sees("Autre chose")
    await resident.press("C'est fini")
    await officer.sees("2 photos")

    await resident.press("Retirer")
    await resident.press("Oui, retirer")
    await resident.sees("vous l'avez retiré")
    await officer.sees("a retiré son signalement")
