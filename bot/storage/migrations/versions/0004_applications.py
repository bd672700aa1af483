"""People may apply to join the crew, and say how they can be called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "contacts",
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("first_name", sa.Text(), nullable=True),
        sa.Column("last_name", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("speaks", sa.Text(), nullable=True),
        sa.Column("call_time", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_contacts_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_contacts")),
    )
    op.create_table(
        "applications",
        sa.Column("request", NUMBER, nullable=False),
        sa.Column("of_age", sa.Boolean(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("in_town", sa.Boolean(), nullable=False),
        sa.Column("out_of_work", sa.Text(), nullable=False),
        sa.Column("mornings", sa.Boolean(), nullable=False),
        sa.Column("phases", sa.Text(), nullable=False),
        sa.Column("attractions", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("entered_by", NUMBER, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("same_as", NUMBER, nullable=True),
        sa.Column("hoped_phase", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_applications_request")),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name=op.f("fk_applications_entered_by")),
        sa.ForeignKeyConstraint(["same_as"], ["requests.id"], name=op.f("fk_applications_same_as")),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_applications")),
    )


def downgrade() -> None:
    op.drop_table("applications")
    op.drop_table("contacts")
