"""The programme's tables: phases, crews, who is in them, interviews, criteria seen; no query lives here."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

phases = Table(
    "phases",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("code", Text, nullable=False, unique=True),  # 2027-spring
    Column("phase", Text, nullable=False),  # an id of the territory's
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),  # the last day
)

crews = Table(
    "crews",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("phase", ForeignKey("phases.id"), nullable=False),
    Column("crew", Text, nullable=False),  # an id of the territory's
    Column("name", Json, nullable=False),  # a text per language, as the next but one
    Column("seats", Integer, nullable=False),
    Column("place", Json, nullable=False),  # of the first day
    Column("hour", Text, nullable=False),  # of the first day: 08:00, local
    Column("supervisor", ForeignKey("people.id")),
    UniqueConstraint("phase", "crew"),
)

enrolments = Table(  # each without an end takes a seat
    "enrolments",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("crew", ForeignKey("crews.id"), nullable=False),
    Column("since", Date, nullable=False),
    Column("enrolled_at", UtcDatetime),  # None in rows of an older release
    Column("until", Date),  # None while the seat is taken
    Column("kept_until", Date),  # the day by which they must say yes; None once they have
)
Index("ix_enrolments_crew_until", enrolments.c.crew, enrolments.c.until)

interviews = Table(  # with applicants
    "interviews",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("request", ForeignKey("requests.id"), nullable=False, unique=True),
    Column("starts_at", UtcDatetime, nullable=False),
    Column("place", Text),  # None: the service's own address
    Column("state", Text, nullable=False),  # domain.meeting.Meeting
    Column("version", Integer, nullable=False),
)

criteria_seen = Table(  # the fact that a paper was seen; no paper is ever kept
    "criteria_seen",
    metadata,
    Column("request", ForeignKey("requests.id"), primary_key=True),
    Column("criterion", Text, primary_key=True),  # an id of the territory's
    Column("officer", ForeignKey("people.id"), nullable=False),
    Column("seen_on", Date, nullable=False),
)
