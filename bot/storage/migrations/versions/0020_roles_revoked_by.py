"""Who took a role back is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revoked_by", NUMBER, nullable=True))
        batch_op.create_foreign_key(op.f("fk_roles_revoked_by"), "people", ["revoked_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_roles_revoked_by"), type_="foreignkey")
        batch_op.drop_column("revoked_by")
