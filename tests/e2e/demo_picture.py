"""Makes the picture of the README: plays the demonstration and photographs it; it checks nothing.

Run it again after the page or the words changed: `python -m tests.e2e.demo_picture`.
"""

from __future__ import annotations

import asyncio
import io
import os
import socket
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.async_api import expect

from tests.browser import View, chromium, open_view
from tests.simulator.page_table import Phone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "demo.png"
SIZE = (1440, 980)
COLOURS = 255
START_SECONDS = 30


@asynccontextmanager
async def demonstration() -> AsyncIterator[str]:
    """Run `python -m bot demo` on a free port and give the page's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "bot", "demo", "--port", str(port))
        environment = {**os.environ, "JARDINS_DATA_DIR": folder}
        demo = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
        try:
            await _ready(demo)
            yield f"http://127.0.0.1:{port}/"
        finally:
            demo.terminate()
            await demo.wait()


async def _ready(demo: asyncio.subprocess.Process) -> None:
    assert demo.stdout is not None
    async with asyncio.timeout(START_SECONDS):
        while b"http://" not in (line := await demo.stdout.readline()):
            assert line, "the demonstration ended before its page was there"


def _phone(view: View, role: str) -> Phone:
    return Phone(view.page.locator(f'.holder[data-role="{role}"]'))


async def _speak_arabic(phone: Phone) -> None:
    await phone.here.get_by_role("button", name="Réglages de la personne").click()
    await phone.here.get_by_label("Langue du téléphone").select_option("ar")
    await phone.send_sheet_named("Enregistrer")
    await expect(phone.here.locator(".tongue")).to_have_text("ar")


async def _photos(phone: Phone, *names: str) -> None:
    await phone.attach("Photos d'exemple")
    for name in names:
        await phone.here.get_by_role("button", name=name).click()
    await phone.send_sheet()
    await expect(phone.here.locator(".reply-key", has_text="📍")).to_be_visible()


async def _place(phone: Phone, name: str) -> None:
    await phone.attach("Lieu")
    await phone.here.get_by_role("button", name=name).click()
    await phone.send_sheet()
    await expect(phone.here.locator(".inline-key", has_text="🧱")).to_be_visible()


async def play(view: View) -> None:
    """A neighbour's report, in Arabic, is accepted by the officer; a resident is halfway through another."""
    resident, neighbour, officer = (_phone(view, role) for role in ("resident", "resident2", "officer"))
    await _speak_arabic(neighbour)
    await neighbour.start()
    await _photos(neighbour, "gravats")
    await _place(neighbour, "Rochebelle")
    await neighbour.press("🧱")
    await neighbour.press("✅")
    await officer.sees("D-0001")
    await resident.start()
    await _photos(resident, "canapé", "matelas")
    await _place(resident, "Cévennes, jardins familiaux")
    await officer.press("Je m'en occupe")
    await officer.sees("Vous vous en occupez")


async def main() -> None:
    """Play, then photograph what is in sight."""
    async with demonstration() as address, chromium() as browser:
        view = await open_view(browser, address, SIZE)
        await play(view)
        await expect(view.page.locator(".popup:visible")).to_have_count(0)
        await view.page.mouse.move(0, 0)
        shot = Image.open(io.BytesIO(await view.page.screenshot()))
        small = shot.convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
        small.save(PICTURE, optimize=True)


if __name__ == "__main__":
    asyncio.run(main())
