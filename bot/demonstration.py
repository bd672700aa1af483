"""The bot without a token: a local Telegram with phones on a page, and the real bot's process beside it.

Everything is made anew in the data folder's `demo`: nothing of a real town is read or kept.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import click

from bot import operations
from bot.clock import FileClock
from bot.config import load_settings
from bot.services.sample_programme import Phone
from bot.simulator.driver import Driver
from bot.simulator.server import DEMO_TOKEN, serve

if TYPE_CHECKING:
    from collections.abc import Mapping

START_SECONDS = 20
IN_USE = 3
#: Who is in the crew of the demonstration: what their phone is called, and its language.
MEMBERS = (("participant", "fr"), ("participante", "ar"))


async def play(environment: Mapping[str, str], host: str, port: int) -> int:
    """Serve the page and run the bot until the process is stopped; return its exit code."""
    folder = Path(environment.get("JARDINS_DATA_DIR", "var")) / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    clock = folder / "clock"
    try:
        simulator = await serve(host, port, DEMO_TOKEN, FileClock(clock), flood=True)
    except OSError as error:
        click.echo(f"The page cannot be served on {host}:{port} ({error.strerror}). Try --port.", err=True)
        return IN_USE
    root = f"http://{host}:{port}"
    settings = _settings(environment, root, folder, clock)
    bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=settings)
    try:
        await _ready(settings["JARDINS_HTTP"], bot)
        await _give_roles(root, settings, bot)
        click.echo(f"\n  Open {root}/ in a browser: each phone is one person. Ctrl-C stops.\n")
        return await _until_stopped(bot)
    finally:
        await _end(bot)
        await simulator.stop()


def _settings(environment: Mapping[str, str], root: str, folder: Path, clock: Path) -> dict[str, str]:
    kept = {name: value for name, value in environment.items() if not name.startswith("JARDINS_")}
    chosen = {name: environment[name] for name in ("JARDINS_TERRITORY", "JARDINS_LOG") if name in environment}
    return {
        "JARDINS_LOG": "warning",
        **kept,
        **chosen,
        "JARDINS_TOKEN": DEMO_TOKEN,
        "JARDINS_API_ROOT": root,
        "JARDINS_DATA_DIR": str(folder),
        "JARDINS_CLOCK_FILE": str(clock),
        "JARDINS_HTTP": f"127.0.0.1:{_free_port()}",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _ready(address: str, bot: asyncio.subprocess.Process, *, idle: bool = False) -> None:
    """Wait until the bot says that all of it works, or that it has done all there was to do."""
    async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as client:
        while bot.returncode is None:
            with suppress(aiohttp.ClientError):
                async with client.get(f"http://{address}/healthz") as answer:
                    if answer.ok and ((await answer.json())["idle"] or not idle):
                        return
            await asyncio.sleep(0.1)
    message = "the bot ended before it was ready"
    raise RuntimeError(message)


async def _give_roles(root: str, settings: Mapping[str, str], bot: asyncio.subprocess.Process) -> None:
    """Let the staff's phones open their invitations, and put some phones into a crew that works now."""
    async with Driver(root) as driver:
        for role in ("officer", "supervisor"):
            staff = await driver.person(role)
            await staff.starts(await _invited(settings, role))
        members = [await driver.person(role, language=language) for role, language in MEMBERS]
        for member in members:
            await member.starts()
        phones = [
            Phone(member.id, role.capitalize(), language)
            for member, (role, language) in zip(members, MEMBERS, strict=True)
        ]
        await _ready(settings["JARDINS_HTTP"], bot, idle=True)
        await operations.lay_sample(load_settings(settings, token_needed=False), phones, staff.id)


async def _invited(settings: Mapping[str, str], role: str) -> str:
    printed = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "invite", role), env=settings, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await printed.communicate()
    return output.decode().rsplit(" ", 1)[-1].strip()


async def _until_stopped(bot: asyncio.subprocess.Process) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    ended = asyncio.ensure_future(bot.wait())
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    return ended.result() if ended.done() else 0


async def _end(bot: asyncio.subprocess.Process) -> None:
    if bot.returncode is None:
        with suppress(ProcessLookupError):
            bot.terminate()
        await bot.wait()
