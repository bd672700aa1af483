"""The table itself: clock, people, faults, languages, tabs, and reading it by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.simulator.faults import KINDS
from tests.browser import DESKTOP, LAPTOP, NARROWEST, PHONE
from tests.simulator.kept_browser import ON_THE_PAGE
from tests.simulator.page_table import laid_table

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = ON_THE_PAGE


@pytest.mark.parametrize(
    "size", [DESKTOP, LAPTOP, PHONE, NARROWEST], ids=["desktop", "laptop", "phone", "narrowest"]
)
async def test_nothing_has_to_be_scrolled_sideways(tmp_path: Path, size: tuple[int, int]) -> None:
    async with laid_table(tmp_path, size) as table:
        assert not await table.sideways()
        await table.phone().start()
        await table.phone().write("m" * 300)
        await table.phone().sees("mmm", "own")

        assert not await table.sideways()
        shown = table.page.locator(".holder:visible")
        await expect(shown).to_have_count(3 if size in {DESKTOP, LAPTOP} else 1)
        for phone in await shown.all():
            await expect(phone).to_be_in_viewport(ratio=0.99)


async def test_the_page_speaks_french_and_then_english(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        await expect(table.page).to_have_title("Jardins citoyens, démonstration")
        await table.page.get_by_role("button", name="English").click()

        await expect(table.page).to_have_title("Jardins citoyens, demonstration")
        await expect(table.phone().here.get_by_role("button", name="Start")).to_be_visible()
        assert await table.page.evaluate("document.documentElement.lang") == "en"
        await table.page.reload()
        await expect(table.page.get_by_role("button", name="Français")).to_be_visible()


async def test_the_clock_moves_by_an_hour_and_to_tomorrow_morning(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        before = table.simulator.world.now()
        await table.page.get_by_role("button", name="+1 h", exact=True).click()
        await expect(table.page.locator(".notice")).to_contain_text("Nous sommes")
        moved = table.simulator.world.now() - before
        assert 3600 <= moved.total_seconds() < 3660

        await table.page.get_by_role("button", name="demain 8h").click()

        await expect(table.page.locator(".now strong")).to_have_text("08:00")


async def test_somebody_new_gets_a_phone(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        await table.page.get_by_role("button", name="Ajouter une personne").click()
        await table.page.get_by_label("Prénom").fill("Voisine")
        await table.page.get_by_label("Rôle").select_option("supervisor")
        await table.page.get_by_role("button", name="Ajouter", exact=True).click()

        await expect(table.phone("supervisor").here.locator(".plate")).to_contain_text("encadre l'équipe")


async def test_an_empty_table_offers_three_phones(tmp_path: Path) -> None:
    async with laid_table(tmp_path, people=()) as table:
        await table.page.get_by_role("button", name="Poser trois téléphones").click()

        await expect(table.page.locator(".holder")).to_have_count(3)


async def test_a_fault_is_set_and_taken_back(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        await table.page.get_by_role("button", name="Pannes").click()
        await table.page.get_by_label("Panne", exact=True).select_option("slow")
        await table.page.get_by_role("button", name="D'accord").click()
        await expect(table.page.get_by_text("Panne réglée")).to_be_visible()
        assert [fault["kind"] for fault in table.simulator.world.faults.view()] == ["slow"]

        await table.page.get_by_role("button", name="Pannes").click()
        await expect(table.page.locator(".faults")).to_have_text("Réponse lente")
        await table.page.get_by_role("button", name="Tout rétablir").click()

        await expect(table.page.get_by_text("Tout fonctionne de nouveau")).to_be_visible()
        assert table.simulator.world.faults.view() == []


async def test_every_fault_the_simulator_knows_can_be_chosen_for_one_kind_of_request(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        await table.page.get_by_role("button", name="Pannes").click()
        await expect(table.page.get_by_label("Panne", exact=True)).to_be_visible()
        offered = await table.page.get_by_label("Panne", exact=True).locator("option").all()
        assert {await option.get_attribute("value") for option in offered} == KINDS
        await table.page.get_by_label("Panne", exact=True).select_option("truncated")
        await table.page.get_by_label("Quelle demande").select_option("sendMessage")
        await table.page.get_by_label("Combien de fois").select_option("3")
        await table.page.get_by_role("button", name="D'accord").click()
        await expect(table.page.get_by_text("Panne réglée")).to_be_visible()

        (fault,) = table.simulator.world.faults.view()
        assert (fault["kind"], fault["method"], fault["times"]) == ("truncated", "sendmessage", 3)


async def test_who_blocks_the_bot_can_only_unblock_it(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.sees("Je suis le bot")
        await resident.here.get_by_role("button", name="Réglages de la personne").click()
        await resident.here.get_by_label("Bloquer le bot").check()
        await resident.send_sheet_named("Enregistrer")
        await expect(resident.here.locator(".composer")).to_be_hidden()

        await resident.here.get_by_role("button", name="Débloquer le bot").click()

        await expect(resident.here.locator(".composer")).to_be_visible()


async def test_an_invitation_link_starts_the_bot_with_its_payload(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        officer = table.phone("officer")
        await officer.here.get_by_role("button", name="Réglages de la personne").click()
        await officer.here.get_by_label("Collez un lien").fill("https://t.me/JardinsDemoBot?start=abc_123-X")
        await officer.send_sheet_named("Ouvrir")

        assert (await table.told("text"))["text"] == "/start abc_123-X"
        await expect(await officer.sees("/start", "own")).not_to_contain_text("abc_123-X")


async def test_the_bots_commands_are_offered_and_filtered(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        await resident.here.get_by_role("button", name="Commandes").click()
        await expect(resident.here.locator(".commands button")).to_have_count(2)
        await resident.here.locator(".composer textarea").fill("/dem")
        await resident.here.get_by_role("button", name="/demandes Mes demandes").click()

        await resident.sees("/demandes", "own")


async def test_tabs_choose_the_phone_and_count_what_was_not_seen(tmp_path: Path) -> None:
    async with laid_table(tmp_path, PHONE) as table:
        second = table.page.get_by_role("tab", name="Voisin")
        await second.click()
        await table.phone("resident2").start()
        await table.phone("resident2").sees("Je suis le bot")
        await table.page.get_by_role("tab", name="Habitante").click()
        await expect(table.phone("resident2").here).to_be_hidden()

        await table.bot.say(table.id_of("resident2"), "pour le voisin")
        await expect(second.locator(".badge")).to_contain_text("1")
        await second.click()

        await table.phone("resident2").sees("pour le voisin")
        await expect(second.locator(".badge")).to_be_hidden()


async def test_a_conversation_needs_no_mouse(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.here.get_by_role("button", name="Démarrer").focus()
        await table.page.keyboard.press("Enter")
        await resident.sees("Je suis le bot")
        await resident.here.get_by_role("button", name="Joindre", exact=True).focus()
        await table.page.keyboard.press("Enter")
        await expect(resident.here.get_by_role("dialog", name="Joindre")).to_be_visible()
        await table.page.keyboard.press("Escape")

        await expect(resident.here.get_by_role("button", name="Joindre", exact=True)).to_be_focused()
