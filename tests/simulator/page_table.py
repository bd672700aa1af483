"""The table of phones as a person at the screen meets it: real simulator, tiny bot, real Chromium."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from playwright.async_api import expect

from bot.clock import FileClock
from bot.simulator.server import DEMO_TOKEN, Simulator
from tests.browser import DESKTOP, View, open_view
from tests.simulator.kept_browser import kept
from tests.simulator.page_bot import PageBot, page_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Locator, Page

PATIENCE_SECONDS = 8
PEOPLE = (("resident", "Habitante"), ("resident2", "Voisin"), ("officer", "Concertation"))


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone on the page."""

    here: Locator

    async def start(self) -> None:
        """Press the big button of an empty chat, and wait until the person has begun the chat."""
        await self.here.get_by_role("button", name="Démarrer").click()
        await expect(self.here.locator(".message.own").first).to_be_visible()

    async def write(self, text: str) -> None:
        """Write a text and send it with Enter."""
        field = self.here.locator(".composer textarea")
        await field.fill(text)
        await field.press("Enter")

    async def attach(self, kind: str) -> None:
        """Open one entry of the attach menu."""
        await self.here.get_by_role("button", name="Joindre", exact=True).click()
        await self.here.locator(".kind").get_by_text(kind, exact=True).click()

    async def send_sheet(self) -> None:
        """Press the button that ends the open sheet."""
        await self.here.locator(".sheet form .primary").last.click()

    async def send_sheet_named(self, label: str) -> None:
        """Press the button of that name in the open sheet."""
        await self.here.locator(".sheet").get_by_role("button", name=label, exact=True).click()

    async def sees(self, text: str, side: Literal["bot", "own"] = "bot") -> Locator:
        """Wait for a bubble that holds a text and return the newest such."""
        bubble = self.here.locator(f".message.{side}", has_text=text).last
        await expect(bubble).to_be_visible()
        return bubble

    async def press(self, label: str) -> None:
        """Press the newest button, under a bubble or on the keyboard, with that label."""
        await self.here.locator(".inline-key, .reply-key").filter(has_text=label).last.click()


@dataclass(frozen=True, slots=True)
class Table:
    """Everything a test of the page looks at."""

    view: View
    bot: PageBot
    simulator: Simulator

    @property
    def page(self) -> Page:
        """Return the page itself."""
        return self.view.page

    def phone(self, role: str = "resident") -> Phone:
        """Return the phone of a role."""
        return Phone(self.page.locator(f'.holder[data-role="{role}"]'))

    async def sideways(self) -> bool:
        """Return whether the page can be scrolled sideways."""
        return bool(await self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))

    async def order_fault(self, kind: str, method: str) -> None:
        """Let the next call of a method fail, as a person at the page orders it."""
        await self.page.get_by_role("button", name="Pannes").click()
        await self.page.get_by_label("Panne", exact=True).select_option(kind)
        await self.page.get_by_label("Quelle demande").select_option(method)
        await self.page.get_by_role("dialog").get_by_role("button", name="D'accord").click()
        await expect(self.page.get_by_text("Panne réglée")).to_be_visible()

    def calls(self, method: str) -> list[dict[str, Any]]:
        """Return what the journal remembers of the bot's calls of a method."""
        entries = self.simulator.world.journal.entries()
        return [entry for entry in entries if entry["kind"] == "call" and entry["method"] == method]

    async def told(self, kind: str) -> dict[str, Any]:
        """Wait until the bot got a message of a kind ("voice") and return the newest such."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                messages = [update["message"] for update in self.bot.heard if "message" in update]
                found = [message for message in messages if kind in message]
                if found:
                    return dict(found[-1])
                await self.bot.came.wait()

    def acquaint(self, role: str) -> None:
        """Let somebody have started the bot earlier."""
        self.simulator.world.people.change(self.id_of(role), started=True, met=True)

    def id_of(self, role: str) -> int:
        """Return the id of the person of a role, who is also the chat."""
        return next(person.id for person in self.simulator.world.people if person.role == role)


@asynccontextmanager
async def laid_table(
    folder: Path,
    size: tuple[int, int] = DESKTOP,
    people: tuple[tuple[str, str], ...] = PEOPLE,
    scheme: Literal["light", "dark"] = "light",
) -> AsyncIterator[Table]:
    """Lay a table and look at it; afterwards nothing may have been complained of."""
    simulator = Simulator(DEMO_TOKEN, FileClock(folder / "clock"))
    for role, name in people:
        simulator.world.people.add(role, name)
    url = await simulator.start()
    try:
        async with page_bot(f"{url}/bot{DEMO_TOKEN}") as bot:
            view = await open_view(kept(), url, size, scheme)
            table = Table(view, bot, simulator)
            bot.officer = next(
                (person.id for person in simulator.world.people if person.role == "officer"), None
            )
            await expect(view.page.locator(".holder, .nobody").first).to_be_visible()
            try:
                yield table
            finally:
                await view.page.context.close()
            assert view.troubles == []
    finally:
        await simulator.stop()
