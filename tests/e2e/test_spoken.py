"""A voice note travels from a resident's phone to the officer's ear, through the real process and server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import IN_TOWN, Process, becomes_officer

if TYPE_CHECKING:
    from bot.simulator.driver import Driver

pytestmark = pytest.mark.slow


async def test_a_report_told_aloud_is_heard_by_the_officer(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")

    await resident.sends_voice()
    await resident.sees("votre message vocal")
    await resident.press("Pas de photo")
    await resident.press("ma position", at=IN_TOWN)
    await resident.press("Meubles")
    await resident.press("Envoyer")
    await officer.sees("1 message vocal")
    await officer.press("Écouter")

    heard = await officer.sees("🎤 D-0001")
    assert "voice" in heard
