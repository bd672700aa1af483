"""The bots that are compared, each a process of its own: `python -m bench.subjects NAME`."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Update

ROOT, TOKEN = os.environ.get("BENCH_ROOT", ""), os.environ.get("BENCH_TOKEN", "")


def stock() -> None:
    """Run python-telegram-bot as its examples do: polling, httpx, one update after the other."""
    from telegram.ext import Application, MessageHandler, filters

    async def echo(update: Update, _: object) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    application = Application.builder().token(TOKEN).base_url(f"{ROOT}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    logging.disable()
    application.run_polling(bootstrap_retries=0)


def aiogram() -> None:
    """Run a bare aiogram, each update a task, nothing durable."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - it reads annotations
        await message.answer(message.text or "")

    async def main() -> None:
        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(ROOT)))
        await dispatcher.start_polling(bot)

    asyncio.run(main())


def ours() -> None:
    """Run our whole edge, durable, around an echo."""
    from bot.app import serve
    from bot.config import load_settings
    from tests.jobs.echo import Echo

    async def main() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        logging.disable()
        await serve(load_settings(os.environ), Echo(), stop)

    asyncio.run(main())


SUBJECTS: dict[str, Callable[[], None]] = {"stock": stock, "aiogram": aiogram, "ours": ours}

if __name__ == "__main__":
    SUBJECTS[sys.argv[1]]()
