"""Decisions that can still be undone, and how each has ended; no query lives here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

held_decisions = Table(
    "held_decisions",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False),
    Column("officer", ForeignKey("people.id"), nullable=False),  # who decided
    Column("version", Integer, nullable=False),  # of the request while it is held
    Column("given", Json, nullable=False),  # storage.held.HeldDecision says what it holds
    Column("comes_to", Text, nullable=False),  # the state it leads to, or the event it is
    Column("message_id", BigInteger),  # of the officer's message; None until sent
    Column("created_at", UtcDatetime, nullable=False),
    Column("due_at", UtcDatetime, nullable=False),
    Column("ended_at", UtcDatetime),
    Column("ending", Text),  # domain.held.Ending
    Column("why", Text),  # domain.held.Why, of one that was overtaken
    Column("cause", Text),  # of the messages it sent
)
Index("ix_held_decisions_request", held_decisions.c.request)
