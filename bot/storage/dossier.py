"""Everything that is held of one person, table by table as the register says; no other person's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from bot.storage.personal import REGISTER, Erased
from bot.storage.tables import events, metadata, outbox, people, requests

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Table

Rows = list[dict[str, Any]]

#: What others have said about the same thing, and what only the machinery knows.
OTHERS = ("followed", "added")
LEFT_OUT = frozenset(
    {"outbox", "sessions", "cards", "links", "disclosures", "invitations", "invitation_tries"}
)


def rows(connection: Connection, person: int) -> dict[str, Rows]:
    """Return the person's rows by table, as plain values, without columns that lead to people."""
    found = {}
    for table in metadata.sorted_tables:
        held = REGISTER[table.name]
        if held.erased is Erased.NOTHING or table.name in LEFT_OUT:
            continue
        shown = [column for column in table.c if not _leads_to_people(column)]
        query = select(*shown).where(_theirs(table, held.whose, person)).order_by(*table.primary_key.columns)
        found[table.name] = [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - its public name
    return {name: each for name, each in found.items() if each}


def messages(connection: Connection, person: int) -> list[tuple[datetime, Mapping[str, Any]]]:
    """Return what was sent to somebody and is still held: when, and what."""
    query = select(outbox.c.sent_at, outbox.c.content).where(outbox.c.person == person)
    sent = query.where(outbox.c.state == "sent").order_by(outbox.c.id)
    return [(row.sent_at, row.content) for row in connection.execute(sent)]


def _leads_to_people(column: Any) -> bool:  # noqa: ANN401 - a column
    return any(key.column.table is people for key in column.foreign_keys)


def _theirs(table: Table, whose: str, person: int) -> ColumnElement[bool]:
    column = table.c[whose]
    own = select(requests.c.id).where(requests.c.person == person)
    leads = {key.column.table.name for key in column.foreign_keys}
    theirs: ColumnElement[bool] = column.in_(own) if leads == {"requests"} else column == person
    if table is not events:
        return theirs
    of_others = events.c.kind.in_(OTHERS) & or_(events.c.actor != person, events.c.actor.is_(None))
    return or_(theirs & ~of_others, (events.c.actor == person) & events.c.kind.in_(OTHERS))
