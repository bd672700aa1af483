from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crash.life import heard
from tests.jobs.server import text_update

if TYPE_CHECKING:
    from tests.crash.life import Lives
    from tests.jobs.server import Api

CHATS = 20


@pytest.mark.parametrize("database_url", ["sqlite"])
async def test_a_disk_that_fills_up_in_the_middle_of_groups_loses_and_doubles_nothing(
    api: Api, lives: Lives
) -> None:
    process = await lives.begin()
    await _say(api, 0)
    await _all_answered(api, 1)
    full = Path(lives.environment["JARDINS_DATA_DIR"], "full")
    for line in (1, 2, 3):
        await asyncio.to_thread(full.touch)
        await _say(api, line)
        await asyncio.to_thread(_until_failed, lives, line)
        await asyncio.to_thread(full.unlink)
        await _all_answered(api, line + 1)
    assert await lives.end(process) == 0
    for chat in range(1, CHATS + 1):
        found = heard(api, chat)
        assert [text.split()[0] for text in found.texts] == ["0", "1", "2", "3"]
        assert found.doubled == 0
    assert "set aside" not in lives.told()


async def _say(api: Api, line: int) -> None:
    texts = {chat: f"{line} {chat} {'é' * 3000}" for chat in range(1, CHATS + 1)}
    await api.push(*[text_update(line * CHATS + chat, chat, text) for chat, text in texts.items()])


async def _all_answered(api: Api, lines: int) -> None:
    await api.until(lambda: len(api.texts()) == lines * CHATS, 40)


def _until_failed(lives: Lives, line: int) -> None:
    """Wait for two failures more than when the disk was still well."""
    deadline = time.monotonic() + 20
    while lives.told().count("the database failed") < 2 * line:
        assert time.monotonic() < deadline, lives.told()
        time.sleep(0.01)
