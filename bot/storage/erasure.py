"""Takes somebody out of every table, as the register says; whether it may be done is the services' matter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Text, delete, false, insert, or_, select, type_coerce, update

from bot.domain.retention import Kept
from bot.storage import errands, facts, search_index
from bot.storage.personal import REGISTER, Erased
from bot.storage.tables import accounts, events, inputs, metadata, outbox, people, photos, requests, sessions
from bot.storage.types import Json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from sqlalchemy import Column, ColumnElement, Connection, Table

NOBODY_FACT = "nobody"  # the number of the person who stands for everybody erased
STAYS = frozenset({Kept.HISTORY})  # what was done and when tells nothing once nobody's name is on it
LONGEST_WORD = 50  # of somebody's words, to find them again in what others were sent


def erase(connection: Connection, person: int, language: str, now: datetime) -> tuple[str, ...]:
    """Leave nothing in any table that leads to a person; return the digests of the photos they had sent.

    `language` is that of the person who stands for everybody erased, should they have to be made.
    """
    words, touched = _words(connection, person), _touched(connection, person)
    search_index.forget(connection, touched)
    mine = _requests_of(person)
    connection.execute(update(requests).where(requests.c.id.in_(mine)).values(erased_at=now))
    followed = (events.c.actor == person) & (events.c.kind.in_(("followed", "added")))
    connection.execute(update(events).where(followed).values(detail=None))
    unsent = (outbox.c.person == person) & (outbox.c.state == "waiting")
    connection.execute(update(outbox).where(unsent).values(state="expired"))
    _forget_failures(connection, person)
    files = _photos_gone(connection, person)
    for table in reversed(metadata.sorted_tables):
        if table is not people:
            _empty(connection, table, person)
    _let_go(connection, person, _nobody(connection, language, now))
    connection.execute(delete(people).where(people.c.id == person))
    _forget_words(connection, words)
    search_index.reindex(connection, touched)
    return files


def _requests_of(person: int) -> Any:  # noqa: ANN401 - a part of a statement
    return select(requests.c.id).where(requests.c.person == person)


def _touched(connection: Connection, person: int) -> list[int]:
    """Return the requests that may be found by the person's words: their own, and those they wrote on."""
    wrote = select(events.c.request).where(events.c.actor == person)
    return [*connection.execute(_requests_of(person).union(wrote)).scalars()]


# --- tables ------------------------------------------------------------------------------------------


def _empty(connection: Connection, table: Table, person: int) -> None:
    """Do to one table what the register says."""
    held = REGISTER[table.name]
    if held.erased is Erased.NOTHING:
        return
    column = table.c[held.whose]
    leads = {key.column.table.name for key in column.foreign_keys}
    theirs = column.in_(_requests_of(person)) if leads == {"requests"} else column == person
    if held.erased is Erased.ROW:
        connection.execute(delete(table).where(theirs))
        return
    emptied = {name: _nothing(table.c[name]) for name in _emptied(table)}
    if emptied:
        connection.execute(update(table).where(theirs).values(**emptied))


def _emptied(table: Table) -> Iterator[str]:
    """Give the columns to empty; those that lead to people are let go for everybody."""
    held = REGISTER[table.name]
    names = {name for kept, listed in held.rules.items() if kept not in STAYS for name in listed.split()}
    yield from (name for name in sorted(names) if not _leads_to_people(table.c[name]))


def _nothing(column: Column[Any]) -> object:
    if column.nullable:
        return None
    if isinstance(column.type, Boolean):
        return False
    return {} if isinstance(column.type, Json) else ""


def _leads_to_people(column: Column[Any]) -> bool:
    return any(key.column.table is people for key in column.foreign_keys)


def _let_go(connection: Connection, person: int, nobody: int) -> None:
    """Empty every column that still leads to the person, or let it lead to nobody."""
    for table in metadata.sorted_tables:
        for column in table.c:
            if _leads_to_people(column):
                other = {column.name: None if column.nullable else nobody}
                connection.execute(update(table).where(column == person).values(other))


def _nobody(connection: Connection, language: str, now: datetime) -> int:
    """Return the person who stands for everybody erased, made at first need; they have no account."""
    known = facts.read(connection, NOBODY_FACT)
    if known is not None:
        return int(known)
    values = {"guessed_language": language, "created_at": now}
    made: int = connection.execute(insert(people).returning(people.c.id), values).scalar_one()
    facts.write(connection, NOBODY_FACT, made)
    return made


# --- photos ------------------------------------------------------------------------------------------


def _photos_gone(connection: Connection, person: int) -> tuple[str, ...]:
    """Drop what fetches the person's photos and return the digests of those that were fetched."""
    rows = connection.execute(select(photos.c.id, photos.c.digest).where(photos.c.person == person)).all()
    for row in rows:
        errands.drop(connection, f"photo:{row.id}")
    for session in connection.execute(select(sessions.c.id).where(sessions.c.person == person)).scalars():
        errands.drop_all(connection, f"taken:{session}:")  # it names a photo that was never filed
    return tuple(sorted({row.digest for row in rows if row.digest}))


# --- words in other people's rows -----------------------------------------------------------------------


def _words(connection: Connection, person: int) -> set[str]:
    """Return every text the person wrote, to find it in what others were sent."""
    return {
        value
        for table, column in _written()
        for (value,) in connection.execute(select(column).where(_of(table, person), column.is_not(None)))
        for value in _texts(value)
        if value.strip()
    }


def _written() -> Iterator[tuple[Table, Column[Any]]]:
    """Give the columns that may hold a person's own words or name."""
    named = {
        "contacts": ("first_name", "last_name", "phone"),
        "reports": ("landmark", "note"),
        "applications": ("note",),
        "matters": ("detail",),
        "events": ("detail",),
    }
    for table, columns in named.items():
        yield from ((metadata.tables[table], metadata.tables[table].c[name]) for name in columns)


def _of(table: Table, person: int) -> ColumnElement[bool]:
    column = table.c[REGISTER[table.name].whose]
    mine: ColumnElement[bool] = column.in_(_requests_of(person)) if "request" in table.c else column == person
    return mine | (table.c.actor == person) if "actor" in table.c else mine


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (
            each for name, each in value.items() if name in search_index.SAID and isinstance(each, str)
        )


def _forget_words(connection: Connection, words: Collection[str]) -> None:
    """Empty what others were sent and holds one of these words; what still waits says it once more."""
    content = type_coerce(outbox.c.content, Text)
    held = [content.like(_quoted(word), escape="\\") for word in words]
    ended = outbox.c.state.in_(("sent", "failed", "expired"))
    connection.execute(update(outbox).where(ended, or_(false(), *held)).values(content={}))


def _quoted(word: str) -> str:
    """Return the pattern of a JSON text that is this word, or begins with it when it is long."""
    plain = json.dumps(word, ensure_ascii=False)[: LONGEST_WORD + 1]
    return "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _forget_failures(connection: Connection, person: int) -> None:
    """Empty the inputs of the person's accounts that were set aside; the others hold no payload any more."""
    mine = set(
        connection.execute(select(accounts.c.telegram_id).where(accounts.c.person == person)).scalars()
    )
    failed = select(inputs.c.seq, inputs.c.payload).where(inputs.c.state == "failed")
    gone = [row.seq for row in connection.execute(failed) if _sender(row.payload) in mine]
    connection.execute(update(inputs).where(inputs.c.seq.in_(gone)).values(payload=""))


def _sender(payload: str) -> int | None:
    """Return whose update this is; None for anything else that was stored."""
    try:
        update_read = json.loads(payload)
        parts = [part for part in update_read.values() if isinstance(part, dict)]
        return next((int(part["from"]["id"]) for part in parts if "from" in part), None)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
