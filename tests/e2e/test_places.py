"""Ways to say where, through the real process and server: a photo's own place, a live location."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.e2e.conftest import IN_TOWN, SOFA, Process, becomes_officer, until
from tests.taken import taken_at

if TYPE_CHECKING:
    from bot.simulator.driver import Driver

pytestmark = pytest.mark.slow


async def test_the_place_of_a_photo_is_offered_and_its_kept_copy_does_not_have_it(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await resident.sends_document(taken_at(), "photo.jpg", "image/jpeg")
    await resident.sees("La photo indique un lieu")
    shown = [message["location"] for message in await resident.screen() if "location" in message]
    assert [(each["latitude"], each["longitude"]) for each in shown] == [IN_TOWN]
    await resident.press("Oui, c'est là")
    await resident.press("Sacs")
    await resident.press("Envoyer")
    await officer.sees("Point sur la carte")

    async def kept() -> bool:
        return bool(bot.photos)

    await until(kept)
    with Image.open(bot.photos[0]) as copy:
        assert not copy.getexif()


async def test_a_live_location_counts_where_it_began_and_its_moves_disturb_nothing(
    bot: Process, driver: Driver
) -> None:
    resident = await driver.person("resident", language="fr")
    assert bot.running is not None
    await resident.sends_photo(SOFA)
    await resident.sees("Où sont les déchets")
    live = await resident.shares_live_location(*IN_TOWN)
    await resident.sees("Que voyez-vous")
    await resident.moves(live["message_id"], 44.1262, 4.0690)
    await resident.stops_sharing(live["message_id"])
    await resident.press("Sacs")
    await resident.press("Envoyer")
    await resident.sees("D-0001")
    asked = [message for message in await resident.screen() if "Que voyez-vous" in message.get("text", "")]
    assert len(asked) == 1


async def test_out_of_town_it_is_said_whose_it_is_filed_and_flagged_and_the_place_comes_back(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await resident.sends_photo(SOFA)
    await resident.shares_location(43.8367, 4.3601)
    await resident.sees("la mairie de cette commune")
    await resident.press("Sacs")
    await resident.press("Envoyer")
    await officer.sees("Hors de la commune")

    await resident.sends_photo(SOFA)
    await resident.mark()
    await resident.press("Même lieu")
    await resident.sees("Que voyez-vous")
    await resident.press("Gravats")
    await resident.sees("Votre signalement")
    await resident.press("Envoyer")
    await resident.sees("D-0002")
