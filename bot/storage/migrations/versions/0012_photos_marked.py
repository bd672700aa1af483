"""A photo may be fit to be shown to neighbours, or blurred."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("photos", sa.Column("showable", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("photos", sa.Column("blur", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.drop_column("blur")
        batch_op.drop_column("showable")
