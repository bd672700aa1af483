from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.storage import facts, inputs, timers
from bot.storage.database import Database
from tests.jobs.server import error, text_update
from tests.storage.rows import states

if TYPE_CHECKING:
    from pathlib import Path

    from tests.jobs.running import Read, Start
    from tests.jobs.server import Api


async def test_a_message_is_answered_and_acknowledged_after_it_is_stored(
    api: Api, start: Start, database_url: str
) -> None:
    async with start(database_url) as bot:
        await api.push(text_update(7, 1, "bonjour"))
        await api.until(lambda: api.texts() == ["bonjour"] and not api.updates)
        assert await bot.end() == 0


async def test_a_hundred_chats_at_once_lose_nothing_and_stay_in_order(api: Api, start: Start) -> None:
    updates = [
        text_update(100 * line + chat, chat, f"{line:02}") for line in range(10) for chat in range(1, 101)
    ]
    async with start():
        await api.push(*updates)
        await api.until(lambda: len(api.texts()) == 1000, 30)
    for chat in range(1, 101):
        assert api.texts(chat) == [f"{line:02}" for line in range(10)]


async def test_the_same_update_twice_is_one_input(api: Api, start: Start) -> None:
    async with start() as bot:
        await api.push(text_update(7, 1, "once"))
        await api.until(lambda: api.texts() == ["once"] and not api.updates)
        await api.push(text_update(7, 1, "once"), text_update(8, 1, "then"))
        await api.until(lambda: "then" in api.texts())
        assert bot.echo.handled == ["once", "then"]


async def test_ids_that_restart_lower_are_taken(api: Api, start: Start) -> None:
    async with start():
        await api.push(text_update(900_000_000, 1, "before"))
        await api.until(lambda: api.texts() == ["before"] and not api.updates)
        api.order("getUpdates", (200, {"ok": True, "result": [text_update(5, 1, "after a week")]}))
        await api.push(text_update(900_000_001, 1, "wake"))
        await api.until(lambda: "after a week" in api.texts())


async def test_a_broken_update_is_set_aside_after_three_attempts_and_the_others_go_on(
    api: Api, start: Start, read: Read
) -> None:
    async with start() as bot:
        await api.push(
            text_update(1, 1, "broken"),
            {"update_id": 2, "nonsense": 1},
            "not even an object",
            text_update(3, 2, "fine"),
        )
        await api.until(lambda: api.texts() == ["fine"] and len(set(bot.echo.aside)) == 3)
        async with asyncio.timeout(10):
            while len(bot.echo.aside) < 3:  # noqa: ASYNC110 - it is set aside on the database's thread
                await asyncio.sleep(0.01)
        assert bot.echo.handled.count("broken") == 3
        assert bot.echo.aside[0] == "1"
    assert await read(inputs.count, "failed") == 3


async def test_a_button_is_answered_without_a_message(api: Api, start: Start) -> None:
    async with start():
        await api.push({"update_id": 1, "callback_query": {"id": "q7"}})
        await api.until(lambda: any(method == "answerCallbackQuery" for method, _ in api.calls))
    (arguments,) = [arguments for method, arguments in api.calls if method == "answerCallbackQuery"]
    assert (arguments["callback_query_id"], arguments["text"]) == ("q7", "done")


async def test_one_message_a_chat_is_under_way(api: Api, start: Start) -> None:
    api.delay = 0.02
    async with start():
        await api.push(*[text_update(number, 1, str(number)) for number in range(1, 9)])
        await api.until(lambda: len(api.texts()) == 8)
    assert (api.most_together, api.texts()) == (1, [str(number) for number in range(1, 9)])


@pytest.mark.parametrize("fault", ["reset", "lost"])
async def test_what_may_have_arrived_is_sent_once_more_silently(api: Api, start: Start, fault: str) -> None:
    api.order("sendMessage", fault)
    async with start():
        await api.push(text_update(1, 1, "perhaps"))
        await api.until(lambda: "disable_notification" in str(api.calls))
    sent = [arguments for method, arguments in api.calls if method == "sendMessage"]
    assert [one.get("disable_notification") for one in sent] == (
        [None, "true"] if fault == "lost" else ["true"]
    )


async def test_what_may_have_arrived_twice_is_not_sent_a_third_time(
    api: Api, start: Start, read: Read
) -> None:
    api.order("sendMessage", "lost", (502, {}))
    async with start() as bot:
        await api.push(text_update(1, 1, "perhaps"))
        await api.until(lambda: "refused sendMessage" in [method for method, _ in api.calls])
        await api.push(text_update(2, 1, "next"))
        await api.until(lambda: "next" in api.texts())
        await bot.end()
    assert api.texts() == ["perhaps", "next"]
    assert list((await read(states)).values()) == ["failed", "sent"]


async def test_a_pause_that_telegram_asks_for_is_kept_by_all_and_then_the_message_goes_out_aloud(
    api: Api, start: Start, read: Read
) -> None:
    api.order("sendMessage", error(429, "Too Many Requests: retry after 1", retry_after=1))
    async with start() as bot:
        await api.push(text_update(1, 1, "first"))
        await api.until(lambda: "refused sendMessage" in str(api.calls))
        began = asyncio.get_running_loop().time()
        await api.push(text_update(2, 2, "other"))
        await api.until(lambda: len(api.texts()) == 2)
        assert asyncio.get_running_loop().time() - began > 0.8
        await bot.end()
    assert all("disable_notification" not in arguments for _, arguments in api.calls)
    assert await read(facts.read, "paused_until")


async def test_somebody_who_blocked_the_bot_is_unreachable_and_blocks_nobody(api: Api, start: Start) -> None:
    api.order("sendMessage", error(403, "Forbidden: bot was blocked by the user"))
    async with start() as bot:
        await api.push(text_update(1, 1, "lost"))
        await api.until(lambda: "refused sendMessage" in str(api.calls))
        await api.push(text_update(2, 2, "heard"))
        await api.until(lambda: "heard" in api.texts())
        assert len(bot.echo.lost) == 1


@pytest.mark.parametrize("text", ["unsayable", "moot", "unsettled"])
async def test_a_message_of_which_our_code_makes_nothing_blocks_nobody(
    api: Api, start: Start, read: Read, text: str
) -> None:
    async with start() as bot:
        await api.push(text_update(1, 1, text), text_update(2, 1, "next"))
        await api.until(lambda: "next" in api.texts())
        await bot.end()
    ends = {"unsayable": "failed", "moot": "expired", "unsettled": "sent"}
    assert await read(states) == {"update:1": ends[text], "update:2": "sent"}


async def test_a_timer_that_is_due_becomes_a_message(api: Api, start: Start, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    async with start(clock_file=str(clock)) as bot:
        await api.push(text_update(1, 5, "hello"))
        await api.until(lambda: api.texts() == ["hello"])
        await _plan(tmp_path)
        clock.write_text("86400")
        await api.until(lambda: "timer morning" in api.texts())
        assert await bot.end() == 0


async def _plan(tmp_path: Path) -> None:
    database = await Database.open("", tmp_path / "var")
    await database.run(timers.set_timer, "morning", 5, SystemClock().now() + timedelta(hours=12))
    await database.close()
