"""The journal is read in the page, downloaded, and played again; in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser import PHONE
from tests.simulator.kept_browser import ON_THE_PAGE
from tests.simulator.page_table import laid_table
from tests.simulator.test_page import SIZES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Locator

    from tests.simulator.page_table import Table

pytestmark = ON_THE_PAGE


async def opened(table: Table) -> Locator:
    """Open the journal and return its lines."""
    await table.page.get_by_role("button", name="Journal").click()
    await expect(table.page.get_by_role("dialog", name="Journal")).to_be_visible()
    return table.page.locator(".entry")


@SIZES
async def test_the_journal_tells_what_people_did_and_what_the_bot_asked(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with laid_table(tmp_path, size) as table:
        await table.phone().start()
        await table.phone().sees("Je suis le bot")
        lines = await opened(table)

        act = lines.filter(has_text="/start")
        await expect(act).to_contain_text("Habitante")
        answer = table.page.locator(".entry.call", has_text="sendMessage")
        await expect(answer).to_contain_text("Que voulez-vous faire")
        await expect(lines.filter(has_text="getUpdates")).to_have_count(0)
        assert not await table.sideways()

        await answer.locator("summary").click()
        await expect(answer.locator("pre")).to_contain_text('"status": 200')


async def test_it_grows_while_it_is_looked_at(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        chat = table.id_of("resident")
        await table.phone().start()
        lines = await opened(table)
        await table.bot.say(chat, "une chose de plus")

        await expect(lines.filter(has_text="une chose de plus")).to_be_in_viewport()


async def test_only_refusals_and_faults_can_be_shown(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        await table.order_fault("429", "sendMessage")
        await table.phone().start()
        await table.phone().sees("Je suis le bot")
        await expect(table.page.locator(".count")).to_have_count(0)  # it has struck and is over
        lines = await opened(table)
        await table.page.get_by_label("Montrer").select_option("refusals")

        await expect(lines).to_have_count(2)
        await expect(lines.first).to_contain_text("fault")
        await expect(lines.last).to_contain_text("429")


async def test_an_invitations_secret_is_not_shown_in_a_line(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.here.get_by_role("button", name="Réglages de la personne").click()
        await resident.here.get_by_label("Collez un lien").fill("abc_123-X")
        await resident.send_sheet_named("Ouvrir")
        await resident.sees("/start", "own")
        lines = await opened(table)

        await expect(lines.filter(has_text="/start")).not_to_contain_text("abc_123-X")


async def test_a_downloaded_journal_is_played_again(tmp_path: Path) -> None:
    async with laid_table(tmp_path, PHONE) as table:
        await table.phone().start()
        await table.phone().write("bonjour")
        await table.phone().sees("Une photo, ou le lieu")
        await opened(table)
        async with table.page.expect_download() as download:
            await table.page.get_by_role("link", name="Télécharger").click()
        journal = tmp_path / (await download.value).suggested_filename
        await (await download.value).save_as(journal)
        assert journal.suffix == ".jsonl"

        async with table.page.expect_file_chooser() as chooser:
            await table.page.get_by_role("button", name="Rejouer un journal").click()
        await (await chooser.value).set_files(journal)

        await expect(table.page.get_by_role("dialog").get_by_role("status")).to_contain_text(
            "Rejoué : 2 actes"
        )
        await table.page.get_by_role("button", name="Fermer").click()
        await expect(table.phone().here.get_by_text("bonjour", exact=True)).to_have_count(2)


async def test_what_is_no_journal_is_told(tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.jsonl"
    nonsense.write_text("bonjour")
    async with laid_table(tmp_path) as table:
        await opened(table)
        async with table.page.expect_file_chooser() as chooser:
            await table.page.get_by_role("button", name="Rejouer un journal").click()
        await (await chooser.value).set_files(nonsense)

        await expect(table.page.get_by_text("line 1 of the journal is not JSON")).to_be_visible()
        table.view.troubles.clear()  # the console tells of every 400


async def test_somebody_at_the_page_lets_a_message_come_twice(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        await table.phone().start()
        await table.phone().sees("Je suis le bot")
        await table.page.get_by_role("button", name="Pannes").click()
        await table.page.get_by_label("Panne", exact=True).select_option("Message livré deux fois")
        await expect(table.page.get_by_label("Quelle demande")).to_be_disabled()
        await table.page.get_by_role("dialog").get_by_role("button", name="D'accord").click()
        await expect(table.page.get_by_text("Panne réglée")).to_be_visible()
        await table.phone().write("bonjour")

        answers = table.phone().here.locator(".message.bot", has_text="Une photo, ou le lieu")
        await expect(answers).to_have_count(2)
        await expect(table.phone().here.locator(".message.own", has_text="bonjour")).to_have_count(1)
        await table.page.get_by_role("button", name="Journal").click()
        await table.page.get_by_label("Montrer").select_option("refusals")
        await expect(table.page.locator(".entry.update")).to_contain_text("duplicate, bonjour")
