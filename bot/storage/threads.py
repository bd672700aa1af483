"""The thread on which a database's functions run, one after another; SQL is none of its business."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

import aiosqlite

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

T = TypeVar("T")

# At DEBUG it prints the arguments of every function, and those are what people wrote.
logging.getLogger("aiosqlite").setLevel(logging.WARNING)


class DatabaseThread(Protocol):
    """Runs functions in order, one at a time."""

    async def call(self, function: Callable[..., T], *args: object) -> T:
        """Return what `function(*args)` returns there, or raise what it raises."""
        ...

    async def close(self) -> None:
        """Let the queued functions end, then the thread."""
        ...


class SqliteThread:
    """aiosqlite's thread and connection; the one place that touches what aiosqlite keeps for itself."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, connect: Callable[[], sqlite3.Connection]) -> SqliteThread:
        """Start the thread and connect on it; when that fails the thread is gone again."""
        connection = aiosqlite.Connection(connect, iter_chunk_size=64)
        try:
            await connection
        except BaseException:
            await asyncio.to_thread(connection._thread.join, 5)  # noqa: SLF001 - pinned by tests/storage/test_database.py
            raise
        return cls(connection)

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection itself, to be used on this thread only."""
        return self._connection._conn  # noqa: SLF001 - pinned by tests/storage/test_database.py

    async def call(self, function: Callable[..., T], *args: object) -> T:
        """Return what `function(*args)` returns on aiosqlite's thread."""
        result: T = await self._connection._execute(function, *args)  # type: ignore[no-untyped-call]  # noqa: SLF001 - pinned by tests/storage/test_database.py
        return result

    async def close(self) -> None:
        """Close the connection; the thread, which is not a daemon, ends with it."""
        await self._connection.close()


class WorkerThread:
    """A plain thread, for drivers that bring none."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")

    async def call(self, function: Callable[..., T], *args: object) -> T:
        """Return what `function(*args)` returns on the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(function, *args))

    async def close(self) -> None:
        """End the thread once it has nothing to do."""
        self._pool.shutdown(wait=False)
