"""What the service has worded itself in the chat; no query lives here."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Table, Text

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

texts = Table(  # in the place of the territory's file
    "texts",
    metadata,
    Column("key", Text, primary_key=True),  # of what it stands for: "question:rain", "ready:photo-needed"
    Column("language", Text, primary_key=True),
    Column("text", Text),  # None once the territory's was put back
    Column("changed_by", ForeignKey("people.id")),
    Column("changed_at", UtcDatetime, nullable=False),
)
ready_answers = Table(  # those that officers have made, and those of the territory's that they put aside
    "ready_answers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text),  # None for one of the territory's, like the two that follow
    Column("purpose", Text),
    Column("kinds", Json),
    Column("off", Boolean, nullable=False),
)
text_changes = Table(  # only ever added to
    "text_changes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("language", Text, nullable=False),  # "" for what has none
    Column("what", Text, nullable=False),
    Column("text", Text),
    Column("changed_by", ForeignKey("people.id")),
    Column("changed_at", UtcDatetime, nullable=False),
)
