"""Who may serve a database: one process at a time, the others refuse (SQLite) or wait (PostgreSQL)."""

from __future__ import annotations

import asyncio
import fcntl
import logging
from typing import IO, TYPE_CHECKING, Any, Protocol

from bot.storage.errors import SecondInstance

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from bot.storage.database import Database

_log = logging.getLogger(__name__)

#: Advisory locks of PostgreSQL: one for the serving process, one for each transaction.
_SERVING, _WRITING = "SELECT pg_try_advisory_lock(7106, 1)", "SELECT pg_advisory_xact_lock(7106, 2)"
#: Seconds between two looks of a standby.
_PATIENCE = 0.5


class Leader(Protocol):
    """The right to serve one database."""

    async def acquire(self, database: Database) -> None:
        """Get the right, or raise `SecondInstance`."""
        ...

    def release(self) -> None:
        """Give it back; harmless when it was never held."""
        ...


class NoRival:
    """A database in memory: nobody else can reach it."""

    async def acquire(self, database: Database) -> None:
        """Do nothing."""

    def release(self) -> None:
        """Do nothing."""


class FileLock:
    """A lock on a file beside the database; the system drops it when the process dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    async def acquire(self, database: Database) -> None:  # noqa: ARG002 - the lock is a file's
        """Lock at once or raise `SecondInstance`."""
        file = self._path.open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise SecondInstance from error
        self._file = file

    def release(self) -> None:
        """Unlock; the file stays, removing it would let two processes in."""
        if self._file is not None:
            self._file.close()
            self._file = None


class AdvisoryLock:
    """A lock of the PostgreSQL session; a standby waits until the serving process has gone."""

    def __init__(self) -> None:
        self._held = False

    async def acquire(self, database: Database) -> None:
        """Wait for the lock."""
        while not await database.call(_try_lock, database.engine):
            if not self._held:
                _log.warning("standing by: another process serves this database")
            await asyncio.sleep(_PATIENCE)
        self._held = True

    def release(self) -> None:
        """The session's end has released it."""
        self._held = False

    def reconnected(self, raw: Any, _record: object) -> None:  # noqa: ANN401 - a driver's connection
        """Take the lock again on a new connection; raise `SecondInstance` when a standby was faster."""
        if self._held and not raw.execute(_SERVING).fetchone()[0]:
            raise SecondInstance("(it took over while the connection was lost)")


def serialise(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event passes it untyped
    """Wait until no other process of this territory is in a transaction."""
    connection.exec_driver_sql(_WRITING)


def _try_lock(engine: Engine) -> bool:
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql(_SERVING).scalar_one())
