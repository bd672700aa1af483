"""Officers make ready-made answers and put them aside; who changed a text, and how, is never forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Json, UtcDatetime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ready_answers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("kinds", Json(), nullable=True),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answers")),
    )
    op.create_table(
        "text_changes",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("changed_by", SERIAL, nullable=True),
        sa.Column("changed_at", UtcDatetime(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_text_changes_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_changes")),
    )
    op.create_index("ix_text_changes_key", "text_changes", ["key"])


def downgrade() -> None:
    op.drop_table("text_changes")
    op.drop_table("ready_answers")
