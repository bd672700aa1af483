"""Plays people against bots written with node's libraries, on a simulator of its own.

It installs the libraries, as package-lock.json has them, into a folder that goes away at the end.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.simulator.driver import DrivenPerson, Driver
from bot.simulator.server import DEMO_TOKEN, Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = Path(__file__).parent
PICTURE = HERE.parent.parent / "bot" / "simulator" / "static" / "samples" / "sofa.jpg"
CLIENTS = ("grammy", "telegraf", "node-telegram-bot-api")
NO_NODE, NO_REGISTRY = 3, 4  # exit codes: node or npm is not there; npm could not install
HAS_CRYPTO = 20  # node's major version from which `crypto` is there by itself
INSTALL_SECONDS, START_SECONDS, END_SECONDS = 300, 30.0, 10


def main(wanted: list[str]) -> int:
    """Play the clients that are wanted, or all; returns the exit code."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        print(f"not run: {' and '.join(missing)} cannot be found", file=sys.stderr)
        return NO_NODE
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if complaint := _install(folder):
            print(f"not run: npm cannot install them: {complaint}", file=sys.stderr)
            return NO_REGISTRY
        asyncio.run(play_all(folder, wanted or list(CLIENTS)))
    return 0


def _install(folder: Path) -> str:
    """Install the libraries; returns what npm complained of."""
    for file in (*HERE.glob("*.mjs"), *HERE.glob("*.json")):
        shutil.copy(file, folder)
    done = subprocess.run(  # noqa: S603 - npm, with what the lock beside this file holds
        (shutil.which("npm") or "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"),
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        timeout=INSTALL_SECONDS,
    )
    return done.stderr if done.returncode else ""


async def play_all(folder: Path, clients: list[str]) -> None:
    """Play each client against a new simulator; raises AssertionError with the screen."""
    for client in clients:
        simulator = Simulator(DEMO_TOKEN, SystemClock())
        base = await simulator.start()
        try:
            async with running(folder, client, base), Driver(base) as driver:
                await play(await driver.person("resident"))
        finally:
            await simulator.stop()
        print(f"{client}: sends, receives, edits, presses, uploads, downloads, deletes, is refused")


async def play(person: DrivenPerson) -> None:
    """Do everything once."""
    await person.says("bonjour é😀")
    await person.sees("écho 😀 : bonjour é😀", START_SECONDS)
    await person.press("Oui")
    await person.gets_popup("Merci")
    await person.sees("reçu : y")
    await person.says("/files")
    await person.sees("deux")
    await _files_are_there(person)
    await person.sends_document("cœur".encode(), "b.txt", "text/plain")
    await person.sees("lu : cœur")
    await person.says("/delete")
    await person.sees("effacé")
    await person.hides("à effacer")
    await person.says("/error")
    await person.sees("erreur 400 : Bad Request: message is too long")


async def _files_are_there(person: DrivenPerson) -> None:
    mine = [message for message in await person.screen() if message["from_bot"]]
    photos = [message for message in mine if "photo" in message]
    albums = [message["media_group_id"] for message in photos if "media_group_id" in message]
    assert len(photos) == 4, photos  # noqa: PLR2004 - one, the same again, an album of two
    assert len(albums) == len(set(albums)) * 2 == 2, albums  # noqa: PLR2004 - two of one album
    assert [message["document"]["file_name"] for message in mine if "document" in message] == ["a.txt"]


def _options() -> tuple[str, ...]:
    """Return what an older node, such as Debian's, needs to have the `crypto` that newer ones have."""
    told = subprocess.run(("node", "--version"), check=True, capture_output=True, text=True)  # noqa: S607 - as found
    major = int(told.stdout.strip().removeprefix("v").partition(".")[0])
    return ("--experimental-global-webcrypto",) if major < HAS_CRYPTO else ()


@asynccontextmanager
async def running(folder: Path, client: str, root: str) -> AsyncIterator[None]:
    """Run a client's bot until the block ends; it has to end by itself when it is asked to."""
    environment = {
        **os.environ,
        "SIMULATOR_ROOT": root,
        "SIMULATOR_TOKEN": DEMO_TOKEN,
        "SIMULATOR_PICTURE": str(PICTURE),
    }
    script = (*_options(), f"{client}.mjs")
    process = await asyncio.create_subprocess_exec("node", *script, cwd=folder, env=environment)
    try:
        yield
        assert process.returncode is None, f"{client} ended by itself"
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), END_SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
