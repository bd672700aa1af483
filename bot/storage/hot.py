"""Reads that run for every input and message, without SQLAlchemy's share of the time; others need it not.

The statement is written and compiled by SQLAlchemy, once a database; the driver runs it (5 instead of 30
microseconds). Errors are the driver's own, and `database.machine_fault` knows them.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import TextClause
from sqlalchemy.exc import NoResultFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, Dialect
    from sqlalchemy.sql.selectable import TextualSelect


@dataclass(frozen=True)
class _Compiled:
    """A statement for one kind of database: its text, the order of its parameters, the conversions."""

    text: str
    names: tuple[str, ...] | None  # None: parameters are given by name
    values: dict[str, Any]
    bound: dict[str, Callable[[Any], Any]]
    results: tuple[Callable[[Any], Any] | None, ...]


class Hot:
    """A statement with bound parameters, all of them values and none a list."""

    def __init__(self, statement: Select[Any] | TextClause | TextualSelect) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def all(self, connection: Connection, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return the rows as plain tuples, their columns converted."""
        compiled = self._for(connection.dialect)
        rows = _execute(connection, compiled, values).fetchall()
        return [_converted(row, compiled.results) for row in rows]

    def run(self, connection: Connection, values: Mapping[str, object]) -> None:
        """Execute a statement that writes."""
        _execute(connection, self._for(connection.dialect), values).close()

    def many(self, connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
        """Execute a statement that writes, once for each row of values; each of them can be hashed."""
        compiled = self._for(connection.dialect)
        # Rows planned together share most of their instants, and converting one costs as much as a row.
        once: dict[str, Callable[[Any], Any]] = {
            name: lru_cache(maxsize=1024)(process) for name, process in compiled.bound.items()
        }
        quick = replace(compiled, bound=once)
        given = [_given(quick, values) for values in rows]
        if given:
            with closing(_driver(connection).cursor()) as cursor:
                cursor.executemany(compiled.text, given)

    def first(self, connection: Connection, values: Mapping[str, object]) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        rows = self.all(connection, values)
        return rows[0] if rows else None

    def one(self, connection: Connection, values: Mapping[str, object]) -> tuple[Any, ...]:
        """Return the only row; raise NoResultFound when there is none."""
        row = self.first(connection, values)
        if row is None:
            raise NoResultFound
        return row

    def _for(self, dialect: Dialect) -> _Compiled:
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._statement, dialect)
        return compiled


def _compile(statement: Select[Any] | TextClause | TextualSelect, dialect: Dialect) -> _Compiled:
    made: Any = statement.compile(dialect=dialect)
    columns = () if isinstance(statement, TextClause) else statement.selected_columns
    results = tuple(column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    bound = dict(made._bind_processors)  # noqa: SLF001 - pinned by tests/storage/test_hot.py
    return _Compiled(
        text=made.string,
        names=tuple(made.positiontup) if made.positional else None,
        values=dict(made.params),
        bound=bound,
        results=results,
    )


def _execute(connection: Connection, compiled: _Compiled, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - a driver's cursor
    return _driver(connection).execute(compiled.text, _given(compiled, values))


def _driver(connection: Connection) -> Any:  # noqa: ANN401 - sqlite3's or psycopg's connection, both can execute
    return connection.connection.driver_connection


def _given(compiled: _Compiled, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - by place or by name
    merged = {**compiled.values, **values}
    for name, process in compiled.bound.items():
        merged[name] = process(merged[name])
    return merged if compiled.names is None else [merged[name] for name in compiled.names]


def _converted(row: tuple[Any, ...], results: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        value if process is None else process(value) for value, process in zip(row, results, strict=True)
    )
