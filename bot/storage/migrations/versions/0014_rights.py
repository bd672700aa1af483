"""Who sent a photo or a voice note is known; requests may be nobody's; files are disclosed, accounts linked.

Photos and voice notes there are already count as those of whoever reported.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REPORTER = "(SELECT person FROM requests WHERE requests.id = request)"
WHERE = {"photos": "stage = 'before'", "recordings": "author = 'reporter'"}


def upgrade() -> None:
    for table, reporters in WHERE.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("person", NUMBER, nullable=True))
            batch_op.create_foreign_key(op.f(f"fk_{table}_person"), "people", ["person"], ["id"])
            batch_op.create_index(op.f(f"ix_{table}_person"), ["person"])
        op.execute(f"UPDATE {table} SET person = {REPORTER} WHERE {reporters}")  # noqa: S608 - our own words
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "links",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_links_person")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_person"), "links", ["person"])
    op.create_table(
        "disclosures",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_disclosures_person")),
        sa.ForeignKeyConstraint(["sent_by"], ["people.id"], name=op.f("fk_disclosures_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
    )
    op.create_index(op.f("ix_disclosures_person"), "disclosures", ["person"])


def downgrade() -> None:
    op.drop_table("disclosures")
    op.drop_table("links")
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.drop_column("erased_at")
    for table in WHERE:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(op.f(f"ix_{table}_person"))
            batch_op.drop_constraint(op.f(f"fk_{table}_person"), type_="foreignkey")
            batch_op.drop_column("person")
