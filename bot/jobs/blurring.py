"""Makes blurred copies of kept photos and erases what no photo uses any more; which ones, it is told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.jobs import pictures
from bot.jobs.photos import Hopeless
from bot.storage import photos
from bot.storage.files import kept_photo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from bot.storage.database import Database


class BlurErrand:
    """Runs errands of kind "blur": payload {"digest"} of a kept photo, result {"digest"} of the copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Make the copy and keep it beside the original; doing it twice makes one file."""
        try:
            return {"digest": await asyncio.to_thread(_blurred, str(payload["digest"]), self._folder)}
        except FileNotFoundError:
            raise Hopeless("gone") from None
        except pictures.NotAnImage:
            raise Hopeless("not_an_image") from None


class EraseErrand:
    """Runs errands of kind "erase": payload {"digest"}, result {"erased"}: whether nobody used it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._folder = database, folder

    async def run(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Look and erase in one go on the database's thread: no photo can begin to use the file between."""
        return {"erased": await self._database.run(_erase, str(payload["digest"]), self._folder)}


def _blurred(digest: str, folder: Path) -> str:
    return pictures.keep(pictures.blur(kept_photo(folder, digest).read_bytes()), folder)


def _erase(connection: Connection, digest: str, folder: Path) -> bool:
    if photos.in_use(connection, digest):
        return False
    kept_photo(folder, digest).unlink(missing_ok=True)
    return True
