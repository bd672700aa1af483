"""Who decides but is not there for some days; no query lives here."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Table

from bot.storage.tables.base import metadata
from bot.storage.types import UtcDatetime

away = Table(
    "away",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("returns_on", Date, nullable=False),  # a local working day
    Column("deputy", ForeignKey("people.id")),
    Column("since", UtcDatetime, nullable=False),
)
