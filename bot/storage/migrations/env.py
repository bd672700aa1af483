"""Alembic's entry: it runs the migrations in the transaction of the connection it is given."""

from __future__ import annotations

from typing import Literal

from alembic import context

from bot.storage.tables import metadata
from bot.storage.types import Json, UtcDatetime


def _render(kind: str, value: object, _: object) -> str | Literal[False]:
    """Write our own types as the plain ones they are made of: a migration does not change with the code."""
    if kind == "type" and isinstance(value, UtcDatetime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, Json):
        return "sa.Text()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
    render_item=_render,
    compare_type=True,
)
context.run_migrations()
