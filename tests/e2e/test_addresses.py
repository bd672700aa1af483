"""An address register stands beside the bot: its answers come back into the chat, its faults do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import IN_TOWN, SOFA, Process, becomes_officer
from tests.register import Register

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.simulator.driver import Driver

pytestmark = pytest.mark.slow


@pytest.fixture(name="register")
async def _register() -> AsyncIterator[Register]:
    register = Register()
    await register.start()
    yield register
    await register.stop()


@pytest.fixture(name="asking")
async def _asking(environment: dict[str, str], register: Register, tmp_path: Path) -> AsyncIterator[Process]:
    """A running bot that may ask the register."""
    process = Process({**environment, "JARDINS_GEOCODER_URL": register.root}, output=tmp_path / "asking.log")
    await process.start()
    yield process
    await process.end()


async def test_a_typed_address_is_shown_back_and_becomes_a_point_at_one_tap(
    asking: Process, driver: Driver, register: Register
) -> None:
    officer = await becomes_officer(asking, driver)
    resident = await driver.person("resident", language="fr")
    await resident.sends_photo(SOFA)
    await resident.sees("Où sont les déchets")
    await resident.says("12 rue des acacias, devant le garage")
    await resident.sees("12 Rue des Acacias 30100 Alès")
    await resident.press("Oui, c'est là")
    await resident.press("Meubles")
    await resident.press("Envoyer")
    card = await officer.sees("12 Rue des Acacias 30100 Alès")
    assert "devant le garage" in card["caption"]
    assert [operation for operation, _ in register.asked] == ["search"]


async def test_a_shared_point_shows_its_address_on_the_summary(asking: Process, driver: Driver) -> None:
    resident = await driver.person("resident", language="ar")
    assert asking.running is not None
    await resident.sends_photo(SOFA)
    await resident.sees("أين النفايات")
    await resident.shares_location(*IN_TOWN)
    await resident.sees("3 Rue Docteur-Coulet")
    await resident.press("أكياس")
    await resident.press("إرسال")
    await resident.sees("D-0001")


async def test_a_register_that_is_down_is_noticed_by_nobody(
    asking: Process, driver: Driver, register: Register
) -> None:
    register.faults += [(500, "")] * 9
    officer = await becomes_officer(asking, driver)
    resident = await driver.person("resident", language="fr")
    await resident.sends_photo(SOFA)
    await resident.sees("Où sont les déchets")
    await resident.says("12 rue des acacias")
    await resident.press("Tamaris")
    await resident.press("Meubles")
    await resident.press("Envoyer")
    await officer.sees("12 rue des acacias")
