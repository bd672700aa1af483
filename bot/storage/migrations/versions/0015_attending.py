"""Crews have shifts, participants appointments; they answer, are noted, and may pause what they receive."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("crews", schema=None) as batch_op:
        batch_op.add_column(sa.Column("supervisor", NUMBER, nullable=True))
        batch_op.create_foreign_key(op.f("fk_crews_supervisor"), "people", ["supervisor"], ["id"])
    op.add_column("enrolments", sa.Column("enrolled_at", MOMENT, nullable=True))
    _interviews()
    _shifts()
    _appointments()
    _attendances()
    _pauses()


def _interviews() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("request", NUMBER, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_interviews_person")),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_interviews_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviews")),
        sa.UniqueConstraint("request", name=op.f("uq_interviews_request")),
    )
    op.execute(
        "INSERT INTO interviews (person, request, starts_at, place, state, version)"
        " SELECT person, request, starts_at, place, state, version FROM appointments ORDER BY id"
    )
    op.drop_table("appointments")


def _shifts() -> None:
    op.create_table(
        "shifts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("crew", NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("indoor", sa.Boolean(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["crew"], ["crews.id"], name=op.f("fk_shifts_crew")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
        sa.UniqueConstraint("crew", "day", "starts", name=op.f("uq_shifts_crew_day_starts")),
    )
    op.create_index("ix_shifts_day", "shifts", ["day"])


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    op.create_index("ix_appointments_starts_at", "appointments", ["starts_at"])


def _attendances() -> None:
    op.create_table(
        "attendances",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing", sa.Integer(), nullable=False),
        sa.Column("booked_at", MOMENT, nullable=False),
        sa.Column("left_at", MOMENT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_version", sa.Integer(), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("noted_by", NUMBER, nullable=True),
        sa.Column("noted_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_attendances_person")),
        sa.ForeignKeyConstraint(["noted_by"], ["people.id"], name=op.f("fk_attendances_noted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("person", "kind", "thing", name=op.f("uq_attendances_person_kind_thing")),
    )
    op.create_index("ix_attendances_kind_thing", "attendances", ["kind", "thing"])
    op.create_table(
        "absence_reasons",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "reason", name=op.f("pk_absence_reasons")),
    )


def _pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("paused_at", MOMENT, nullable=False),
        sa.Column("resumed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_pauses_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauses")),
    )
    op.create_index("ix_pauses_person_purpose", "pauses", ["person", "purpose"])


def downgrade() -> None:
    for table in ("pauses", "absence_reasons", "attendances", "appointments", "shifts"):
        op.drop_table(table)
    _appointments_of_requests()
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.drop_column("enrolled_at")
    with op.batch_alter_table("crews", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_crews_supervisor"), type_="foreignkey")
        batch_op.drop_column("supervisor")


def _appointments_of_requests() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("request", NUMBER, nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_appointments_person")),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_appointments_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("request", "sort", name=op.f("uq_appointments_request_sort")),
    )
    op.execute(
        "INSERT INTO appointments (person, request, sort, starts_at, place, state, version)"
        " SELECT person, request, 'interview', starts_at, place, state, version FROM interviews ORDER BY id"
    )
    op.drop_table("interviews")
