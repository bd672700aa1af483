from __future__ import annotations

import asyncio
import sqlite3
import threading
from typing import TYPE_CHECKING

import aiosqlite
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage import facts, statements, tables
from bot.storage.database import Database, machine_fault
from bot.storage.errors import AnotherBot, DamagedDatabase, SecondInstance, UnusableDatabase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from sqlalchemy.engine import Connection


@pytest.fixture
async def database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(database_url, tmp_path)
    await opened.run(tables.metadata.create_all)
    yield opened
    await opened.close()


async def test_a_function_runs_in_one_transaction_off_the_loop_and_always_on_the_same_thread(
    database: Database,
) -> None:
    def work(connection: Connection) -> int:
        facts.write(connection, "a", 1)
        return threading.get_ident()

    threads = {await database.run(work) for _ in range(5)}
    assert len(threads) == 1
    assert threads != {threading.get_ident()}
    assert await database.run(facts.read, "a") == 1


async def test_an_error_undoes_everything_the_function_wrote_and_comes_back(database: Database) -> None:
    def work(connection: Connection) -> None:
        facts.write(connection, "a", 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.run(work)
    assert await database.run(facts.read, "a") is None


async def test_a_savepoint_undoes_one_part_alone(database: Database) -> None:
    def work(connection: Connection) -> None:
        for name in ("kept", "undone"):
            statements.savepoint(connection)
            facts.write(connection, name, 1)
            statements.keep(connection) if name == "kept" else statements.undo(connection)

    await database.run(work)
    assert [await database.run(facts.read, name) for name in ("kept", "undone")] == [1, None]


async def test_a_broken_rule_of_the_schema_is_no_fault_of_the_machine(database: Database) -> None:
    def work(connection: Connection) -> bool:
        statements.savepoint(connection)
        try:
            connection.exec_driver_sql("INSERT INTO facts (name, value) VALUES ('a', NULL)")
        except IntegrityError as error:
            verdict = machine_fault(error, connection)
            statements.undo(connection)
            return verdict
        raise AssertionError

    assert await database.run(work) is False


async def test_a_full_disk_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    database = await Database.open("", tmp_path)
    await database.run(tables.metadata.create_all)

    def work(connection: Connection) -> bool:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        try:
            facts.write(connection, "a", "x" * 2_000_000)
        except OperationalError as error:
            return machine_fault(error, connection)
        raise AssertionError

    assert await database.run(work) is True
    await database.close()


async def test_closing_ends_the_thread_so_that_the_process_can_end(database_url: str, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = await Database.open(database_url, tmp_path)
    (own,) = set(threading.enumerate()) - before
    await database.close()
    await asyncio.to_thread(own.join, 5)
    assert not own.is_alive()


async def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    database = await Database.open("", tmp_path)
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")

    def read(connection: Connection) -> list[object]:
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert await database.run(read) == ["wal", 2, 1, 5000]
    await database.close()


async def test_a_transaction_of_sqlite_begins_with_the_write_lock(tmp_path: Path) -> None:
    database = await Database.open("", tmp_path)
    other = await Database.open("", tmp_path)
    await other.run(lambda connection: connection.exec_driver_sql("PRAGMA busy_timeout = 0").close())

    def hold(_: Connection) -> None:
        with pytest.raises(OperationalError, match="locked"), other.engine.connect() as second:
            second.begin()

    await database.run(hold)
    await other.close()
    await database.close()


async def test_a_second_process_on_the_same_file_is_refused_until_the_first_has_gone(tmp_path: Path) -> None:
    first, second = await Database.open("", tmp_path), await Database.open("", tmp_path)
    await first.lead()
    with pytest.raises(SecondInstance):
        await second.lead()
    await first.close()
    await second.lead()
    await second.close()


@pytest.mark.postgres
async def test_on_postgresql_a_second_process_waits_for_its_turn(postgres_url: str, tmp_path: Path) -> None:
    first = await Database.open(postgres_url, tmp_path)
    second = await Database.open(postgres_url, tmp_path)
    await first.lead()
    waiting = asyncio.create_task(second.lead())
    done, _ = await asyncio.wait([waiting], timeout=0.2)
    assert not done
    await first.close()
    await asyncio.wait_for(waiting, 10)
    await second.close()


@pytest.mark.parametrize("damage", ["header", "page"])
async def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, damage: str) -> None:
    database = await Database.open("", tmp_path)
    await database.run(tables.metadata.create_all)
    await database.close()
    file = tmp_path / "jardins.sqlite"
    content = bytearray(file.read_bytes())
    start = 0 if damage == "header" else 4096 * 3
    content[start : start + 64] = b"\xff" * 64
    file.write_bytes(content)
    with pytest.raises(DamagedDatabase):
        await Database.open("", tmp_path)
    assert file.read_bytes() == content


def test_a_database_serves_one_bot_for_ever(connection: Connection) -> None:
    facts.bind_bot(connection, 1)
    facts.bind_bot(connection, 1)
    with pytest.raises(AnotherBot, match="serves bot 1"):
        facts.bind_bot(connection, 2)


def test_a_database_knows_whether_the_last_process_ended_cleanly(connection: Connection) -> None:
    assert facts.start(connection) is True
    assert facts.start(connection) is False
    facts.stop(connection)
    assert facts.start(connection) is True


async def test_what_we_use_of_aiosqlite_is_as_we_know_it() -> None:
    connection = await aiosqlite.connect(":memory:")
    run: Callable[..., Awaitable[int]] = connection._execute
    try:
        assert isinstance(connection._conn, sqlite3.Connection)
        assert await run(threading.get_ident) == connection._thread.ident
    finally:
        await connection.close()


async def test_a_database_that_cannot_be_reached_is_said_without_the_password(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnusableDatabase, match="file"):
        await Database.open("", tmp_path / "file" / "data")
    with pytest.raises(UnusableDatabase, match="unable to open"):
        await Database.open(f"sqlite:///{tmp_path}/missing/bot.sqlite", tmp_path)
    with pytest.raises(UnusableDatabase, match=r"127\.0\.0\.1") as raised:
        await Database.open("postgresql://somebody:secretword@127.0.0.1:1/bot", tmp_path)
    assert "secretword" not in str(raised.value)
