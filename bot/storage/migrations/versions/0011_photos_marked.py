"""A photo may be fit to be shown to neighbours, or blurred."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.add_column(sa.Column("showable", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("blur", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.drop_column("blur")
        batch_op.drop_column("showable")
