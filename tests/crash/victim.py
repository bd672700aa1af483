"""The process that the crash tests kill: our whole edge around an echo, on a disk that can be filled."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
from typing import TYPE_CHECKING

from bot.app import serve
from bot.config import load_settings
from bot.logs import set_up_logs
from tests.jobs.echo import Echo

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Settings

FEW_PAGES = 16_384


async def main() -> int:
    settings = load_settings(os.environ)
    set_up_logs(settings)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    disk = asyncio.create_task(_disk(settings))
    try:
        return await serve(settings, Echo(), stop)
    finally:
        disk.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await disk


async def _disk(settings: Settings) -> None:
    """While the file `full` is there, no file may be written past its first few pages."""
    sign = settings.data_dir / "full"
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    while True:
        full = _exists(sign)
        resource.setrlimit(resource.RLIMIT_FSIZE, (FEW_PAGES if full else most, most))
        while _exists(sign) is full:  # noqa: ASYNC110 - a file is the only way in from outside
            await asyncio.sleep(0.01)


def _exists(path: Path) -> bool:
    return path.exists()


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
