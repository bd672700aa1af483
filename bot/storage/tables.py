"""Every table of the programme, once, for both databases; no query and no rule lives here."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.types import Json, UtcDatetime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: SQLite counts row numbers only in a column called INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")

# --- the loop: what came in, what goes out -----------------------------------------------------

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

# --- people ------------------------------------------------------------------------------------

people = Table(
    "people",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("language", Text),  # None until chosen
    Column("guessed_language", Text, nullable=False),
    Column("created_at", UtcDatetime, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("unreachable_since", UtcDatetime),
)

roles = Table(
    "roles",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("granted_at", UtcDatetime, nullable=False),
    Column("revoked_at", UtcDatetime),
)

invitations = Table(
    "invitations",
    metadata,
    Column("digest", Text, primary_key=True),  # of the payload; the payload itself is never stored
    Column("role", Text, nullable=False),
    Column("expires_at", UtcDatetime, nullable=False),
    Column("used_by", ForeignKey("people.id")),
    Column("used_at", UtcDatetime),
)

invitation_tries = Table(
    "invitation_tries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("at", UtcDatetime, nullable=False),
    Index("ix_invitation_tries_person_at", "person", "at"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("flow", Text, nullable=False),
    Column("answers", Json, nullable=False),
    Column("misses", Integer, nullable=False, default=0),  # wrong inputs in a row to the present question
    Column("keyboard", Text, nullable=False, default="none"),  # what the last prompt left on the screen
    Column("touched_at", UtcDatetime, nullable=False),
    Column("ended_at", UtcDatetime),
    Column("filed", ForeignKey("requests.id")),  # what came of it
)
Index("ix_sessions_person_ended_at_touched_at", sessions.c.person, sessions.c.ended_at, sessions.c.touched_at)

# --- requests: the officer's queue -------------------------------------------------------------

requests = Table(
    "requests",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("kind", Text, nullable=False),  # report
    Column("reference", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("danger", Boolean, nullable=False, default=False),
    Column("waiting_since", UtcDatetime),  # None: nothing waits for the officer
    Column("answer_by", Date, nullable=False),  # the promised date, local
    Column("claimed_by", ForeignKey("people.id")),
    Column("created_at", UtcDatetime, nullable=False),
)
Index("ix_requests_waiting_since_id", requests.c.waiting_since, requests.c.id)
Index("ix_requests_person_created_at", requests.c.person, requests.c.created_at)

reports = Table(
    "reports",
    metadata,
    Column("request", ForeignKey("requests.id"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("district", Text),
    Column("landmark", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("cell", BigInteger),  # domain.grid's, while the report is open; None without a point
    Column("filed_at", UtcDatetime),  # the request's created_at, to stand beside the cell in one index
    Column("in_town", Text, nullable=False),  # yes, no, border, unknown
    Column("in_priority_area", Text, nullable=False),
    Column("size", Text),
    Column("note", Text),
    Column("planned_on", Date),
    Column("forwarded_to", Text),
    Column("dismissal", Text),
)
Index(  # open reports by where they lie; all that tells which are near, so that no row is read in vain
    "ix_reports_near",
    reports.c.cell,
    reports.c.filed_at,
    reports.c.kind,
    reports.c.latitude,
    reports.c.longitude,
)

photos = Table(
    "photos",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False),
    Column("stage", Text, nullable=False),  # before, after
    Column("file_id", Text, nullable=False),
    Column("file_unique_id", Text, nullable=False),
    Column("as_file", Boolean, nullable=False, default=False),  # sent as a document
    Column("album", Text),
    Column("digest", Text),  # of the kept copy; None until fetched
    Column("state", Text, nullable=False, default="wanted"),  # wanted, kept, too_big, failed
    Column("received_at", UtcDatetime, nullable=False),
    UniqueConstraint("request", "stage", "file_unique_id"),
)
Index("ix_photos_album", photos.c.album)

followers = Table(  # of a report that somebody else has filed
    "followers",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("since", UtcDatetime, nullable=False),
    Column("until", UtcDatetime),  # None while they follow
    UniqueConstraint("request", "person"),
)

events = Table(  # append-only: history and audit
    "events",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("at", UtcDatetime, nullable=False),
    Column("actor", ForeignKey("people.id")),
    Column("kind", Text, nullable=False),  # filed, moved, claimed, asked, answered, photo_added
    Column("state_from", Text),
    Column("state_to", Text),
    Column("detail", Json),
)

cards = Table(
    "cards",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("message_id", BigInteger),  # None until sent
    Column("open", Boolean, nullable=False, default=True),
    Column("created_at", UtcDatetime, nullable=False),
)
Index("ix_cards_person_open", cards.c.person, cards.c.open)
