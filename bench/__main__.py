"""`make bench`: throughput, latency, memory and start of the bot beside bare libraries, printed as ratios."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench import exports, nearby, presses, queue, reminders, reminding, searching, simulator, slow_disk
from bench.server import TOKEN, BenchServer, update
from bot.clock import monotonic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHATS, PATIENCE = 100, 120.0
#: The subject that the others are measured against.
YARDSTICK = "stock"
WORDS = {
    "stock": "python-telegram-bot, stock, nothing durable",
    "aiogram": "aiogram, bare, nothing durable",
    "ours": "our edge around an echo, durable",
    "bot": "the whole bot, durable",
}


@dataclass(frozen=True)
class Subject:
    """One bot to run: the command after `python`, and what is preloaded into it."""

    name: str
    preload: str = ""

    @property
    def command(self) -> list[str]:
        """Return what follows `python`."""
        return ["-m", "bot", "run"] if self.name == "bot" else ["-m", "bench.subjects", self.name]


@contextlib.asynccontextmanager
async def running(subject: Subject, server: BenchServer) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a subject on a new data directory until the block ends."""
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as folder:
        environment = {
            **os.environ,
            "BENCH_ROOT": server.root,
            "BENCH_TOKEN": TOKEN,
            "JARDINS_TOKEN": TOKEN,
            "JARDINS_API_ROOT": server.root,
            "JARDINS_DATA_DIR": folder,
            "JARDINS_HTTP": "127.0.0.1:0",
            "JARDINS_PACE": "0",
            "JARDINS_LOG": "error",
            "LD_PRELOAD": subject.preload,
        }
        process = await asyncio.create_subprocess_exec(sys.executable, *subject.command, env=environment)
        watch = asyncio.create_task(_watch(process, server))
        try:
            yield process
        finally:
            watch.cancel()
            if process.returncode is None:
                process.terminate()
                await asyncio.wait_for(process.wait(), 20)


async def _watch(process: asyncio.subprocess.Process, server: BenchServer) -> None:
    """Let nobody wait for answers of a process that has ended."""
    server.over = f"the subject ended with code {await process.wait()}"
    server.changed.set()


@dataclass(frozen=True)
class Run:
    """One measured run: answers a second, and microseconds of processor time an answer."""

    rate: float
    cost: float


async def throughput(subject: Subject, number: int) -> Run:
    """Measure `number` updates that all wait at the start."""
    server = BenchServer()
    await server.start()
    async with running(subject, server) as process:
        await _warm(server)
        server.began = 0.0
        before, spent = server.sends, _processor(process.pid)
        server.push([update(100 + index, 1 + index % CHATS, f"text {index}") for index in range(number)])
        await server.until_sent(before + number, PATIENCE)
        cost = (_processor(process.pid) - spent) / number * 1e6
        rate = number / (server.last - server.began)
    server.stop()
    return Run(rate, cost)


async def latency(subject: Subject, number: int) -> list[float]:
    """Return the milliseconds from an update's leaving the server to its answer's arrival, one chat."""
    server = BenchServer()
    await server.start()
    taken = []
    async with running(subject, server):
        await _warm(server)
        for index in range(number):
            server.push([update(1000 + index, 1, f"text {index}")])
            await server.until_sent(server.sends + 1, PATIENCE)
            taken.append((server.last - server.left[1000 + index]) * 1000)
            await asyncio.sleep(0.02)  # the subject marks what it sent
    server.stop()
    return taken


async def start_and_memory(subject: Subject) -> tuple[float, float]:
    """Return seconds from the start of the process to its first poll, and resident megabytes when idle."""
    server = BenchServer()
    await server.start()
    began = monotonic()
    async with running(subject, server) as process:
        await server.until(lambda: server.first_poll > 0, PATIENCE)
        await asyncio.sleep(3)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")  # noqa: ASYNC240 - not a disk
    server.stop()
    return server.first_poll - began, _resident(status)


async def _warm(server: BenchServer) -> None:
    """Let the subject load what it loads at its first message."""
    server.push([update(10 + index, 1 + index, "warm") for index in range(CHATS // 2)])
    await server.until_sent(CHATS // 2, PATIENCE)
    await asyncio.sleep(0.3)


def _processor(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(status: str) -> float:
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def _compare(names: list[str], number: int, rounds: int, preload: str) -> None:
    """Print the rates of all subjects and their ratio to the yardstick; their rounds alternate."""
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            runs[name].append(await throughput(Subject(name, preload), number))
    for name in names:
        ratio = statistics.median(
            own.rate / bare.rate for own, bare in zip(runs[name], runs[YARDSTICK], strict=True)
        )
        rate = statistics.median(run.rate for run in runs[name])
        cost = statistics.median(run.cost for run in runs[name])
        _say(f"  {WORDS[name]:<46}{rate:8.0f}/s  ratio {ratio:5.2f}  {cost:6.0f} us of processor each")


async def main(arguments: argparse.Namespace) -> None:
    """Measure everything and print it."""
    names = [name for name in WORDS if name in arguments.subjects]
    _say(f"Answers a second, {arguments.updates} updates from {CHATS} chats, median of {arguments.rounds}:")
    await _compare(names, arguments.updates, arguments.rounds, "")
    with tempfile.TemporaryDirectory() as folder:
        library = slow_disk.build(Path(folder), 5000)
        if library is None:
            _say("With a slow disk: not measured, no C compiler (cc) was found.")
        else:
            _say("The same with a slow disk, 5 ms a sync:")
            await _compare(names, arguments.updates, arguments.rounds, str(library))
    durable = [name for name in names if name in {"ours", "bot"}]
    for name in durable:
        taken = sorted(await latency(Subject(name), 100))
        median, slow = statistics.median(taken), taken[94]
        _say(f"Update to answer, one chat, {WORDS[name]}: median {median:.1f} ms, 95 % within {slow:.1f} ms")
    for name in durable:
        seconds, megabytes = await start_and_memory(Subject(name))
        _say(f"Start to first poll, {WORDS[name]}: {seconds:.2f} s; resident when idle: {megabytes:.0f} MB")
    await asyncio.to_thread(nearby.measure, _say)
    await asyncio.to_thread(queue.measure, _say)
    await asyncio.to_thread(searching.measure, _say)
    await asyncio.to_thread(reminders.measure, _say)
    await presses.measure(_say)
    await exports.measure(_say)
    await reminding.measure(_say)
    await simulator.measure(_say)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is what it is run for


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--updates", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--subjects", nargs="+", default=list(WORDS), choices=WORDS)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(_arguments()))
