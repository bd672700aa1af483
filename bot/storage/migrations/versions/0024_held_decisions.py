"""A decision is held until it can no longer be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Json, UtcDatetime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "held_decisions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("request", NUMBER, nullable=False),
        sa.Column("officer", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given", Json(), nullable=False),
        sa.Column("comes_to", sa.Text(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", UtcDatetime(), nullable=False),
        sa.Column("due_at", UtcDatetime(), nullable=False),
        sa.Column("ended_at", UtcDatetime(), nullable=True),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["people.id"], name=op.f("fk_held_decisions_officer")),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_held_decisions_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_decisions")),
    )
    op.create_index("ix_held_decisions_request", "held_decisions", ["request"])


def downgrade() -> None:
    op.drop_table("held_decisions")
