"""What participants are expected at, and what came of it; no query lives here."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

shifts = Table(
    "shifts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("crew", ForeignKey("crews.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("starts", Text, nullable=False),  # 08:00, local
    Column("ends", Text, nullable=False),  # 12:00, local
    Column("place", Json, nullable=False),  # a text per language
    Column("latitude", Float),
    Column("longitude", Float),
    Column("district", Text),  # an id of the territory's
    Column("task", Json, nullable=False),  # a text per language, or none
    Column("indoor", Boolean, nullable=False, default=False),
    Column("cancelled", Boolean, nullable=False, default=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", UtcDatetime, nullable=False),
    UniqueConstraint("crew", "day", "starts"),
)
Index("ix_shifts_day", shifts.c.day)

appointments = Table(
    "appointments",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("sort", Text, nullable=False),  # domain.programme.Sort
    Column("partner", Text),  # an id of the territory's; None: the service itself
    Column("starts_at", UtcDatetime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("place", Text),  # None: the partner's address, or the service's
    Column("cancelled", Boolean, nullable=False, default=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", UtcDatetime, nullable=False),
)
Index("ix_appointments_starts_at", appointments.c.starts_at)

# Somebody's being expected at a thing. For an appointment the row is the booking; at a shift whoever is in
# its crew on that day is expected, and a row exists only once they have answered or were noted.
attendances = Table(
    "attendances",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id")),  # None once they were erased
    Column("kind", Text, nullable=False),  # of the thing: domain.reminders.Kind
    Column("thing", Integer, nullable=False),
    Column("booked_at", UtcDatetime, nullable=False),
    Column("left_at", UtcDatetime),  # not expected at the appointment any more
    Column("answer", Text),  # domain.attendance.Answer
    Column("answered_at", UtcDatetime),
    Column("answered_version", Integer),  # of the thing: an answer to what has changed counts no more
    Column("in_time", Boolean),  # whether an absence was announced before the territory's limit
    Column("reason_given", Boolean, nullable=False, default=False),  # that one was counted, not which
    Column("state", Text, nullable=False),  # domain.attendance.State
    Column("noted_by", ForeignKey("people.id")),
    Column("noted_at", UtcDatetime),
    UniqueConstraint("person", "kind", "thing"),
)
Index("ix_attendances_kind_thing", attendances.c.kind, attendances.c.thing)

absence_reasons = Table(  # counted; whose they were is never written
    "absence_reasons",
    metadata,
    Column("month", Date, primary_key=True),  # its first day
    Column("reason", Text, primary_key=True),  # an id of the territory's
    Column("count", Integer, nullable=False),
)

pauses = Table(
    "pauses",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("purpose", Text, nullable=False),  # domain.attendance.Purpose
    Column("paused_at", UtcDatetime, nullable=False),
    Column("resumed_at", UtcDatetime),
)
Index("ix_pauses_person_purpose", pauses.c.person, pauses.c.purpose)

outcomes = Table(  # what became of somebody, asked at four moments after they left a crew
    "outcomes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id")),  # None once they were erased
    Column("enrolment", ForeignKey("enrolments.id"), nullable=False),
    Column("moment", Text, nullable=False),  # domain.outcome.Moment
    Column("left_on", Date, nullable=False),
    Column("state", Text, nullable=False),  # domain.outcome.State
    Column("tries", Integer, nullable=False, default=0),
    Column("outcome", Text),  # domain.outcome.Outcome
    Column("job", Text),  # domain.outcome.Job
    Column("category", Text),  # domain.outcome.Category
    Column("said_at", UtcDatetime),
    Column("confirmed_by", ForeignKey("people.id")),
    Column("confirmed_at", UtcDatetime),
    UniqueConstraint("enrolment", "moment"),
)
Index("ix_outcomes_person", outcomes.c.person)

profiles = Table(  # what the figures for funders need; entered by an officer at enrolment
    "profiles",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("sex", Text),  # domain.profile.Sex
    Column("age", Text),  # domain.profile.Age
    Column("priority_district", Boolean),
    Column("noted_by", ForeignKey("people.id")),
    Column("noted_at", UtcDatetime, nullable=False),
)
