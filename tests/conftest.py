"""What every test may ask for: a filled-in database of either kind; nothing of what is tested."""

from __future__ import annotations

import itertools
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy.engine import make_url

from bot.storage.database import connect_sqlite, postgresql_engine, sqlite_engine
from bot.storage.leadership import AdvisoryLock
from bot.storage.tables import metadata
from tests.postgres import NoPostgres, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import URL, Connection, Engine

_names = itertools.count()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a server's `postgres` database, for as long as the tests run."""
    try:
        with server() as url:
            yield url
    except NoPostgres as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error.__doc__))


@pytest.fixture(scope="session")
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    """An engine on a database called `template_jardins` that has every table."""
    _create(postgres_url, "template_jardins", "template0")
    engine = postgresql_engine(_named(postgres_url, "template_jardins"), AdvisoryLock())
    with engine.begin() as connection:
        metadata.create_all(connection)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A connection with every table, in a transaction that is undone after the test."""
    if request.param == "sqlite":
        yield from _in_memory()
    else:
        yield from _undone(request.getfixturevalue("postgres_engine"))


@pytest.fixture
def sqlite_connection() -> Iterator[Connection]:
    """The same on SQLite alone, where the kind of database makes no difference."""
    yield from _in_memory()


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of this test's own."""
    name = f"test_{next(_names)}"
    _create(postgres_url, name, "template0")
    yield _named(postgres_url, name).render_as_string(hide_password=False)
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of this test's own, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


def _in_memory() -> Iterator[Connection]:
    raw = connect_sqlite(":memory:")
    engine = sqlite_engine(lambda: raw)
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection
        connection.rollback()
    engine.dispose()


def _undone(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection
        connection.rollback()


def _create(base: str, name: str, template: str) -> None:
    with psycopg.connect(base, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE {template}')


def _named(base: str, name: str) -> URL:
    return make_url(base).set(database=name)
