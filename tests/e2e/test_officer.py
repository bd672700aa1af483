"""What officers do beside deciding, through the real process and server: joining duplicates, blurring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.e2e.conftest import BAGS, IN_TOWN, SOFA, Process, becomes_officer, reports, until

if TYPE_CHECKING:
    from bot.simulator.driver import Driver

pytestmark = pytest.mark.slow


async def test_a_duplicate_joins_the_kept_report_and_its_reporter_hears_of_the_end(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    first, second = [await driver.person(role, language="fr") for role in ("resident", "resident2")]
    await reports(first)
    await officer.sees("D-0001")
    await second.sends_photo(BAGS)
    await second.sees("Où sont les déchets")
    await second.shares_location(*IN_TOWN)
    await second.press("Meubles")
    await second.press("Non, un autre")
    await second.press("Envoyer")
    await second.sees("D-0002")

    await officer.press("Doublon")
    await officer.press("D-0002")

    await first.sees("rejoint D-0002")
    await officer.press("Suivant")
    await officer.sees("1 autre personne")
    await officer.press("Nettoyé")
    await officer.press("Pas de photo")
    await first.sees("C'est nettoyé")
    await second.sees("C'est propre maintenant")
    assert bot.running is not None


async def test_a_blurred_photo_takes_the_place_of_the_original_on_disk_and_on_the_card(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await reports(resident)
    card = await officer.sees("D-0001")

    async def kept() -> bool:
        return len(bot.photos) == 1

    await until(kept)
    (original,) = bot.photos
    with Image.open(SOFA) as sofa:
        size = sofa.size
    await officer.press("📷 Photos")
    await officer.press("Flouter la photo")

    async def swapped() -> bool:
        return len(bot.photos) == 1 and bot.photos[0] != original

    await until(swapped)
    with Image.open(bot.photos[0]) as copy:
        assert copy.size == size

    async def redrawn() -> bool:
        shown = [each for each in await officer.screen() if each["message_id"] == card["message_id"]]
        return {each["file_unique_id"] for each in shown[0]["photo"]}.isdisjoint(
            each["file_unique_id"] for each in card["photo"]
        )

    await until(redrawn)
