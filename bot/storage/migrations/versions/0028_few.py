"""The few requests that are somebody's, or a duplicate, are found without reading those that are not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

FEW = {"reports": "duplicate_of", "requests": "claimed_by"}


def upgrade() -> None:
    for table, column in FEW.items():
        held = sa.text(f"{column} IS NOT NULL")
        op.drop_index(f"ix_{table}_{column}", table)
        op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=held, postgresql_where=held)


def downgrade() -> None:
    for table, column in FEW.items():
        op.drop_index(f"ix_{table}_{column}", table)
        op.create_index(f"ix_{table}_{column}", table, [column])
