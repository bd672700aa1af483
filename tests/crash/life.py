"""Starts the same bot again and again, and reads what the people got of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.jobs.server import Api


@dataclass
class Lives:
    """The processes of one bot, one after the other or side by side."""

    command: list[str]
    environment: dict[str, str]
    log: Path
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def begin(self) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *self.command, env=self.environment, stdout=log, stderr=log
            )
        self.processes.append(process)
        return process

    async def kill(self, process: asyncio.subprocess.Process) -> None:
        process.kill()
        await asyncio.wait_for(process.wait(), 10)

    async def end(self, process: asyncio.subprocess.Process) -> int:
        process.terminate()
        return await asyncio.wait_for(process.wait(), 20)

    def told(self) -> str:
        """Return what all of them logged."""
        return self.log.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Heard:
    """What one person got: the texts in order, each once; how many came twice, and those aloud."""

    texts: list[str]
    doubled: int
    doubled_aloud: int


def heard(api: Api, chat: int) -> Heard:
    sent = [
        (arguments["text"], "disable_notification" in arguments)
        for method, arguments in api.calls
        if method == "sendMessage" and arguments["chat_id"] == str(chat)
    ]
    runs = [list(run) for _, run in groupby(sent, key=lambda one: one[0])]
    again = [silent for run in runs for _, silent in run[1:]]
    return Heard([run[0][0] for run in runs], len(again), again.count(False))
