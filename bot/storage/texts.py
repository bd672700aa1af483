"""Texts that officers have made or put in the place of the territory's, and who did so when; no rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from bot.storage.tables import ready_answers, text_changes, texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

KEPT = 3  # changes that are shown


@dataclass(frozen=True, slots=True)
class StoredReady:
    """A ready-made answer of the officers' own; one of the territory's has no title, purpose and kinds."""

    id: str
    title: str | None
    purpose: str | None
    kinds: Sequence[str] | None
    off: bool


@dataclass(frozen=True, slots=True)
class TextChange:
    """What was done to a text, in a language or, with "", to the whole."""

    what: str
    language: str
    person: int | None
    at: datetime


def of_key(connection: Connection, key: str) -> dict[str, str]:
    """Return the texts in the place of the territory's, by language."""
    query = select(texts.c.language, texts.c.text).where(texts.c.key == key, texts.c.text.is_not(None))
    return {row.language: row.text for row in connection.execute(query)}


def of_prefix(connection: Connection, prefix: str) -> dict[str, dict[str, str]]:
    """Return the texts by language of every key that begins so, by what follows."""
    query = select(texts.c.key, texts.c.language, texts.c.text)
    own = query.where(texts.c.key.startswith(prefix, autoescape=True), texts.c.text.is_not(None))
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(own):
        found.setdefault(row.key.removeprefix(prefix), {})[row.language] = row.text
    return found


def put(
    connection: Connection, key: str, language: str, text: str | None, person: int, now: datetime
) -> None:
    """Put a text in the place of the territory's; None puts the territory's back."""
    own = (texts.c.key == key) & (texts.c.language == language)
    changed = {"text": text, "changed_by": person, "changed_at": now}
    if not connection.execute(update(texts).where(own).values(changed)).rowcount:
        connection.execute(insert(texts), {"key": key, "language": language, **changed})


def log(
    connection: Connection,
    key: str,
    what: str,
    person: int,
    now: datetime,
    *,
    language: str = "",
    text: str | None = None,
) -> None:
    """Write down what was done to a text; nothing written here is ever changed."""
    row = {"key": key, "what": what, "language": language, "text": text}
    connection.execute(insert(text_changes), {**row, "changed_by": person, "changed_at": now})


def changes(connection: Connection, key: str) -> list[TextChange]:
    """Return the last changes of a text, the newest first."""
    columns = (text_changes.c.what, text_changes.c.language)
    query = select(*columns, text_changes.c.changed_by, text_changes.c.changed_at)
    last = query.where(text_changes.c.key == key).order_by(text_changes.c.id.desc()).limit(KEPT)
    return [TextChange(*row) for row in connection.execute(last)]


# --- ready-made answers ------------------------------------------------------------------------


def stored_ready(connection: Connection) -> list[StoredReady]:
    """Return the officers' own ready-made answers, and those of the territory's that were once put aside."""
    rows = connection.execute(select(ready_answers).order_by(ready_answers.c.id))
    return [StoredReady(*row) for row in rows]


def make_ready(connection: Connection, title: str, purpose: str, kinds: Sequence[str]) -> str:
    """Keep a ready-made answer of the officers' own; return its id, which no territory's file can hold."""
    count = connection.execute(select(func.count()).select_from(ready_answers)).scalar_one()
    made = f"own_{count + 1}"
    row = {"id": made, "title": title, "purpose": purpose, "kinds": [*kinds], "off": False}
    connection.execute(insert(ready_answers), row)
    return made


def switch_ready(connection: Connection, ready: str, *, off: bool) -> None:
    """Put a ready-made answer aside, or back among those offered."""
    own = update(ready_answers).where(ready_answers.c.id == ready).values(off=off)
    if not connection.execute(own).rowcount:
        connection.execute(insert(ready_answers), {"id": ready, "off": off})
