from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.storage import facts, inputs
from tests.jobs.server import error, text_update

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from tests.jobs.running import Read, Start
    from tests.jobs.server import Api

CONFLICT = error(409, "Conflict: terminated by other getUpdates request")
WEBHOOK = error(409, "Conflict: can't use getUpdates method while webhook is active")


async def test_a_refused_token_ends_the_process_with_a_word_and_without_the_token(
    api: Api, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    api.order("getUpdates", error(401, "Unauthorized"))
    async with start() as bot:
        assert await asyncio.wait_for(bot.task, 10) == 2
    assert "does not accept the token" in caplog.text
    assert "loopback-token" not in caplog.text


async def test_one_conflict_is_waited_out_and_two_within_a_minute_end_the_process(
    api: Api, start: Start
) -> None:
    api.order("getUpdates", CONFLICT)
    async with start() as bot:
        await api.push(text_update(1, 1, "still here"))
        await api.until(lambda: api.texts() == ["still here"])
        api.order("getUpdates", CONFLICT)
        await api.push(text_update(2, 1, "wake"))
        assert await asyncio.wait_for(bot.task, 10) == 4


async def test_a_webhook_of_somebody_else_is_not_removed(api: Api, start: Start) -> None:
    api.order("getUpdates", WEBHOOK)
    async with start() as bot:
        assert await asyncio.wait_for(bot.task, 10) == 4
    assert [method for method, _ in api.calls] == ["refused getUpdates"]


async def test_our_own_webhook_is_removed_when_polling_takes_over(api: Api, start: Start, read: Read) -> None:
    async with start() as bot:
        await api.until(lambda: api.polls > 0)
        await bot.end()
    await read(facts.write, "webhook", "https://example.org/hook")
    api.order("getUpdates", WEBHOOK)
    async with start():
        await api.push(text_update(1, 1, "polled"))
        await api.until(lambda: api.texts() == ["polled"])
    assert ("deleteWebhook", {}) in api.calls


async def test_a_second_process_on_the_same_data_refuses_to_start(
    api: Api, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    async with start():
        await api.until(lambda: api.polls > 0)
        async with start() as second:
            assert await asyncio.wait_for(second.task, 10) == 3
        assert "already serves this database" in caplog.text
        await api.push(text_update(1, 1, "the first still answers"))
        await api.until(lambda: api.texts() == ["the first still answers"])


async def test_a_database_of_another_bot_is_refused(api: Api, start: Start) -> None:
    async with start() as bot:
        await api.until(lambda: api.polls > 0)
        await bot.end()
    async with start(token="99:another-bots-token-0123456789abcdefgh") as other:
        assert await asyncio.wait_for(other.task, 10) == 6


async def test_garbage_server_errors_and_lost_connections_are_waited_out(api: Api, start: Start) -> None:
    api.order("getUpdates", (502, {}), "reset", (200, {"ok": False}))
    async with start():
        await api.push(text_update(1, 1, "after all that"))
        await api.until(lambda: api.texts() == ["after all that"], 15)


async def test_after_an_unclean_stop_each_attempt_is_counted_before_it_is_made(
    api: Api, start: Start, read: Read
) -> None:
    async with start() as bot:
        await api.until(lambda: api.polls > 0)
        await bot.end()

    def as_a_crash_leaves_it(connection: Connection) -> None:
        facts.start(connection)
        entries = [(str(number), json.dumps(text_update(number, 1, str(number)))) for number in (1, 2)]
        inputs.add(connection, "update", entries, bot.clock.now())
        first, _ = inputs.pending(connection, 10)
        inputs.attempt(connection, first.seq, 3)  # it took the process with it three times

    await read(as_a_crash_leaves_it)
    async with start() as again:
        await api.until(lambda: api.texts() == ["2"])
        assert again.echo.aside == ["1"]


@pytest.mark.postgres
async def test_a_postgresql_that_drops_the_connection_is_found_again_and_nothing_is_lost(
    api: Api, start: Start, postgres_database: str
) -> None:
    async with start(postgres_database):
        await api.push(text_update(1, 1, "before"))
        await api.until(lambda: api.texts() == ["before"])
        with psycopg.connect(postgres_database, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await api.push(text_update(2, 1, "after"))
        await api.until(lambda: api.texts() == ["before", "after"])


@pytest.mark.postgres
async def test_on_postgresql_a_standby_takes_over_when_the_first_has_ended_and_ends_when_told(
    api: Api, start: Start, postgres_database: str
) -> None:
    async with start(postgres_database) as first:
        await api.push(text_update(1, 1, "one"))
        await api.until(lambda: api.texts() == ["one"])
        async with start(postgres_database) as idle:
            assert await idle.end() == 0
        async with start(postgres_database) as second:
            await first.end()
            await api.push(text_update(2, 1, "two"))
            await api.until(lambda: api.texts() == ["one", "two"])
            assert second.echo.handled == ["two"]
