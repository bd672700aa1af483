"""Reports are found by where they lie: each gets the cell of the grid it lies in, and when it was filed.

The numbers are those of bot/domain/grid.py as they were then; a later change of them is a later migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Positive, so that SQLite's CAST, which cuts, and PostgreSQL's, which rounds, can both be made to cut.
ROW = "(latitude + 90.0) / 0.0005"
COLUMN = "(longitude + 180.0) / 0.0007"


def upgrade() -> None:
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cell", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True))
    cut = "CAST({} AS INTEGER)" if op.get_bind().dialect.name == "sqlite" else "CAST(floor({}) AS BIGINT)"
    cell = f"{cut.format(ROW)} * 1000000 + {cut.format(COLUMN)}"
    filed = "(SELECT created_at FROM requests WHERE requests.id = reports.request)"
    op.execute(f"UPDATE reports SET cell = {cell}, filed_at = {filed}")  # noqa: S608 - our own numbers
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index("ix_reports_cell_filed_at", ["cell", "filed_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_cell_filed_at")
        batch_op.drop_column("filed_at")
        batch_op.drop_column("cell")
