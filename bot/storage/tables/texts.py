"""What the service has worded itself in the chat; no query lives here."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from bot.storage.tables.base import metadata
from bot.storage.types import UtcDatetime

texts = Table(  # in the place of the territory's file
    "texts",
    metadata,
    Column("key", Text, primary_key=True),  # of what it stands for: "question:rain"
    Column("language", Text, primary_key=True),
    Column("text", Text),  # None once the territory's was put back
    Column("changed_by", ForeignKey("people.id")),
    Column("changed_at", UtcDatetime, nullable=False),
)
