"""Somebody is erased to the last byte on the disk, and somebody without Telegram gets theirs linked later."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import IN_TOWN, SOFA, Process, becomes_officer, until

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver

pytestmark = pytest.mark.slow

MARKS = ("marque-de-la-photo", "marque-du-lieu")


def left(bot: Process) -> list[str]:
    """Return which marks are in any file of the data directory, the database's log included."""
    folder = Path(bot.environment["JARDINS_DATA_DIR"])
    held = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    return [mark for mark in MARKS if mark.encode() in held]


async def test_nothing_of_an_erased_person_is_left_on_the_disk(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await resident.sends_photo(SOFA, caption=MARKS[0])
    await resident.sees("Où sont les déchets")
    await resident.says(MARKS[1])
    await resident.press("Tamaris")
    await resident.press("Meubles")
    await resident.press("Envoyer")
    await resident.sees("D-0001")
    await officer.sees(MARKS[1])

    async def photo_kept() -> bool:
        return len(bot.photos) == 1

    await until(photo_kept)
    assert left(bot) == [*MARKS]

    await resident.says("/supprimer")
    await resident.press("Oui, tout effacer")
    await resident.sees("C'est effacé")

    async def gone() -> bool:
        return bot.photos == [] and left(bot) == []

    await until(gone)
    card = await officer.sees("D-0001")
    assert MARKS[1] not in card["caption"]
    await resident.starts()
    await resident.sees("🌍")


async def enters(officer: DrivenPerson) -> None:
    """Enter an application for somebody who sits there."""
    await officer.says("/inscrire")
    for label in ("C'est lu", "Oui", "Tamaris", "Plus de deux ans"):
        await officer.press(label)
    await officer.sees("le matin")  # its « Oui » is the second one
    for label in ("Oui", "Peu importe", "Tout me va"):
        await officer.press(label)
    await officer.sees("prénom")
    await officer.says("Camille Exemple")
    await officer.press("Darija")
    await officer.sees("quel numéro")
    await officer.says("06 39 98 12 34")
    await officer.press("Envoyer")
    await officer.sees("La personne est inscrite")


async def test_somebody_without_telegram_is_entered_and_linked_later(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    await enters(officer)
    await officer.press("Lien ou QR")
    shown = await officer.sees("start=l-")
    found = re.search(r"start=(l-[\w-]{22})", shown["caption"])
    assert found is not None
    assert "photo" in shown

    person = await driver.person("newcomer", language="fr")
    await person.starts(found[1])
    await person.sees("relié à votre dossier")
    await person.says("/demandes")
    await person.sees("E-0001")
    stranger = await driver.person("stranger", language="fr")
    await stranger.starts(found[1])
    await stranger.sees("lien")
    await stranger.says("/demandes")
    await stranger.sees("pas encore")


async def test_the_whole_file_arrives_as_two_documents(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await resident.sends_photo(SOFA)
    await resident.press("ma position", at=IN_TOWN)
    await resident.press("Meubles")
    await resident.press("Envoyer")
    await resident.sees("D-0001")
    await resident.says("/mesdonnees")
    await resident.press("Tout recevoir")
    await officer.press("Identité vérifiée")
    await resident.sees("Voici toutes vos données")

    async def arrived() -> bool:
        files = [message["document"] for message in await resident.screen() if "document" in message]
        names = [file["file_name"] for file in files]
        return names == ["mes-donnees.html", "mes-donnees.json"]

    await until(arrived)
