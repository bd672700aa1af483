"""Officers say that they are away until a day, and who stands in for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDatetime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "away",
        sa.Column("person", SERIAL, nullable=False),
        sa.Column("returns_on", sa.Date(), nullable=False),
        sa.Column("deputy", SERIAL, nullable=True),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.ForeignKeyConstraint(["deputy"], ["people.id"], name=op.f("fk_away_deputy")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_away_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_away")),
    )


def downgrade() -> None:
    op.drop_table("away")
