"""Makes the pictures of the officer's guide: plays the demonstration, photographs one phone, checks nothing.

`make guide` runs it; without a Chromium to drive it says so and leaves the pictures as they are.
"""

from __future__ import annotations

import asyncio
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from _pytest.outcomes import Skipped
from PIL import Image
from playwright.async_api import expect

from tests.browser import chromium, open_view
from tests.e2e.demo_picture import COLOURS, demonstration
from tests.simulator.page_table import Phone

if TYPE_CHECKING:
    from tests.browser import View

FOLDER = Path(__file__).parents[2] / "docs" / "pictures" / "guide"
SIZE = (1800, 1100)
SETTLES_MS = 600  # what a bubble takes to slide in


class Album:
    """Plays on a page and keeps pictures of the officer's phone."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.officer, self.resident = self.phone("officer"), self.phone("resident")

    def phone(self, role: str) -> Phone:
        """Return the phone of a role."""
        return Phone(self._view.page.locator(f'.holder[data-role="{role}"]'))

    async def keep(self, name: str) -> None:
        """Keep what the officer's phone shows."""
        await expect(self._view.page.locator(".popup:visible")).to_have_count(0, timeout=20_000)
        await self._view.page.wait_for_timeout(SETTLES_MS)
        shot = Image.open(io.BytesIO(await self.officer.here.screenshot()))
        small = shot.convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
        FOLDER.mkdir(parents=True, exist_ok=True)
        small.save(FOLDER / f"{name}.png", optimize=True)
        print(f"docs/pictures/guide/{name}.png")  # noqa: T201 - a command that says what it made

    async def report(self, photo: str, place: str, kind: str) -> None:
        """Let the resident report something."""
        await self.resident.attach("Photos d'exemple")
        await self.resident.here.get_by_role("button", name=photo).click()
        await self.resident.send_sheet()
        await expect(self.resident.here.locator(".reply-key", has_text="📍")).to_be_visible()
        await self.resident.attach("Lieu")
        await self.resident.here.get_by_role("button", name=place).click()
        await self.resident.send_sheet()
        await expect(self.resident.here.locator(".inline-key", has_text=kind)).to_be_visible()
        await self.resident.press(kind)
        await expect(self.resident.here.locator(".inline-key", has_text="✅")).to_be_visible()
        await self.resident.press("✅")


async def play(album: Album) -> None:
    """Two reports come; one is decided and undone, then the other screens are looked at."""
    officer, resident = album.officer, album.resident
    await resident.start()
    await album.report("canapé", "Cévennes, jardins familiaux", "Meubles")
    await resident.sees("D-000")
    await officer.sees("D-000")
    await album.keep("carte")
    await officer.press("Accepter")
    await officer.sees("Défaire")
    await album.keep("defaire")
    await officer.press("Défaire")
    for command, name, word in (
        ("/file", "file", "D-000"),
        ("/equipe", "equipe", "Qui a accès"),
        ("/exporter", "exporter", "exporter"),
        ("/reponses", "reponses", "réponse"),
    ):
        await officer.write(command)
        await officer.sees(word)
        await album.keep(name)
    await officer.write("/chercher participant")
    await officer.sees("Trouvé pour")
    await album.keep("chercher")
    await officer.write("/chiffres")
    await officer.sees("Quels chiffres")
    await officer.press("Ce mois")
    await officer.sees("Reçues")
    await album.keep("chiffres")


async def main() -> None:
    """Play on the demonstration's own page."""
    try:
        async with demonstration() as address, chromium() as browser:
            await play(Album(await open_view(browser, address, SIZE)))
    except Skipped as reason:
        sys.exit(f"No picture was made: {reason}")


if __name__ == "__main__":
    asyncio.run(main())
