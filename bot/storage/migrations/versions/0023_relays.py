"""What officers and people write to each other through the bot is followed from screen to screen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Json, UtcDatetime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "relays",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("request", NUMBER, nullable=False),
        sa.Column("author", NUMBER, nullable=True),
        sa.Column("written", sa.BigInteger(), nullable=False),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said", Json(), nullable=False),
        sa.Column("event", NUMBER, nullable=True),
        sa.Column("asked", sa.BigInteger(), nullable=True),
        sa.Column("reader", NUMBER, nullable=True),
        sa.Column("shown", sa.BigInteger(), nullable=True),
        sa.Column("answers", sa.BigInteger(), nullable=True),
        sa.Column("made_at", UtcDatetime(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_relays_request")),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_relays_author")),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_relays_event")),
        sa.ForeignKeyConstraint(["reader"], ["people.id"], name=op.f("fk_relays_reader")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relays")),
    )
    op.create_index("ix_relays_request", "relays", ["request"])
    op.create_index("ix_relays_author_written", "relays", ["author", "written"])
    op.create_index("ix_relays_reader_shown", "relays", ["reader", "shown"])


def downgrade() -> None:
    op.drop_table("relays")
