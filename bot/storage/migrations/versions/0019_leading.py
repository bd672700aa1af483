"""Whoever leads a crew sees its shifts on boards, keeps paper sheets, and is proposed another plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _boards()
    _sheets()
    op.create_table(
        "forecasts",
        sa.Column("shift", NUMBER, nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["shift"], ["shifts.id"], name=op.f("fk_forecasts_shift")),
        sa.PrimaryKeyConstraint("shift", name=op.f("pk_forecasts")),
    )


def _boards() -> None:
    op.create_table(
        "boards",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("shift", NUMBER, nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_boards_person")),
        sa.ForeignKeyConstraint(["shift"], ["shifts.id"], name=op.f("fk_boards_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boards")),
    )
    op.create_index("ix_boards_shift", "boards", ["shift"])
    op.create_index("ix_boards_person_message_id", "boards", ["person", "message_id"])


def _sheets() -> None:
    op.create_table(
        "sheets",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("shift", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=True),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("file_unique_id", sa.Text(), nullable=False),
        sa.Column("as_file", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["shift"], ["shifts.id"], name=op.f("fk_sheets_shift")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_sheets_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheets")),
        sa.UniqueConstraint("shift", "file_unique_id", name=op.f("uq_sheets_shift_file_unique_id")),
    )


def downgrade() -> None:
    for table in ("forecasts", "sheets", "boards"):
        op.drop_table(table)
