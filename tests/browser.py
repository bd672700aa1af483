"""Opens pages in the system's Chromium and hears their complaints; it knows nothing of what they show."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, NoReturn

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.async_api import async_playwright

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, ConsoleMessage, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 8_000

DESKTOP = (1440, 900)
LAPTOP = (1024, 768)
PHONE = (390, 844)
NARROWEST = (320, 640)  # what remains of a page enlarged four times


@dataclass(slots=True)
class View:
    """A page, and every error that it has reported so far."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Begin to note errors of the console, of scripts and of requests to elsewhere."""
        self.page.on("console", lambda message: self._heard(message))  # noqa: PLW0108 - the library cannot tag a bound method of a slotted class
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)

    async def shot(self, path: Path) -> None:
        """Save what is in sight as a picture."""
        await self.page.screenshot(path=path)


def chromium_path() -> str:
    """Return where Chromium is; where none can be driven the test is skipped, or fails where CI is true."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        _give_up(f"no Chromium on this system (looked for {', '.join(NAMES)})")
    if not _driver_starts():
        _give_up(
            "Chromium cannot be driven: playwright's node does not start (Debian: apt install libatomic1)"
        )
    return found


def _give_up(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@cache
def _driver_starts() -> bool:
    """Tell whether playwright's own node starts: on a bare system it lacks a library and says so too late."""
    node, _ = compute_driver_executable()
    return subprocess.run([node, "--version"], capture_output=True, check=False, timeout=30).returncode == 0  # noqa: S603 - playwright's own


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run the system's Chromium, without a window, for as long as the block lasts."""
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


async def open_view(
    browser: Browser,
    url: str,
    size: tuple[int, int] = DESKTOP,
    scheme: Literal["light", "dark"] = "light",
) -> View:
    """Open a page in a fresh profile, `size` pixels wide and high."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="fr-FR",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    view = View(await context.new_page())
    view.listen()
    await view.page.goto(url)
    return view
