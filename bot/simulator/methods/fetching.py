"""Fetches a file that a call names by its URL, from this machine only: a simulation needs no network."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

from bot.simulator.call import Upload
from bot.simulator.errors import BadRequest
from bot.simulator.text.links import checked_link
from bot.simulator.webhook import is_loopback

if TYPE_CHECKING:
    from typing import TypeGuard

FAILED = "failed to get HTTP URL content"
WRONG_URL = "wrong HTTP URL specified"
WRONG_TYPE = "wrong type of the web page content"
PHOTO_BYTES, OTHER_BYTES = 5 << 20, 20 << 20
SECONDS = 10
_TYPES = {
    "photo": ("image/",),
    "audio": ("audio/",),
    "voice": ("audio/",),
    "video": ("video/",),
    "document": ("application/pdf", "application/zip", "image/gif"),
}


def is_url(value: str) -> TypeGuard[str]:
    """Return whether a file is named by where it lies in the web."""
    return value.startswith(("http://", "https://"))


async def fetched(url: str, kind: str) -> Upload:
    """Return what lies at a URL as if it had been uploaded; raises BadRequest.

    Only this machine is asked: any other address fails as one that does not answer.
    """
    try:
        parts = urlsplit(url)
        host, name = parts.hostname or "", parts.path.rsplit("/", 1)[-1]
    except ValueError:
        raise BadRequest(WRONG_URL) from None
    if not is_loopback(host):
        raise BadRequest(WRONG_URL if checked_link(url)[1] else FAILED)
    content, mime = await _get(url, PHOTO_BYTES if kind == "photo" else OTHER_BYTES)
    if not mime.startswith(_TYPES[kind]):
        raise BadRequest(WRONG_TYPE)
    return Upload(name or "file", content, mime)


async def _get(url: str, most: int) -> tuple[bytes, str]:
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            content = await answer.content.read(most + 1)
            while len(content) <= most and (more := await answer.content.read(most + 1 - len(content))):
                content += more
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        raise BadRequest(FAILED) from None
    if answer.status != 200 or len(content) > most:  # noqa: PLR2004 - anything but 200 is no file
        raise BadRequest(FAILED)
    return content, answer.content_type
