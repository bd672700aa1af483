"""Measures the simulator itself: calls a second with every check on, replay of a journal, and its start.

The simulator is a process of its own on one core; the client is this one, on another where there is one.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from bot.clock import monotonic
from bot.simulator.driver import Driver
from bot.simulator.server import DEMO_TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

CALLS, CONNECTIONS, CHATS, ROUNDS = 5000, 16, 100, 3
REPLAYED = 10_000
PATIENCE = 60.0
WANTED_RATE, WANTED_START = 2000, 1.0
TEXT = "✅ C'est envoyé : <b>D-0042</b>\nRéponse avant le <b>lundi 7 décembre</b>."


@dataclass(frozen=True)
class Started:
    """A simulator that answers: its address, its process, and the seconds until it did."""

    base: str
    process: asyncio.subprocess.Process
    seconds: float


@dataclass(frozen=True)
class Run:
    """Calls a second, and microseconds of the simulator's processor time a call."""

    rate: float
    cost: float


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used, 0 where the system does not tell."""
    file = Path(f"/proc/{pid}/stat")
    if not file.exists():
        return 0.0
    fields = file.read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def simulator() -> AsyncIterator[Started]:
    """Run a simulator on the first core until the block ends."""
    port = _free_port()
    began = monotonic()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "simulate", "--no-flood", "--port", str(port)),
        stdout=asyncio.subprocess.DEVNULL,
    )
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) > 1:
        os.sched_setaffinity(process.pid, cores[:1])
    base = f"http://127.0.0.1:{port}"
    try:
        await _answering(f"{base}/bot{DEMO_TOKEN}/getMe")
        yield Started(base, process, monotonic() - began)
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE)


async def _answering(url: str) -> None:
    async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(url) as answer:
                    if answer.ok:
                        return
            await asyncio.sleep(0.005)


async def calls(started: Started, people: list[int]) -> Run:
    """Make sendMessage calls over kept connections, as fast as they are answered."""
    address = started.base.removeprefix("http://")
    left = iter(range(CALLS))  # one for all connections
    began, spent = monotonic(), processor_seconds(started.process.pid)
    await asyncio.gather(*(_calls(address, people, left) for _ in range(CONNECTIONS)))
    spent = processor_seconds(started.process.pid) - spent
    return Run(CALLS / (monotonic() - began), spent / CALLS * 1e6)


async def _calls(address: str, people: list[int], left: Iterator[int]) -> None:
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    for number in left:
        writer.write(_request(address, people[number % len(people)], number))
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(_length(head))
        if b" 200 " not in head[:20]:
            raise RuntimeError(body.decode())
    writer.close()
    await writer.wait_closed()


def _request(address: str, chat: int, number: int) -> bytes:
    body = urlencode({"chat_id": chat, "text": f"{TEXT} {number}", "parse_mode": "HTML"}).encode()
    head = (
        f"POST /bot{DEMO_TOKEN}/sendMessage HTTP/1.1\r\nHost: {address}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _length(head: bytes) -> int:
    return next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))


async def replay(journal: str) -> float:
    """Return the seconds in which a new simulator plays a journal again."""
    async with simulator() as started, Driver(started.base) as driver:
        began = monotonic()
        made = await driver.replay(journal)
        assert made["updates"] == REPLAYED, made
        return monotonic() - began


async def recorded() -> str:
    """Return a journal of so many updates."""
    async with simulator() as started, Driver(started.base) as driver:
        await driver.push(REPLAYED, CHATS)
        async with aiohttp.ClientSession() as session, session.get(f"{started.base}/_sim/journal") as answer:
            return await answer.text()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def measure(say: Callable[[str], None]) -> None:
    """Measure everything and say it, a line each."""
    runs, starts = [], []
    for _ in range(ROUNDS):
        async with simulator() as started, Driver(started.base) as driver:
            runs.append(await calls(started, await driver.push(CHATS, CHATS)))
            starts.append(started.seconds)
    best, cost = max(run.rate for run in runs), statistics.median(run.cost for run in runs)
    say(f"Simulator, sendMessage in HTML, every check on: {best:.0f}/s, {cost:.0f} us of processor each,")
    say(f"  which is {1e6 / cost if cost else 0:.0f}/s of a core to itself (wanted {WANTED_RATE})")
    seconds = await replay(await recorded())
    say(f"Simulator, a journal of {REPLAYED} updates played again: {seconds:.1f} s")
    say(f"Simulator, start to first answer: {statistics.median(starts):.2f} s (wanted {WANTED_START:.0f} s)")


if __name__ == "__main__":
    asyncio.run(measure(print))
