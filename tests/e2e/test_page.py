"""The demonstration as its first visitor plays it: phones on a page in Chromium, and the real bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser import DESKTOP, PHONE, chromium, open_view
from tests.e2e.conftest import Process, becomes_officer
from tests.simulator.page_table import Phone

if TYPE_CHECKING:
    from playwright.async_api import Page

    from bot.simulator.driver import Driver
    from bot.simulator.server import Simulator

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def phone(page: Page, role: str) -> Phone:
    return Phone(page.locator(f'.holder[data-role="{role}"]'))


async def reports_on_the_page(resident: Phone) -> None:
    """Report with an album and a place, four gestures, as a visitor would."""
    await resident.start()
    await resident.sees("Bonjour")
    await resident.attach("Photos d'exemple")
    for name in ("canapé", "matelas"):
        await resident.here.get_by_role("button", name=name).click()
    await resident.send_sheet()
    await resident.sees("Où sont les déchets")
    await resident.press("Envoyer ma position")
    await resident.here.get_by_role("button", name="Cévennes, jardins familiaux").click()
    await resident.send_sheet()
    await resident.sees("Que voyez-vous")
    await resident.press("Meubles")
    await resident.sees("2 photos")
    await resident.press("Envoyer")
    await resident.sees("D-0001")


async def test_the_main_tale_is_played_on_a_desktop(
    bot: Process, driver: Driver, simulator: Simulator
) -> None:
    await driver.person("resident", first_name="Habitante")
    await becomes_officer(bot, driver)
    async with chromium() as browser:
        view = await open_view(browser, simulator.base_url, DESKTOP)
        resident, officer = phone(view.page, "resident"), phone(view.page, "officer")
        await reports_on_the_page(resident)

        await officer.sees("D-0001")
        await officer.press("Accepter")
        await officer.sees("La personne est prévenue")

        await resident.sees("Du nouveau")
        assert view.troubles == []


async def test_a_report_fits_a_phone_and_arabic_reads_from_the_right(
    bot: Process, driver: Driver, simulator: Simulator
) -> None:
    await driver.person("resident", first_name="Habitante")
    assert bot.running is not None
    async with chromium() as browser:
        view = await open_view(browser, simulator.base_url, PHONE)
        resident = phone(view.page, "resident")
        await reports_on_the_page(resident)

        await resident.press("Langue")
        await resident.press("العربية")
        bubble = await resident.sees("العربية")
        await resident.press("طلباتي")
        await resident.sees("D-0001")

        direction = await bubble.evaluate("node => getComputedStyle(node.querySelector('[dir]')).direction")
        assert direction == "rtl"
        assert not await view.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        await expect(view.page.locator(".holder")).to_have_count(1)
        assert view.troubles == []
