"""Somebody may be muted: what they report from then on is in no queue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("muted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("requests", sa.Column("muted", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.drop_column("muted")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("muted_at")
