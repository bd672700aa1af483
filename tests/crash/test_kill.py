from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from tests.crash.life import heard
from tests.jobs.server import text_update

if TYPE_CHECKING:
    from tests.crash.life import Lives
    from tests.jobs.server import Api

CHATS, LINES = 20, 15


@pytest.mark.parametrize("kills", [8, pytest.param(60, marks=pytest.mark.slow)])
async def test_killed_again_and_again_under_load_it_loses_nothing_and_doubles_only_what_was_in_flight(
    api: Api, lives: Lives, kills: int
) -> None:
    api.delay = 0.01
    chance = random.Random(kills)  # noqa: S311 - the same kills each time
    feeder = asyncio.create_task(_feed(api, kills))
    for _ in range(kills):
        process = await lives.begin()
        await _polls(api, 1)
        await asyncio.sleep(chance.uniform(0, 0.25))  # any moment, drawn from the seed
        await lives.kill(process)
    await feeder
    last = await lives.begin()
    await _polls(api, 1)
    texts = [f"{line:03}" for line in range(LINES)]
    await api.until(lambda: all(heard(api, chat).texts == texts for chat in range(1, CHATS + 1)), 60)
    assert await lives.end(last) == 0
    for chat in range(1, CHATS + 1):
        found = heard(api, chat)
        assert found.doubled <= kills
        assert found.doubled_aloud == 0
    assert (
        sum(heard(api, chat).doubled for chat in range(1, CHATS + 1)) < kills * 17
    )  # sixteen in flight at most


async def _feed(api: Api, kills: int) -> None:
    """Spread the lines over the lives."""
    for line in range(LINES):
        await api.push(
            *[text_update(line * CHATS + chat, chat, f"{line:03}") for chat in range(1, CHATS + 1)]
        )
        await _polls(api, 1 + kills // LINES)


async def _polls(api: Api, more: int) -> None:
    wanted = api.polls + more
    await api.until(lambda: api.polls >= wanted, 60)


async def test_told_to_stop_it_finishes_what_it_has_begun_and_doubles_nothing(api: Api, lives: Lives) -> None:
    api.delay = 0.05
    first = await lives.begin()
    await api.push(*[text_update(number, number % CHATS, f"{number:03}") for number in range(1, 101)])
    await api.until(lambda: len(api.texts()) > 10, 20)
    assert await lives.end(first) == 0
    second = await lives.begin()
    await api.until(lambda: len(api.texts()) == 100, 20)
    assert await lives.end(second) == 0
    assert sorted(api.texts()) == [f"{number:03}" for number in range(1, 101)]
    assert not any("disable_notification" in arguments for _, arguments in api.calls)
