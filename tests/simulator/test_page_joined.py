"""Everything that can be joined to a chat on the page reaches the bot and shows in a bubble."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.kept_browser import ON_THE_PAGE
from tests.simulator.page_table import laid_table

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = ON_THE_PAGE

SAMPLES = "bot/simulator/static/samples"


@pytest.mark.parametrize(
    ("kind", "shown", "told"),
    [
        ("Message vocal", ".voice", "voice"),
        ("Autocollant", ".sticker", "sticker"),
        ("Sondage", ".poll", "poll"),
    ],
)
async def test_what_needs_no_choice_is_sent_at_once(tmp_path: Path, kind: str, shown: str, told: str) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach(kind)

        await expect(resident.here.locator(f".own {shown}")).to_be_visible()
        assert await table.told(told)


async def test_a_live_location_says_for_how_long(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach("Position en direct")
        await resident.here.get_by_label("Durée").select_option("3600")
        await resident.send_sheet()

        await resident.sees("Position en direct", "own")
        assert (await table.told("location"))["location"]["live_period"] == 3600


async def test_a_named_place_carries_its_name_and_address(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach("Lieu nommé")
        await resident.here.get_by_label("Nom du lieu").fill("Parc Cauvel")
        await resident.here.get_by_label("Adresse").fill("Entrée nord")
        await resident.send_sheet()

        await expect(await resident.sees("Parc Cauvel", "own")).to_contain_text("Entrée nord")


async def test_a_contact_is_ones_own_or_somebody_elses(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach("Contact")
        await resident.here.get_by_role("button", name="Partager mon numéro").click()
        await resident.sees("Habitante", "own")

        await resident.attach("Contact")
        await resident.here.get_by_label("Prénom").fill("Gardien")
        await resident.send_sheet()

        await resident.sees("Gardien", "own")


async def test_photos_from_the_disk_make_one_album_with_its_caption(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        async with table.page.expect_file_chooser() as chooser:
            await resident.attach("Photo")
        names = ("sofa", "bags", "rubble")
        await (await chooser.value).set_files([f"{SAMPLES}/{name}.jpg" for name in names])
        await resident.here.get_by_label("Légende").fill("devant la porte")
        await resident.send_sheet()

        album = await resident.sees("devant la porte", "own")
        await expect(album.locator(".album.of-3 img")).to_have_count(3)
        await album.get_by_role("button", name="Photo 1 sur 3").click()
        await expect(table.page.get_by_role("dialog", name="Photo 1 sur 3")).to_be_visible()


async def test_a_photo_sent_as_a_file_stays_a_file(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach("Photos d'exemple")
        await resident.here.get_by_role("button", name="gravats").click()
        await resident.here.get_by_label("Envoyer comme fichier").check()
        await resident.send_sheet()

        await expect(await resident.sees("rubble.jpg", "own")).to_contain_text("ko")


async def test_a_key_that_asks_for_the_number_shares_it(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach("Photos d'exemple")
        await resident.here.get_by_role("button", name="gravats").click()
        await resident.send_sheet()
        await resident.sees("Où sont les déchets")
        await resident.press("Mon numéro")

        await resident.sees("+33", "own")
