"""Bots written with node's libraries work with the simulator, where node is there."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "node_clients" / "play.py"
NO_NODE, NO_REGISTRY = 3, 4
SECONDS = 400


async def played(**environment: str) -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(SCRIPT)),
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(SECONDS):
        output, complaints = await process.communicate()
    return process.returncode, output.decode(), complaints.decode()


@pytest.mark.slow
async def test_grammy_telegraf_and_node_telegram_bot_api_do_every_act() -> None:
    code, output, complaints = await played()
    if code == NO_NODE or (code == NO_REGISTRY and os.environ.get("CI") != "true"):
        pytest.skip(complaints.strip())
    assert code == 0, output + complaints
    assert [line.partition(":")[0] for line in output.splitlines()] == [
        "grammy",
        "telegraf",
        "node-telegram-bot-api",
    ]


async def test_without_node_the_script_says_so_and_does_nothing(tmp_path: Path) -> None:
    code, output, complaints = await played(PATH=str(tmp_path))
    assert (code, output) == (NO_NODE, "")
    assert "not run: node and npm cannot be found" in complaints
