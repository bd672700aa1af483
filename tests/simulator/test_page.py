"""People talk with a bot on the page of phones, in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser import DESKTOP, PHONE
from tests.simulator.kept_browser import ON_THE_PAGE
from tests.simulator.page_bot import DESCRIPTION, WELCOME_AR
from tests.simulator.page_table import laid_table

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = ON_THE_PAGE

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@SIZES
async def test_an_empty_chat_says_what_the_bot_does_and_starts_with_one_button(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with laid_table(tmp_path, size) as table:
        resident = table.phone()
        await expect(resident.here.locator(".about")).to_contain_text(DESCRIPTION.split("\n")[0])
        await expect(resident.here.locator(".composer")).to_be_hidden()

        await resident.start()

        await resident.sees("/start", "own")
        await resident.sees("Je suis le bot Jardins citoyens")
        await expect(resident.here.locator(".composer")).to_be_visible()


@SIZES
async def test_a_dump_is_reported_with_an_album_a_place_presses_a_moved_clock_and_a_fault(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with laid_table(tmp_path, size) as table:
        table.acquaint("officer")
        resident = table.phone()
        await resident.start()
        await resident.attach("Photos d'exemple")
        for name in ("canapé", "matelas"):
            await resident.here.get_by_role("button", name=name).click()
        await resident.send_sheet()
        await expect(resident.here.locator(".own .album.of-2 img")).to_have_count(2)

        await resident.press("Partager ma position")
        await resident.here.get_by_role("button", name="Cévennes, jardins familiaux").click()
        await resident.send_sheet()
        await expect(resident.here.locator(".own .place svg.map")).to_be_visible()

        await resident.press("Encombrants")
        before = table.simulator.world.now()
        await table.page.get_by_role("button", name="+1 h", exact=True).click()
        await expect(table.page.get_by_text("Nous sommes")).to_be_visible()
        assert (table.simulator.world.now() - before).total_seconds() >= 3600
        await table.order_fault("429", "sendMessage")
        await resident.press("Envoyer")

        await resident.sees("D-0042")
        assert [call["status"] for call in table.calls("sendMessage")].count(429) == 1
        officer = table.phone("officer")
        await expect(officer.here.locator(".message.bot .inline-key", has_text="Accepter")).to_have_count(1)
        assert not await table.sideways()


async def test_a_place_clicked_on_the_map_is_where_the_person_clicked(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach("Lieu")
        await resident.here.locator("svg.pickable").click()  # its middle
        await resident.send_sheet()

        await resident.sees("44.125", "own")
        location = (await table.told("location"))["location"]
        assert location["latitude"] == pytest.approx(44.1252, abs=0.001)
        assert location["longitude"] == pytest.approx(4.0902, abs=0.001)


async def test_typed_coordinates_choose_a_place_and_nonsense_is_told(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach("Lieu")
        field = resident.here.get_by_label("Latitude, longitude")
        await field.fill("chez moi")
        await resident.send_sheet()
        assert not await field.evaluate("field => field.checkValidity()")

        await field.fill("44.139, 4.076")
        await resident.send_sheet()

        await resident.sees("44.13900, 4.07600", "own")


async def test_a_pressed_key_spins_until_the_bot_answers(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        table.bot.patient = True
        resident = table.phone()
        await resident.start()
        await resident.write("bonjour")
        key = resident.here.locator(".inline-key", has_text="Continuer")
        await key.click()
        await expect(key.locator(".spinner")).to_be_visible()

        table.bot.answers.set()

        await expect(resident.here.locator(".popup")).to_have_text("C'est noté.")
        await expect(key.locator(".spinner")).to_have_count(0)


async def test_an_alert_waits_until_it_is_closed(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.write("bonjour")
        await resident.press("Alerte")
        alert = resident.here.get_by_role("dialog")
        await expect(alert).to_contain_text("Une alerte à lire.")

        await alert.get_by_role("button", name="D'accord").click()

        await expect(alert).to_have_count(0)


async def test_what_people_type_is_shown_as_typed(tmp_path: Path) -> None:
    people = (("resident", '<b>&"<img src=x onerror=alert(1)>'),)
    async with laid_table(tmp_path, people=people) as table:
        resident = table.phone()
        await resident.start()
        await resident.write("<script>document.title='volé'</script> & <i>fin</i>")

        await resident.sees("<script>document.title='volé'</script> & <i>fin</i>", "own")
        await expect(resident.here.locator(".plate b")).to_have_text(people[0][1])
        assert await table.page.locator("img[src=x], .message script, .message i:not(.meta i)").count() == 0


async def test_links_are_links_and_bold_is_bold(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.write("bonjour")

        answer = await resident.sees("Voir https://example.org")
        await expect(answer.get_by_role("link")).to_have_attribute("href", "https://example.org/")
        welcome = await resident.sees("Je suis le bot")
        await expect(welcome.locator("strong")).to_have_text("Jardins citoyens")


async def test_an_edited_message_says_so_and_a_deleted_one_vanishes(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident, chat = table.phone(), table.id_of("resident")
        await resident.start()
        kept = await table.bot.say(chat, "première version")
        gone = await table.bot.say(chat, "à effacer")
        await resident.sees("à effacer")

        await table.bot.call("editMessageText", chat_id=chat, message_id=kept, text="seconde version")
        await table.bot.call("deleteMessage", chat_id=chat, message_id=gone)

        await expect(await resident.sees("seconde version")).to_contain_text("modifié")
        await expect(resident.here.get_by_text("à effacer")).to_have_count(0)


async def test_a_person_edits_and_answers_a_message(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.write("rue des Acasias")
        mine = await resident.sees("Acasias", "own")
        await mine.hover()
        await mine.get_by_role("button", name="Modifier").click()
        await resident.write("rue des Acacias")
        await expect(await resident.sees("rue des Acacias", "own")).to_contain_text("modifié")

        theirs = await resident.sees("Une photo, ou le lieu ?")
        await theirs.hover()
        await theirs.get_by_role("button", name="Répondre").click()
        await resident.write("le lieu")

        await expect(await resident.sees("le lieu", "own")).to_contain_text("Une photo")


async def test_a_reader_of_old_messages_is_told_of_new_ones(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident, chat = table.phone(), table.id_of("resident")
        await resident.start()
        for number in range(30):
            await table.bot.say(chat, f"ligne {number}")
        await resident.sees("ligne 29")
        await resident.here.locator(".chat").evaluate("chat => chat.scrollTo(0, 0)")

        await table.bot.say(chat, "toute nouvelle")
        pill = resident.here.locator(".pill")
        await expect(pill).to_contain_text("1 nouveau message")
        await pill.click()

        await expect(await resident.sees("toute nouvelle")).to_be_in_viewport()
        await expect(pill).to_be_hidden()


async def test_the_chat_of_somebody_who_reads_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.here.get_by_role("button", name="Réglages de la personne").click()
        await resident.here.get_by_label("Langue du téléphone").select_option("ar")
        await resident.send_sheet_named("Enregistrer")
        await expect(resident.here.locator(".tongue")).to_have_text("ar")
        await resident.start()

        bubble = await resident.sees(WELCOME_AR.split("<b>")[0])
        assert await bubble.locator(".words").evaluate("node => getComputedStyle(node).direction") == "rtl"
        for part in (".reply-keys", ".composer", ".reply-key"):
            node = resident.here.locator(part).first
            assert await node.evaluate("node => getComputedStyle(node).direction") == "rtl", part
        await expect(resident.here.locator(".chat-head strong")).to_have_text("حدائق المواطنين")
