"""People's tables: accounts, contacts, roles, invitations, dialogues; no query lives here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

people = Table(
    "people",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("language", Text),  # None until chosen
    Column("guessed_language", Text, nullable=False),
    Column("muted_at", UtcDatetime),  # what they report from then on waits for nobody
    Column("created_at", UtcDatetime, nullable=False),
)

contacts = Table(  # what somebody has given so that the officer can call them
    "contacts",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("first_name", Text),
    Column("last_name", Text),
    Column("phone", Text, index=True),  # E.164
    Column("speaks", Text),  # the language spoken, which may be none of the territory's
    Column("call_time", Text),  # domain.application.CallTime
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
    Column("revoked_by", ForeignKey("people.id")),
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

links = Table(  # that lead a Telegram account to somebody who was entered without one
    "links",
    metadata,
    Column("digest", Text, primary_key=True),  # of the payload; the payload itself is never stored
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("expires_at", UtcDatetime, nullable=False),
    Column("used_at", UtcDatetime),
)

disclosures = Table(  # of somebody's whole file, to themselves, once an officer knows that it is them
    "disclosures",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("asked_at", UtcDatetime, nullable=False),
    Column("sent_at", UtcDatetime),
    Column("sent_by", ForeignKey("people.id")),
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
