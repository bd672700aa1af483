"""Open reports are found by where they lie: each gets the cell of the grid it lies in, and when it was filed.

The numbers are those of bot/domain/grid.py as they were then; a later change of them is a later migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CLOSED = "('cleared', 'forwarded', 'duplicate', 'dismissed')"
# Degrees made positive: SQLite knows no floor, and its CAST cuts.
ROW = "(latitude + 90.0) / 0.0005"
COLUMN = "(longitude + 180.0) / 0.0007"


def upgrade() -> None:
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cell", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True))
    cut = "CAST({} AS INTEGER)" if op.get_bind().dialect.name == "sqlite" else "CAST(floor({}) AS BIGINT)"
    cell = f"{cut.format(ROW)} * 1000000 + {cut.format(COLUMN)}"
    filed = "(SELECT created_at FROM requests WHERE requests.id = reports.request)"
    op.execute(f"UPDATE reports SET cell = {cell}, filed_at = {filed}")  # noqa: S608 - our own words
    closed = f"SELECT id FROM requests WHERE state IN {CLOSED}"  # noqa: S608 - the same
    op.execute(f"UPDATE reports SET cell = NULL WHERE request IN ({closed})")  # noqa: S608 - the same
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index("ix_reports_near", ["cell", "filed_at", "kind", "latitude", "longitude"])


def downgrade() -> None:
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_near")
        batch_op.drop_column("filed_at")
        batch_op.drop_column("cell")
