"""SQL written once as text and compiled once, for the queries that run for every input and every message.

A group of inputs pays for each statement it runs, so these skip the expression language; nothing else should.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from bot.storage.types import Json, UtcDatetime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import TextClause
    from sqlalchemy.engine import Connection
    from sqlalchemy.sql.selectable import TextualSelect
    from sqlalchemy.types import TypeEngine

#: What the columns and parameters of these names hold, in every statement.
TYPES: dict[str, TypeEngine[Any]] = {
    name: UtcDatetime()
    for name in (
        *("now", "before", "since", "received_at", "not_before", "useless_after", "due_at", "sent_at"),
        "starts_at",
    )
} | {name: Json() for name in ("content", "value", "errand")}


def command(sql: str) -> TextClause:
    """Return a statement that writes; parameters named in `TYPES` are converted."""
    clause = text(sql)
    typed = [bindparam(name, type_=TYPES[name]) for name in clause._bindparams if name in TYPES]  # noqa: SLF001 - the only list of a text's parameters
    return clause.bindparams(*typed)


def query(sql: str, *names: str) -> TextualSelect:
    """Return a statement that reads the columns `names`, in that order; those in `TYPES` are converted."""
    types = {name: TYPES[name] for name in names if name in TYPES}
    clause = command(sql)
    return clause.columns(**types) if types else clause.columns()


def savepoint(connection: Connection) -> None:
    """Open the savepoint of one input; SQLAlchemy's own costs 40 % of a group, so the driver is asked."""
    _driver(connection).execute("SAVEPOINT one")


def keep(connection: Connection) -> None:
    """Keep what was written since `savepoint`."""
    _driver(connection).execute("RELEASE SAVEPOINT one")


def undo(connection: Connection) -> None:
    """Undo what was written since `savepoint`, and that alone."""
    driver = _driver(connection)
    driver.execute("ROLLBACK TO SAVEPOINT one")
    driver.execute("RELEASE SAVEPOINT one")


@contextmanager
def trial(connection: Connection) -> Iterator[None]:
    """Undo at the end whatever is written within: to see what would come of it."""
    driver = _driver(connection)
    driver.execute("SAVEPOINT trial")
    try:
        yield
    finally:
        driver.execute("ROLLBACK TO SAVEPOINT trial")
        driver.execute("RELEASE SAVEPOINT trial")


@contextmanager
def all_or_nothing(connection: Connection) -> Iterator[None]:
    """Undo what is written within when it ends in an error, and that alone."""
    driver = _driver(connection)
    driver.execute("SAVEPOINT whole")
    try:
        yield
    except BaseException:
        driver.execute("ROLLBACK TO SAVEPOINT whole")
        raise
    finally:
        driver.execute("RELEASE SAVEPOINT whole")


def _driver(connection: Connection) -> Any:  # noqa: ANN401 - sqlite3's or psycopg's connection, both can execute
    return connection.connection.driver_connection
