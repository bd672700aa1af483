"""Makes one person of two, in every table; whether they are the same one is known before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.storage import contacts, search_index
from bot.storage.contacts import Contact
from bot.storage.tables import contacts as contact_rows
from bot.storage.tables import followers, metadata, people

if TYPE_CHECKING:
    from sqlalchemy import Connection

_GIVEN = ("first_name", "last_name", "phone", "speaks", "call_time")


def merge(connection: Connection, gone: int, kept: int) -> None:
    """Let everything that leads to `gone` lead to `kept`, and drop `gone`.

    What `kept` has given stands; what is missing is taken from `gone`, whose chosen language counts.
    """
    _join_contacts(connection, gone, kept)
    _join_following(connection, gone, kept)
    for table in metadata.sorted_tables:
        for column in table.c:
            if any(key.column.table is people for key in column.foreign_keys):
                connection.execute(update(table).where(column == gone).values({column.name: kept}))
    chosen = connection.execute(select(people.c.language).where(people.c.id == gone)).scalar_one()
    if chosen is not None:
        connection.execute(update(people).where(people.c.id == kept).values(language=chosen))
    connection.execute(delete(people).where(people.c.id == gone))
    search_index.reindex_person(connection, kept)


def _join_contacts(connection: Connection, gone: int, kept: int) -> None:
    """One row a person: `gone`'s fills what is missing in `kept`'s."""
    theirs, own = contacts.of_person(connection, gone), contacts.of_person(connection, kept)
    given = {name: getattr(own, name) or getattr(theirs, name) for name in _GIVEN}
    connection.execute(delete(contact_rows).where(contact_rows.c.person == gone))
    if any(given.values()):
        contacts.keep(connection, Contact(person=kept, **given))


def _join_following(connection: Connection, gone: int, kept: int) -> None:
    """One row a report: those of `gone` whose report `kept` follows too go."""
    own = select(followers.c.request).where(followers.c.person == kept).scalar_subquery()
    twice = (followers.c.person == gone) & followers.c.request.in_(own)
    connection.execute(delete(followers).where(twice))
