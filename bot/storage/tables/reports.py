"""Reports' tables: where waste lies, addresses, photos, voice notes, followers; no query lives here."""

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
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

reports = Table(
    "reports",
    metadata,
    Column("request", ForeignKey("requests.id"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("district", Text),
    Column("landmark", Text),
    Column("address", Text),  # of the point, as it was looked up
    Column("latitude", Float),
    Column("longitude", Float),
    Column("cell", BigInteger),  # domain.grid's, while the report is open; None without a point
    Column("filed_at", UtcDatetime),  # the request's created_at, to stand beside the cell in one index
    Column("in_town", Text, nullable=False),  # yes, no, border, unknown
    Column("in_priority_area", Text, nullable=False),
    Column("size", Text),
    Column("canisters", Text),  # how many, by ranges
    Column("note", Text),
    Column("planned_on", Date),
    Column("forwarded_to", Text),
    Column("dismissal", Text),
    Column("duplicate_of", ForeignKey("reports.request")),  # the report kept in its place
)
_IS_ONE = text("duplicate_of IS NOT NULL")
Index(  # of the few that are one: among a million that are none SQLite would read them all
    "ix_reports_duplicate_of",
    reports.c.duplicate_of,
    sqlite_where=_IS_ONE,
    postgresql_where=_IS_ONE,
)
Index(  # open reports by where they lie; all that tells which are near, so that no row is read in vain
    "ix_reports_near",
    reports.c.cell,
    reports.c.filed_at,
    reports.c.kind,
    reports.c.latitude,
    reports.c.longitude,
)

addresses = Table(  # what the register of addresses has answered, for a while; who asked is not kept
    "addresses",
    metadata,
    Column("sought", Text, primary_key=True),
    Column("found", Json, nullable=False),
    Column("found_at", UtcDatetime, nullable=False, index=True),
)

photos = Table(
    "photos",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False),
    Column("person", ForeignKey("people.id"), index=True),  # whoever sent it
    Column("stage", Text, nullable=False),  # before, after
    Column("file_id", Text, nullable=False),
    Column("file_unique_id", Text, nullable=False),
    Column("as_file", Boolean, nullable=False, default=False),  # sent as a document
    Column("album", Text),
    Column("digest", Text),  # of the kept copy; None until fetched
    Column("state", Text, nullable=False, default="wanted"),  # wanted, kept, too_big, failed
    Column("showable", Boolean, nullable=False, default=False),  # to whoever reports near it
    Column("blur", Text),  # wanted: shown to nobody meanwhile; done: the copy is another one
    Column("received_at", UtcDatetime, nullable=False),
    UniqueConstraint("request", "stage", "file_unique_id"),
)
Index("ix_photos_album", photos.c.album)

recordings = Table(  # voice notes: Telegram holds them, no copy is ours
    "recordings",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False),
    Column("person", ForeignKey("people.id"), index=True),  # whoever spoke
    Column("author", Text, nullable=False),  # reporter, follower
    Column("file_id", Text, nullable=False),
    Column("file_unique_id", Text, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("as_music", Boolean, nullable=False, default=False),  # no voice note, another sound
    Column("received_at", UtcDatetime, nullable=False),
    UniqueConstraint("request", "file_unique_id"),
)

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
