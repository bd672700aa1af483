"""Texts that an officer has put in the place of the territory's, and who did so when; no rule lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.storage.tables import texts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def of_key(connection: Connection, key: str) -> dict[str, str]:
    """Return the texts in the place of the territory's, by language."""
    query = select(texts.c.language, texts.c.text).where(texts.c.key == key, texts.c.text.is_not(None))
    return {row.language: row.text for row in connection.execute(query)}


def put(
    connection: Connection, key: str, language: str, text: str | None, person: int, now: datetime
) -> None:
    """Put a text in the place of the territory's; None puts the territory's back."""
    own = (texts.c.key == key) & (texts.c.language == language)
    changed = {"text": text, "changed_by": person, "changed_at": now}
    if not connection.execute(update(texts).where(own).values(changed)).rowcount:
        connection.execute(insert(texts), {"key": key, "language": language, **changed})
