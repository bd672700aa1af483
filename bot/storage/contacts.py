"""How people may be called: what they have given themselves, nothing that Telegram says of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from bot.storage import search_index
from bot.storage.tables import contacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person's name and how to reach them; `phone` is in E.164, `call_time` a CallTime."""

    person: int
    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    speaks: str | None = None
    call_time: str | None = None


_CONTACT = select(
    contacts.c.person,
    contacts.c.first_name,
    contacts.c.last_name,
    contacts.c.phone,
    contacts.c.speaks,
    contacts.c.call_time,
)


def of_person(connection: Connection, person: int) -> Contact:
    """Return what somebody has given; an empty contact when it is nothing."""
    row = connection.execute(_CONTACT.where(contacts.c.person == person)).one_or_none()
    return Contact(**row._asdict()) if row else Contact(person=person)


def keep(connection: Connection, contact: Contact) -> None:
    """Keep a contact in place of the person's earlier one."""
    connection.execute(delete(contacts).where(contacts.c.person == contact.person))
    values = {column.name: getattr(contact, column.name) for column in contacts.c}
    connection.execute(insert(contacts), values)
    search_index.reindex_person(connection, contact.person)


def correct(connection: Connection, person: int, changed: Mapping[str, Any]) -> None:
    """Change some of what somebody has given."""
    if changed:
        keep(connection, replace(of_person(connection, person), **changed))


def forget(connection: Connection, person: int) -> None:
    """Erase what somebody has given."""
    connection.execute(delete(contacts).where(contacts.c.person == person))
    search_index.reindex_person(connection, person)
