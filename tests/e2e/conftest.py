"""The real bot's process beside a simulator, and people with phones; nothing of either is faked."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.clock import FileClock
from bot.simulator.driver import Driver
from bot.simulator.server import DEMO_TOKEN, Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.simulator.driver import DrivenPerson

START_SECONDS = 20.0
SAMPLES = Path(__file__).parents[2] / "bot" / "simulator" / "static" / "samples"
SHIPPED = Path(__file__).parents[2] / "bot" / "territories"
SOFA, BAGS = SAMPLES / "sofa.jpg", SAMPLES / "bags.jpg"
IN_TOWN = (44.1502, 4.0823)


@dataclass
class Process:
    """A bot's process: started, killed, started again on the same data."""

    environment: dict[str, str]
    running: asyncio.subprocess.Process | None = None
    output: Path = field(default_factory=Path)

    async def start(self) -> None:
        """Start, and wait until the bot says that all of it works."""
        with self.output.open("ab") as log:
            self.running = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"), env=self.environment, stdout=log, stderr=log
            )
        async with asyncio.timeout(START_SECONDS):
            await self._healthy()

    async def _healthy(self) -> None:
        assert self.running is not None
        address = f"http://{self.environment['JARDINS_HTTP']}/healthz"
        async with aiohttp.ClientSession() as client:
            while self.running.returncode is None:
                with suppress(aiohttp.ClientError):
                    async with client.get(address) as answer:
                        if answer.ok:
                            return
                await asyncio.sleep(0.05)
        raise AssertionError(self.output.read_text(encoding="utf-8"))

    async def end(self, number: signal.Signals = signal.SIGTERM) -> None:
        """End the process; SIGKILL gives it no chance to tidy up."""
        if self.running is not None and self.running.returncode is None:
            self.running.send_signal(number)
            await self.running.wait()

    async def tells(self, *arguments: str) -> str:
        """Run another command of the bot beside it and return what it prints."""
        made = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        printed, complaint = await made.communicate()
        assert made.returncode == 0, complaint.decode()
        return printed.decode()

    @property
    def photos(self) -> list[Path]:
        """Return the kept copies."""
        return sorted((Path(self.environment["JARDINS_DATA_DIR"]) / "photos").rglob("*.jpg"))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(name="clock")
def _clock(tmp_path: Path) -> FileClock:
    return FileClock(tmp_path / "clock")


@pytest.fixture(name="simulator")
async def _simulator(clock: FileClock) -> AsyncIterator[Simulator]:
    simulator = Simulator(DEMO_TOKEN, clock, flood=False)
    await simulator.start()
    yield simulator
    await simulator.stop()


def hasty(folder: Path) -> Path:
    """Return the shipped territory in which decisions leave at once: most stories are not about undoing."""
    folder.mkdir()
    for beside in ("ales.geojson", "ales.jpg"):
        shutil.copy(SHIPPED / beside, folder)
    town = (SHIPPED / "ales.toml").read_text("utf-8")
    assert town.count("undo_seconds = 30") == 1
    (folder / "ales.toml").write_text(town.replace("undo_seconds = 30", "undo_seconds = 0"), "utf-8")
    return folder / "ales.toml"


@pytest.fixture(name="environment")
def _environment(simulator: Simulator, tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JARDINS_")}
    return kept | {
        "JARDINS_TOKEN": DEMO_TOKEN,
        "JARDINS_API_ROOT": simulator.base_url,
        "JARDINS_DATA_DIR": str(tmp_path / "data"),
        "JARDINS_CLOCK_FILE": str(tmp_path / "clock"),
        "JARDINS_HTTP": f"127.0.0.1:{free_port()}",
        "JARDINS_PACE": "0",
        "JARDINS_TERRITORY": str(hasty(tmp_path / "town")),
    }


@pytest.fixture(name="bot")
async def _bot(environment: dict[str, str], tmp_path: Path) -> AsyncIterator[Process]:
    """A running bot on SQLite."""
    process = Process(environment, output=tmp_path / "bot.log")
    await process.start()
    yield process
    await process.end()


@pytest.fixture(name="driver")
async def _driver(simulator: Simulator) -> AsyncIterator[Driver]:
    async with Driver(simulator.base_url) as driver:
        yield driver


async def until(good: Callable[[], Awaitable[bool]], seconds: float = 10.0) -> None:
    """Wait until `good` says so; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await good():  # noqa: ASYNC110 - the bot is another process: it sets no event of ours
            await asyncio.sleep(0.05)


async def becomes_officer(bot: Process, driver: Driver, role: str = "officer") -> DrivenPerson:
    """Let somebody open an officer's invitation."""
    printed = await bot.tells("invite", "officer")
    person = await driver.person(role, language="fr")
    await person.starts(printed.rsplit(" ", 1)[-1].strip())
    await person.sees("Rien n'attend")
    return person


async def reports(resident: DrivenPerson, kind: str = "Meubles") -> None:
    """Report with a photo and a place, in French."""
    await resident.sends_photo(SOFA)
    await resident.sees("Où sont les déchets")
    await resident.shares_location(*IN_TOWN)
    await resident.press(kind)
    await resident.press("Envoyer")
    await resident.sees("Votre numéro")
