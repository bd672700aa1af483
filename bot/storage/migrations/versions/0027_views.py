"""The queue is seen in views, each found by an index; a card knows when it was touched; counts are pinned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Json, UtcDatetime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IN_VIEWS = ("danger", "answer_by", "claimed_by", "snoozed_until", "held", "muted", "district", "kind")
WAITS = "waiting_since IS NOT NULL"
ASKED = "waiting_since IS NULL AND state IN ('accepted', 'info_needed', 'interview', 'needs_info')"


def upgrade() -> None:
    op.drop_index("ix_requests_waiting_since_id", "requests")
    _partial("ix_requests_waiting", ["waiting_since", "id", *IN_VIEWS], WAITS)
    _partial("ix_requests_asked", ["created_at", "id", "state", *IN_VIEWS], ASKED)
    op.create_index("ix_requests_claimed_by", "requests", ["claimed_by"])
    op.add_column("cards", sa.Column("touched_at", UtcDatetime(), nullable=True))
    op.execute("UPDATE cards SET touched_at = created_at")
    op.create_table(
        "tallies",
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("drawn", Json(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_tallies_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_tallies")),
    )


def _partial(name: str, columns: list[str], where: str) -> None:
    held = sa.text(where)
    op.create_index(name, "requests", columns, sqlite_where=held, postgresql_where=held)


def downgrade() -> None:
    op.drop_table("tallies")
    op.drop_column("cards", "touched_at")
    for name in ("ix_requests_claimed_by", "ix_requests_asked", "ix_requests_waiting"):
        op.drop_index(name, "requests")
    op.create_index("ix_requests_waiting_since_id", "requests", ["waiting_since", "id"])
