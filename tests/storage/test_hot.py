from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import NoResultFound

from bot.storage import statements
from bot.storage.database import machine_fault
from bot.storage.hot import Hot
from bot.storage.tables import outbox, people
from tests.storage.rows import add_person, queue

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

_SOME = select(outbox).where(outbox.c.not_before <= bindparam("now", type_=outbox.c.not_before.type))


def test_it_gives_what_sqlalchemy_gives(connection: Connection, now: datetime) -> None:
    queue(connection, add_person(connection, 1, now), "é😀", now)
    queue(connection, add_person(connection, 2, now), "b", now)
    usual = [tuple(row) for row in connection.execute(_SOME, {"now": now})]
    assert len(usual) == 2
    assert Hot(_SOME).all(connection, {"now": now}) == usual


def test_a_value_that_the_statement_holds_itself_is_given_along(
    connection: Connection, now: datetime
) -> None:
    person = add_person(connection, 1, now)
    statement = select(people.c.created_at).where(
        people.c.id == bindparam("person"), people.c.language.is_(None)
    )
    limited = Hot(statement.where(people.c.guessed_language == "fr").limit(1))
    assert limited.one(connection, {"person": person}) == (now,)
    with pytest.raises(NoResultFound):
        limited.one(connection, {"person": person + 1})


def test_what_it_writes_can_be_undone_to_the_savepoint(connection: Connection, now: datetime) -> None:
    write = Hot(statements.command("INSERT INTO facts (name, value) VALUES (:name, :value)"))
    statements.savepoint(connection)
    write.run(connection, {"name": "a", "value": {"at": now.isoformat()}})
    statements.undo(connection)
    assert connection.exec_driver_sql("SELECT count(*) FROM facts").scalar() == 0


def test_a_broken_rule_of_the_schema_is_no_fault_of_the_machine_here_either(connection: Connection) -> None:
    write = Hot(statements.command("INSERT INTO facts (name, value) VALUES (:name, :value)"))
    statements.savepoint(connection)
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)) as raised:
        write.run(connection, {"name": "a", "value": None})
    assert machine_fault(raised.value, connection) is False
    statements.undo(connection)
