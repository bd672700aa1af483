"""One Chromium that the tests of the page share, because starting it takes longer than most of them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser

ON_THE_PAGE = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),  # a browser stays with the loop that started it
    pytest.mark.usefixtures("kept_chromium"),
]
_kept: list[Browser] = []


@asynccontextmanager
async def keeping_chromium() -> AsyncIterator[None]:
    """Keep one Chromium running until the block ends."""
    async with chromium() as browser:
        _kept.append(browser)
        try:
            yield
        finally:
            _kept.clear()


def kept() -> Browser:
    """Return the Chromium that is kept for tests marked ON_THE_PAGE."""
    (browser,) = _kept
    return browser
