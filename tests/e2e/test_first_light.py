"""A report travels from a resident's phone to the officer and back, through the real process and server."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.e2e.conftest import BAGS, IN_TOWN, SOFA, Process, becomes_officer, free_port, reports, until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.driver import Driver

pytestmark = pytest.mark.slow

WEEK = 7 * 24 * 3600


async def test_a_report_is_filed_decided_and_told(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")

    await resident.sends_album([SOFA, BAGS], split=True)
    await resident.press("ma position", at=IN_TOWN)
    await resident.press("Meubles")
    await resident.press("Envoyer")
    await resident.sees("D-0001")
    card = await officer.sees("D-0001")
    assert "2 photos" in card["caption"]
    await officer.press("Je m'en occupe")
    await officer.sees("Vous vous en occupez")
    await officer.press("Planifier")
    await officer.press("Annuler")
    await officer.press("Nettoyé")
    await officer.sends_photo(BAGS)

    await resident.sees("C'est nettoyé")
    shown = [message for message in await resident.screen() if message["from_bot"] and "photo" in message]
    assert len(shown) == 1  # the after-photo


async def test_a_resident_who_reads_arabic_is_told_in_arabic(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="ar")
    await resident.sends_photo(SOFA)
    await resident.sees("أين النفايات")
    await resident.shares_location(*IN_TOWN)
    await resident.press("أكياس")
    await resident.press("إرسال")
    await officer.press("Accepter")

    await resident.sees("D-0001")
    assert "prévenue" in (await officer.sees("prévenue"))["text"]


async def test_the_same_on_postgresql(
    environment: dict[str, str], postgres_url: str, driver: Driver, tmp_path: Path
) -> None:
    process = Process(environment | {"JARDINS_DATABASE_URL": postgres_url}, output=tmp_path / "bot.log")
    await process.start()
    try:
        officer = await becomes_officer(process, driver)
        resident = await driver.person("resident", language="fr")
        await reports(resident)
        await officer.press("Accepter")
        await resident.sees("Accepté")
    finally:
        await process.end()


async def test_an_interrupted_report_survives_a_kill_and_a_week(bot: Process, driver: Driver) -> None:
    resident = await driver.person("resident", language="fr")
    await resident.sends_photo(SOFA)
    await resident.press("ma position", at=IN_TOWN)
    await resident.sees("Que voyez-vous")

    await bot.end(signal.SIGKILL)
    await driver.advance(WEEK)
    await bot.start()
    await resident.starts()
    await resident.sees("réponses sont gardées")
    await resident.press("Gravats")
    await resident.press("Envoyer")

    await resident.sees("D-0001")


async def test_photos_are_kept_without_metadata_and_once(
    bot: Process, driver: Driver, tmp_path: Path
) -> None:
    officer = await becomes_officer(bot, driver)
    photo = tmp_path / "with_place.jpg"
    with Image.open(SOFA) as image:
        exif = Image.Exif()
        exif[0x010F] = "a maker"
        image.save(photo, exif=exif)
    resident = await driver.person("resident", language="fr")
    await resident.sends_document(photo.read_bytes(), "photo.jpg", "image/jpeg")
    await resident.press("ma position", at=IN_TOWN)
    await resident.press("Sacs")
    await resident.press("Envoyer")
    card = await officer.sees("1 photo")
    assert card["photo"]

    async def kept() -> bool:
        return bool(bot.photos)

    await until(kept)
    assert len(bot.photos) == 1
    with Image.open(bot.photos[0]) as copy:
        assert not copy.getexif()


async def test_a_card_without_a_photo_has_a_neutral_picture_that_can_be_edited(
    bot: Process, driver: Driver
) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await resident.starts()
    await resident.press("Signaler")
    await resident.press("Pas de photo")
    await resident.press("ma position", at=IN_TOWN)
    await resident.press("Gravats")
    await resident.press("Envoyer")
    assert (await officer.sees("D-0001"))["photo"]

    await officer.press("Je m'en occupe")

    await officer.sees("Vous vous en occupez")


async def test_two_officers_never_both_win(bot: Process, driver: Driver) -> None:
    first = await becomes_officer(bot, driver)
    second = await becomes_officer(bot, driver, "officer2")
    await reports(await driver.person("resident", language="fr"))
    mine, theirs = await first.sees("D-0001"), await second.sees("D-0001")

    data = mine["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await first.forge(mine["message_id"], data)
    await second.forge(theirs["message_id"], data)

    await first.sees("Vous vous en occupez")
    await second.sees("Quelqu'un de l'équipe")


async def test_a_message_that_telegram_refuses_for_a_while_arrives_once(bot: Process, driver: Driver) -> None:
    resident = await driver.person("resident", language="fr")
    await driver.fault(kind="429", method="sendMessage", times=1, retry_after=1)
    await driver.fault(kind="500", method="sendMessage", times=1)

    await resident.starts()
    await resident.sees("Bonjour", timeout=15)

    texts = [message.get("text", "") for message in await resident.screen() if message["from_bot"]]
    assert sum("Bonjour" in text for text in texts) == 1
    assert bot.running is not None


async def test_the_bot_puts_on_its_face_from_the_territory(bot: Process, driver: Driver) -> None:
    async def dressed() -> bool:
        face = (await driver.state())["bot"]
        return "es" in face["name"] and "es" in face["description"] and bool(face["picture"])

    await until(dressed)

    face = (await driver.state())["bot"]
    assert bot.running is not None
    assert face["name"]["ar"] != face["name"]["fr"]
    assert "photo" in face["description"]["fr"]


async def test_a_second_process_on_the_same_file_refuses_to_start(bot: Process, tmp_path: Path) -> None:
    rival = Process(
        bot.environment | {"JARDINS_HTTP": f"127.0.0.1:{free_port()}"}, output=tmp_path / "rival.log"
    )
    with pytest.raises(AssertionError):
        await rival.start()

    assert rival.running is not None
    assert rival.running.returncode == 3
    assert (tmp_path / "rival.log").read_text(encoding="utf-8").strip()
