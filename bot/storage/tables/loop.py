"""The loop's tables: what came in, what goes out, what is to be done; no query lives here."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

facts = Table(  # what the database knows of itself: whose bot it serves, whether it stopped cleanly
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Json, nullable=False),
)

inputs = Table(
    "inputs",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("source", Text, nullable=False),  # update, timer, errand, start
    Column("key", Text, nullable=False),
    Column("payload", Text, nullable=False),  # JSON as received, never parsed before it is stored
    Column("received_at", UtcDatetime, nullable=False),
    Column("state", Text, nullable=False, default="pending"),  # pending, done, failed
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text),
    UniqueConstraint("source", "key"),
)
Index(
    "ix_inputs_pending",
    inputs.c.seq,
    sqlite_where=inputs.c.state == "pending",
    postgresql_where=inputs.c.state == "pending",
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("key", Text, nullable=False, unique=True),  # idempotency
    Column("cause", Text, nullable=False),  # the input or the event that made it
    Column("priority", Integer, nullable=False),  # flows.outbound.Priority
    Column("content", Json, nullable=False),  # flows.outbound.Content as plain values; no text
    Column("silent", Boolean, nullable=False, default=False),
    Column("not_before", UtcDatetime, nullable=False),
    Column("useless_after", UtcDatetime),
    Column("state", Text, nullable=False, default="waiting"),  # waiting, sending, sent, failed, expired
    Column("tries", Integer, nullable=False, default=0),
    Column("error", Text),
    Column("sent_at", UtcDatetime),
)
Index(
    "ix_outbox_waiting",
    outbox.c.priority,
    outbox.c.not_before,
    outbox.c.id,
    sqlite_where=outbox.c.state == "waiting",
    postgresql_where=outbox.c.state == "waiting",
)

Index(  # who has a message in flight
    "ix_outbox_sending",
    outbox.c.person,
    sqlite_where=outbox.c.state == "sending",
    postgresql_where=outbox.c.state == "sending",
)
Index(  # how much is on its way to somebody
    "ix_outbox_person_waiting",
    outbox.c.person,
    sqlite_where=outbox.c.state == "waiting",
    postgresql_where=outbox.c.state == "waiting",
)
Index("ix_outbox_cause", outbox.c.cause)

errands = Table(
    "errands",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("kind", Text, nullable=False),  # photo
    Column("key", Text, nullable=False, unique=True),
    Column("payload", Json, nullable=False),
    Column("not_before", UtcDatetime, nullable=False),
    Column("state", Text, nullable=False, default="waiting"),  # waiting, done, failed
    Column("tries", Integer, nullable=False, default=0),
    Column("error", Text),
)
Index("ix_errands_state_not_before", errands.c.state, errands.c.not_before)

timers = Table(
    "timers",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Integer, nullable=False),
    Column("due_at", UtcDatetime, nullable=False),
    Column("state", Text, nullable=False, default="waiting"),  # waiting, rung, cancelled
    UniqueConstraint("kind", "subject"),
)
Index("ix_timers_state_due_at", timers.c.state, timers.c.due_at)
