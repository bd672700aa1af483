"""Requests are found by their words; `search_index.bring_up` fills this at the next start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_texts",
        sa.Column("request", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_search_texts_request")),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_search_texts")),
    )
    op.create_table(
        "search_words",
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("word", sa.Text(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False),
        sa.Column("requests", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("block", "word", name=op.f("pk_search_words")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_contacts_phone"), "contacts", ["phone"])


def downgrade() -> None:
    op.drop_index(op.f("ix_contacts_phone"), "contacts")
    op.drop_table("search_words")
    op.drop_table("search_texts")
