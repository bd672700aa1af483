"""A phase as it is lived: weeks go by from one due thing to the next, on the real process and server."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import aiohttp

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.e2e.conftest import Process

PARIS = ZoneInfo("Europe/Paris")
IDLE_SECONDS = 20.0
LOOKS = 0.03
#: What is asked of an applicant, by what stands on the button that answers it.
ANSWERS = {
    "fr": ("J'ai compris", "Oui", "Tamaris", "Plus de deux ans", "Oui", "Peu importe", "Tout me va"),
    "ar": ("فهمت", "نعم", "Tamaris", "أكثر من سنتين", "نعم", "لا فرق", "كل شيء"),
}

NAMES = ("Premier", "Deuxième", "Troisième", "Quatrième", "Cinquième")
SEND = {"fr": "✅ Envoyer", "ar": "✅"}
SPEAKS = {"fr": "Darija", "ar": "الدارجة"}


def at(text: str) -> datetime:
    """Return a local time of Alès, as in 2027-10-05 18:00."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


@dataclass
class Phase:
    """The bot's process, its clock, and whoever lives through the phase."""

    bot: Process
    driver: Driver

    async def health(self) -> dict[str, Any]:
        """Return what the process says of itself."""
        address = f"http://{self.bot.environment['JARDINS_HTTP']}/healthz"
        async with aiohttp.ClientSession() as client, client.get(address) as answer:
            said: dict[str, Any] = await answer.json(content_type=None)
            return said

    async def idle(self) -> dict[str, Any]:
        """Wait until nothing is left to do at this moment; return what the process says then."""
        async with asyncio.timeout(IDLE_SECONDS):
            while not (said := await self.health())["idle"]:  # noqa: ASYNC110 - another process
                await asyncio.sleep(LOOKS)
        return said

    async def press(self, person: DrivenPerson, *labels: str) -> None:
        """Let somebody press one button after another, each once everything has been said."""
        for label in labels:
            await person.press(label)
            await self.idle()

    async def says(self, person: DrivenPerson, text: str) -> None:
        """Let somebody write, and wait until everything has been said."""
        await person.says(text)
        await self.idle()

    async def live(self, until: str) -> None:
        """Let time go by from one due thing to the next, up to a local time."""
        end = at(until)
        while True:
            said = await self.idle()
            now = datetime.fromisoformat(said["now"])
            due = datetime.fromisoformat(said["next_due"]) if said["next_due"] else end
            if now >= end:
                return
            await self.driver.advance(max(0.05, (min(due, end) - now).total_seconds() + 0.01))

    async def jump(self, until: str) -> None:
        """Move the clock while the process stands still: an outage."""
        moved = datetime.fromisoformat(await self.driver.advance(0))
        await self.driver.advance((at(until) - moved).total_seconds())


async def joins(phase: Phase, person: DrivenPerson, number: int, language: str) -> None:
    """Ask to join with what the screen offers."""
    await phase.says(person, "/rejoindre")
    await phase.press(person, *ANSWERS[language])
    await phase.says(person, f"{NAMES[number]} Exemple")
    await phase.press(person, SPEAKS[language])
    await phase.says(person, f"06 39 98 12 3{number}")
    await phase.press(person, SEND[language])


async def told(person: DrivenPerson, since: int = 0) -> list[tuple[str, str]]:
    """Return what the bot told somebody: when (local), and the words."""
    messages = [each for each in await person.screen() if each["from_bot"] and each["message_id"] > since]
    return [
        (
            f"{datetime.fromtimestamp(each['date'], PARIS):%Y-%m-%d %H:%M}",
            (each.get("text") or each.get("caption") or "").replace("\u00a0", " "),
        )
        for each in messages
    ]


async def read_aloud(person: DrivenPerson) -> str:
    """Return the chat as text, under the local day on which each message came; what is pinned is left out.

    It is edited every few seconds: what it says when somebody looks is a matter of luck.
    """
    lines: list[str] = []
    shown = await person.screen()
    pinned = {each["pinned_message"]["message_id"] for each in shown if "pinned_message" in each}
    for each in shown:
        if "pinned_message" in each or each["message_id"] in pinned:
            continue
        day = f"{datetime.fromtimestamp(each['date'], PARIS):%Y-%m-%d}"
        if f"== {day}" not in lines:
            lines.append(f"== {day}")
        who = "bot" if each["from_bot"] else "→"
        text = each.get("text") or each.get("caption") or ""
        lines.append(f"{who}: {text}".replace("\u00a0", " "))
        rows = (each.get("reply_markup") or {}).get("inline_keyboard", ())
        lines += ["    " + " ".join(f"[{button['text']}]" for button in row) for row in rows]
    return "\n".join(lines) + "\n"


def ahead(moment: str) -> timedelta:
    """Return how far a local time lies ahead of the system's clock."""
    return at(moment) - datetime.now(UTC)
