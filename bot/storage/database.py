"""The one place that knows how a database is opened and on which thread it lives; it knows no table.

SQLite: aiosqlite owns the connection and its thread; a whole function runs there over a StaticPool
engine on that very connection, because awaiting statement by statement costs five times as much.
PostgreSQL: psycopg in one thread.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from bot.storage import leadership
from bot.storage.errors import DamagedDatabase, UnusableDatabase
from bot.storage.threads import SqliteThread, WorkerThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import URL, Connection, Engine

    from bot.storage.errors import Halt
    from bot.storage.threads import DatabaseThread

P = ParamSpec("P")
T = TypeVar("T")

#: Set on every SQLite connection. FULL: what was acknowledged outlives a power cut (NORMAL lost rows
#: in 511 of 700).
# secure_delete: what is erased is overwritten, on machines whose SQLite does not do so by itself too.
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 5000",
)
#: Set on every PostgreSQL session.
_SETTINGS = "SET lock_timeout = 5000; SET timezone = 'UTC'"
#: SQLite's results that speak of the machine, not of the statement: busy, locked, read-only, I/O,
#: corrupt, full, cannot open, protocol, not a database.
_MACHINE_CODES = frozenset({5, 6, 8, 10, 11, 13, 14, 15, 26})
#: PostgreSQL's classes of the same: connection, rollback by the server, resources, locks, operators,
#: system, internal.
_MACHINE_CLASSES = frozenset({"08", "40", "53", "55", "57", "58", "XX"})


class Database:
    """One database, one connection, one thread."""

    def __init__(self, engine: Engine, thread: DatabaseThread, leader: leadership.Leader) -> None:
        self.engine = engine
        self._thread = thread
        self._leader = leader

    @classmethod
    async def open(cls, url: str, data_dir: Path) -> Database:
        """Open the database at `url` (`sqlite:///path`, `postgresql://…`; empty: a file in `data_dir`).

        Raises `DamagedDatabase` when the file fails SQLite's own check, `UnusableDatabase` when there is
        no getting at it. Whoever opens must close.
        """
        try:
            data_dir.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - once, before anything runs
        except OSError as error:
            raise UnusableDatabase(f"({error})") from error
        full = make_url(url or f"sqlite:///{data_dir / 'jardins.sqlite'}")
        if full.get_backend_name() == "sqlite":
            return await _open_sqlite(full.database or ":memory:")
        return await _open_postgresql(full)

    @property
    def dialect(self) -> str:
        """Return `sqlite` or `postgresql`."""
        return self.engine.dialect.name

    async def run(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `function(connection, ...)` in one transaction on the database's thread and return its result.

        An exception undoes the whole transaction and comes back to the caller.
        """
        return await self._thread.call(self._transaction, function, args, kwargs)

    async def lead(self) -> None:
        """Become the one process that serves this database; SQLite refuses, PostgreSQL waits for its turn."""
        await self._leader.acquire(self)

    async def call(self, function: Callable[..., T], *args: object) -> T:
        """Run `function` on the database's thread outside any transaction."""
        return await self._thread.call(function, *args)

    async def flush(self) -> None:
        """Let nothing that was erased linger in SQLite's log; PostgreSQL sees to its own."""
        await self._thread.call(self._flush)

    async def close(self) -> None:
        """Close the connection and end the thread; a process that does not call this never ends."""
        try:
            await self._thread.call(self.engine.dispose)
        finally:
            await self._thread.close()
            self._leader.release()

    def _flush(self) -> None:
        if self.dialect == "sqlite":
            raw = self.engine.raw_connection()
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            raw.close()

    def _transaction(self, function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        with self.engine.begin() as connection:
            return function(connection, *args, **kwargs)


def sqlite_engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    """Return an engine over that one connection, whose transactions begin by taking the write lock.

    A deferred transaction that upgrades gets SQLITE_BUSY at once, whatever the time-out.
    """
    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def machine_fault(error: BaseException, connection: Connection) -> bool:
    """Tell whether an error speaks of the disk, the lock or the server, not of what was asked.

    Such an error has undone the whole transaction, or cannot promise that it has not.
    """
    original = (error.orig or error) if isinstance(error, DBAPIError) else error
    if not _of_driver(original):
        return isinstance(error, MemoryError)
    if getattr(error, "connection_invalidated", False) or not _in_transaction(connection):
        return True
    if isinstance(original, sqlite3.Error):
        return getattr(original, "sqlite_errorcode", 0) & 0xFF in _MACHINE_CODES
    state = getattr(original, "sqlstate", None)
    return state is None or state[:2] in _MACHINE_CLASSES


def connect_sqlite(path: str) -> sqlite3.Connection:
    """Return a connection set up for durable writes; transactions are begun by hand."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma).close()
    except BaseException:
        connection.close()
        raise
    return connection


async def _open_sqlite(path: str) -> Database:
    try:
        thread = await SqliteThread.open(lambda: connect_sqlite(path))
    except sqlite3.DatabaseError as error:
        raise _refusal(path, error) from error
    try:
        await thread.call(_check, thread.raw)
    except sqlite3.DatabaseError as error:
        await thread.close()
        raise _refusal(path, error) from error
    rival = leadership.NoRival() if path == ":memory:" else leadership.FileLock(Path(f"{path}.lock"))
    return Database(sqlite_engine(lambda: thread.raw), thread, rival)


async def _open_postgresql(url: URL) -> Database:
    leader = leadership.AdvisoryLock()
    database = Database(postgresql_engine(url, leader), WorkerThread(), leader)
    try:
        await database.run(lambda connection: connection.exec_driver_sql("SELECT 1").close())
    except OperationalError as error:
        await database.close()
        raise UnusableDatabase(f"({str(error.orig).strip()})") from None  # the cause would show the password
    except BaseException:
        await database.close()
        raise
    return database


def postgresql_engine(url: URL, leader: leadership.AdvisoryLock) -> Engine:
    """Return an engine of one psycopg connection; its transactions take turns with other processes'."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=1,
        max_overflow=0,
        connect_args={"autocommit": False},
    )
    event.listen(engine, "connect", _set_up_postgresql)
    event.listen(engine, "connect", leader.reconnected)
    event.listen(engine, "begin", leadership.serialise)
    return engine


def _set_up_postgresql(raw: Any, _record: object) -> None:  # noqa: ANN401 - a driver's connection
    raw.execute(_SETTINGS)
    raw.commit()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check(raw: sqlite3.Connection) -> None:
    cursor = raw.execute("PRAGMA quick_check(1)")
    (verdict,) = cursor.fetchone()
    cursor.close()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)


def _refusal(path: str, error: sqlite3.DatabaseError) -> Halt:
    """Tell a file that cannot be opened or written from one that is damaged."""
    kind = UnusableDatabase if isinstance(error, sqlite3.OperationalError) else DamagedDatabase
    return kind(f"({path}: {error})")


def _of_driver(error: BaseException) -> bool:
    """Tell whether a driver raised it; psycopg is not imported for that, it takes 0.2 s."""
    return isinstance(error, sqlite3.Error) or type(error).__module__.partition(".")[0] == "psycopg"


def _in_transaction(connection: Connection) -> bool:
    raw: Any = connection.connection.driver_connection
    if isinstance(raw, sqlite3.Connection):
        return raw.in_transaction
    return raw is not None and raw.info.transaction_status in {2, 3}  # in a transaction, or in a failed one
