"""Brings a database up to the tables of this release; quickly when there is nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.tables import metadata

if TYPE_CHECKING:
    from bot.storage.database import Database


async def migrate(database: Database) -> None:
    """Create what is missing."""
    await database.run(metadata.create_all)
