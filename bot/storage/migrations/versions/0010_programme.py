"""The programme has phases and crews; people are in them, meet the officer, and wait for a seat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("applications", sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True))
    _phases()
    _enrolments()
    _meetings()


def _phases() -> None:
    op.create_table(
        "phases",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phases")),
        sa.UniqueConstraint("code", name=op.f("uq_phases_code")),
    )
    op.create_table(
        "crews",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("phase", NUMBER, nullable=False),
        sa.Column("crew", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("hour", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["phase"], ["phases.id"], name=op.f("fk_crews_phase")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crews")),
        sa.UniqueConstraint("phase", "crew", name=op.f("uq_crews_phase_crew")),
    )


def _enrolments() -> None:
    op.create_table(
        "enrolments",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("request", NUMBER, nullable=False),
        sa.Column("crew", NUMBER, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_enrolments_person")),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_enrolments_request")),
        sa.ForeignKeyConstraint(["crew"], ["crews.id"], name=op.f("fk_enrolments_crew")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
    )
    op.create_index("ix_enrolments_crew_until", "enrolments", ["crew", "until"])
    op.create_index(op.f("ix_enrolments_person"), "enrolments", ["person"])
    op.create_index(op.f("ix_enrolments_request"), "enrolments", ["request"])


def _meetings() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("request", NUMBER, nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_appointments_person")),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_appointments_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("request", "sort", name=op.f("uq_appointments_request_sort")),
    )
    op.create_table(
        "criteria_seen",
        sa.Column("request", NUMBER, nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("officer", NUMBER, nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_criteria_seen_request")),
        sa.ForeignKeyConstraint(["officer"], ["people.id"], name=op.f("fk_criteria_seen_officer")),
        sa.PrimaryKeyConstraint("request", "criterion", name=op.f("pk_criteria_seen")),
    )


def downgrade() -> None:
    for table in ("criteria_seen", "appointments", "enrolments", "crews", "phases"):
        op.drop_table(table)
    op.drop_column("applications", "listed_at")
