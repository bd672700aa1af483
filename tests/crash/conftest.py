"""A bot in a process of its own, to be killed, and a loopback API that outlives it."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.crash.life import Lives
from tests.jobs.server import TOKEN, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    server = Api()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def lives(api: Api, database_url: str, tmp_path: Path) -> AsyncIterator[Lives]:
    """Whatever of it still runs at the end of the test is killed."""
    environment = {
        **os.environ,
        "JARDINS_TOKEN": TOKEN,
        "JARDINS_API_ROOT": api.root,
        "JARDINS_DATA_DIR": str(tmp_path / "var"),
        "JARDINS_DATABASE_URL": database_url if database_url.startswith("postgresql") else "",
        "JARDINS_HTTP": "127.0.0.1:0",
        "JARDINS_PACE": "0",
        "JARDINS_LOG": "warning",
    }
    found = Lives([sys.executable, "-m", "tests.crash.victim"], environment, tmp_path / "log")
    yield found
    for process in found.processes:
        if process.returncode is None:
            process.kill()
            await asyncio.wait_for(process.wait(), 10)
