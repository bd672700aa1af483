"""The page can be read: contrast in daylight and in the dark, keyboards as the bot asked, signs of life."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.async_api import expect

from tests.simulator.kept_browser import ON_THE_PAGE
from tests.simulator.page_table import laid_table

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.shapes import Json

pytestmark = ON_THE_PAGE

FAINT_TEXTS = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const pixel = (colours) => {
    paint.clearRect(0, 0, 1, 1);
    for (const colour of colours) { paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); }
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--ground");
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const apart = node.closest(".unseen, script, noscript, .skip");
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || apart) continue;
    const behind = [];
    for (let at = node; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    const front = [...behind, getComputedStyle(node).color];
    const [a, b] = [pixel([ground, ...behind]), pixel([ground, ...front])].map(light);
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(`${walker.currentNode.data.trim()}: ${contrast.toFixed(2)}`);
  }
  return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_stands_out_from_what_is_behind_it(
    tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    async with laid_table(tmp_path, scheme=scheme) as table:
        resident = table.phone()
        await resident.start()
        await resident.attach("Lieu nommé")
        await resident.send_sheet()
        await resident.sees("Que voyez-vous")
        await table.phone("officer").here.get_by_role("button", name="Réglages").click()

        assert await table.page.evaluate(FAINT_TEXTS) == []


async def test_the_header_says_when_the_bot_is_writing(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident, chat = table.phone(), table.id_of("resident")
        await resident.start()
        await resident.sees("Je suis le bot")
        await table.bot.call("sendChatAction", chat_id=chat, action="typing")
        await expect(resident.here.locator(".state")).to_have_text("écrit…")

        await table.bot.say(chat, "voilà")

        await expect(resident.here.locator(".state")).to_have_text("bot")


async def test_a_keyboard_for_one_answer_folds_away_after_it(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident, chat = table.phone(), table.id_of("resident")
        await resident.start()
        await resident.sees("Je suis le bot")
        once = {"keyboard": [["Oui", "Non"]], "one_time_keyboard": True, "input_field_placeholder": "Oui ?"}
        await table.bot.say(chat, "Vraiment ?", once)
        await expect(resident.here.get_by_placeholder("Oui ?")).to_be_visible()
        await resident.press("Oui")
        await resident.sees("Oui", "own")

        await expect(resident.here.locator(".keys")).to_be_hidden()


async def test_a_keyboard_can_be_folded_and_brought_back(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident = table.phone()
        await resident.start()
        fold = resident.here.get_by_role("button", name="Clavier du bot")
        await fold.click()
        await expect(resident.here.locator(".keys")).to_be_hidden()

        await fold.click()

        await expect(resident.here.locator(".reply-key").first).to_be_visible()


async def test_a_keyboard_taken_away_is_gone(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident, chat = table.phone(), table.id_of("resident")
        await resident.start()
        await expect(resident.here.locator(".reply-key").first).to_be_visible()

        await table.bot.say(chat, "sans clavier", {"remove_keyboard": True})

        await expect(resident.here.locator(".reply-key")).to_have_count(0)
        await expect(resident.here.get_by_role("button", name="Clavier du bot")).to_be_hidden()


async def test_a_link_to_the_bot_itself_starts_it_and_leaves_the_page_where_it_is(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        resident, chat = table.phone(), table.id_of("resident")
        await resident.start()
        await resident.sees("Je suis le bot")
        link = "https://t.me/JardinsDemoBot?start=affiche-12"
        await table.bot.say(chat, f'<a href="{link}">Affiche</a>')
        await (await resident.sees("Affiche")).get_by_role("button", name="Affiche").click()

        await expect(resident.here.locator(".message.own", has_text="/start")).to_have_count(2)
        assert (await table.told("text"))["text"] == "/start affiche-12"


async def test_what_happened_in_a_chat_is_a_line_and_no_bubble(tmp_path: Path) -> None:
    async with laid_table(tmp_path) as table:
        chat, world = table.id_of("resident"), table.simulator.world
        await table.phone().start()
        await table.phone().sees("Je suis le bot")
        bubbles = await table.phone().here.locator(".message").count()
        sent = await table.bot.say(chat, "Le camion passe mardi")
        await table.bot.call("pinChatMessage", chat_id=chat, message_id=sent)
        topic = {"name": "Encombrants", "icon_color": 7322096}
        happenings: list[Json] = [{"forum_topic_created": topic}, {"forum_topic_closed": {}}]
        for content in happenings:
            world.announce(world.people.get(chat), world.bot.user(), content)

        happened = table.phone().here.locator(".service")
        await expect(happened).to_have_text(
            [
                re.compile(r"a épinglé : Le camion passe mardi$"),
                re.compile(r"a ouvert le sujet Encombrants$"),
                re.compile(r"a fermé le sujet$"),
            ]
        )
        await expect(table.phone().here.locator(".message")).to_have_count(bubbles + 1)
