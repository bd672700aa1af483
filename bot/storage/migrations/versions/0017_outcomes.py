"""What became of somebody after a crew is asked and kept, and the bands that the figures need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "outcomes",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=True),
        sa.Column("enrolment", NUMBER, nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("job", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("said_at", MOMENT, nullable=True),
        sa.Column("confirmed_by", NUMBER, nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_outcomes_person")),
        sa.ForeignKeyConstraint(["enrolment"], ["enrolments.id"], name=op.f("fk_outcomes_enrolment")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["people.id"], name=op.f("fk_outcomes_confirmed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.UniqueConstraint("enrolment", "moment", name=op.f("uq_outcomes_enrolment_moment")),
    )
    op.create_index("ix_outcomes_person", "outcomes", ["person"])
    op.create_table(
        "profiles",
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("age", sa.Text(), nullable=True),
        sa.Column("priority_district", sa.Boolean(), nullable=True),
        sa.Column("noted_by", NUMBER, nullable=True),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_profiles_person")),
        sa.ForeignKeyConstraint(["noted_by"], ["people.id"], name=op.f("fk_profiles_noted_by")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_profiles")),
    )


def downgrade() -> None:
    op.drop_table("profiles")
    op.drop_table("outcomes")
