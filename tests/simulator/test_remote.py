"""The simulator serves this machine alone, unless it was told otherwise, and then it warns."""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.simulator.errors import NotLoopbackError
from bot.simulator.server import DEMO_TOKEN, Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import FileClock

SECONDS = 20
ELSEWHERE = {"Host": "town.example:8081"}


async def typed(*arguments: str) -> asyncio.subprocess.Process:
    """Start a command of ours."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def refused(*arguments: str) -> tuple[int | None, str]:
    """Return the exit code and the complaint of a command that has to end by itself."""
    process = await typed(*arguments)
    async with asyncio.timeout(SECONDS):
        _, complaint = await process.communicate()
    return process.returncode, complaint.decode()


@asynccontextmanager
async def simulated(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `simulate` until the block ends, once it has said where it is."""
    process = await typed("simulate", *arguments)
    assert process.stdout is not None
    async with asyncio.timeout(SECONDS):
        assert b"API root" in await process.stdout.readline()
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):  # the test may have ended it
            process.terminate()
        async with asyncio.timeout(SECONDS):
            await process.communicate()


async def status(port: int, headers: dict[str, str]) -> int:
    url = f"http://127.0.0.1:{port}/_sim/state"
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "town.example"])  # noqa: S104 - what is refused
async def test_no_other_host_is_listened_on_unless_that_is_allowed(clock: FileClock, host: str) -> None:
    with pytest.raises(NotLoopbackError):
        await Simulator(DEMO_TOKEN, clock).start(host)


async def test_the_command_says_how_to_allow_it() -> None:
    code, complaint = await refused("simulate", "--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104 - refused
    assert code == 2
    assert "add --allow-remote" in complaint
    assert "Traceback" not in complaint


async def test_the_demonstration_is_never_served_to_others() -> None:
    code, complaint = await refused("demo", "--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104 - refused
    assert code == 2
    assert "for this machine alone" in complaint
    assert "Traceback" not in complaint


async def test_allowed_it_warns_and_answers_calls_from_elsewhere() -> None:
    port = free_port()
    given = ("--host", "0.0.0.0", "--port", str(port), "--allow-remote")  # noqa: S104 - what is tested
    async with simulated(*given) as process:
        assert process.stderr is not None
        warning = (await process.stderr.readline()).decode()
        assert warning.startswith(f"WARNING: anybody who reaches 0.0.0.0:{port} can read every chat")
        assert "--token" in warning
        assert await status(port, ELSEWHERE) == 200


async def test_on_this_machine_it_does_not_warn_and_refuses_other_names_and_other_sites_pages() -> None:
    port = free_port()
    async with simulated("--port", str(port)) as process:
        assert await status(port, {}) == 200
        assert await status(port, ELSEWHERE) == 403
        assert await status(port, {"Origin": "https://town.example"}) == 403
        process.terminate()
        assert process.stderr is not None
        assert b"WARNING" not in await process.stderr.read()


async def test_a_port_in_use_is_said_in_a_line(clock: FileClock) -> None:
    other = Simulator(DEMO_TOKEN, clock)
    await other.start()
    code, complaint = await refused("simulate", "--port", other.base_url.rpartition(":")[2])
    await other.stop()
    assert code == 2
    assert "Try another --port" in complaint
    assert "Traceback" not in complaint
