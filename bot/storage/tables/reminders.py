"""What people are still to be reminded of, and what became of it; no query lives here."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import UtcDatetime

reminders = Table(
    "reminders",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("kind", Text, nullable=False),  # of the thing: domain.reminders.Kind
    Column("thing", Integer, nullable=False),
    Column("rung", Text, nullable=False),  # domain.reminders.Rung
    Column("version", Integer, nullable=False),  # of the thing when this was planned
    Column("due_at", UtcDatetime, nullable=False),
    Column("starts_at", UtcDatetime, nullable=False),
    Column("state", Text, nullable=False),  # waiting, sent (to the outbox), expired, dropped
    Column("reason", Text),  # why it was not sent: domain.reminders.Reason
    Column("claims", Integer, nullable=False),  # how often it was taken for sending
    Column("message", Text),  # the key of the outbox's message that tells it, maybe others too
    UniqueConstraint("person", "kind", "thing", "rung", "version"),
)
Index("ix_reminders_state_due_at_id", reminders.c.state, reminders.c.due_at, reminders.c.id)
Index("ix_reminders_kind_thing", reminders.c.kind, reminders.c.thing)
