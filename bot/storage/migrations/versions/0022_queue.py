"""The queue knows districts, what is put aside and what can still be undone; a card knows its walk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Json, UtcDatetime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_DISTRICTS = """UPDATE requests SET district = coalesce(
    (SELECT district FROM reports WHERE reports.request = requests.id),
    (SELECT district FROM applications WHERE applications.request = requests.id))"""


def upgrade() -> None:
    op.add_column("requests", sa.Column("district", sa.Text(), nullable=True))
    op.add_column("requests", sa.Column("snoozed_until", UtcDatetime(), nullable=True))
    for name in ("snoozed_firmly", "held"):
        op.add_column("requests", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_DISTRICTS)
    op.add_column("cards", sa.Column("view", sa.Text(), nullable=True))
    op.add_column("cards", sa.Column("walk", Json(), nullable=True))


def downgrade() -> None:
    for name in ("walk", "view"):
        op.drop_column("cards", name)
    for name in ("held", "snoozed_firmly", "snoozed_until", "district"):
        op.drop_column("requests", name)
