"""What whoever runs the bot does from the command line, beside a running bot or without one."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import InvalidToken

from bot.clock import FileClock, SystemClock
from bot.domain.deep_links import deep_link
from bot.domain.people import Role
from bot.handlers.request import AiohttpRequest
from bot.jobs.halts import TokenRefused
from bot.services import people
from bot.storage import migrate as tables
from bot.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.config import Settings


@dataclass(frozen=True)
class Invitation:
    """A one-time link to a role."""

    username: str
    payload: str

    @property
    def link(self) -> str:
        """Return what to open on the phone."""
        return deep_link(self.username, self.payload)


async def migrate(settings: Settings) -> None:
    """Bring the database's tables to this release."""
    async with _database(settings):
        pass


async def invite(settings: Settings, role: str) -> Invitation:
    """Make a one-time invitation to a role; a bot may be running on the same database."""
    clock = FileClock(settings.clock_file) if settings.clock_file else SystemClock()
    async with _database(settings) as database:
        payload = await database.run(people.invite, Role(role), clock.now())
    return Invitation(await username(settings), payload)


async def username(settings: Settings) -> str:
    """Ask Telegram what the bot of the token is called; raises TokenRefused."""
    assert settings.token is not None
    request = AiohttpRequest()
    root = settings.api_root
    bot = Bot(
        settings.token.reveal(),
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=request,
    )
    try:
        async with bot:
            return bot.username
    except InvalidToken:
        raise TokenRefused from None  # the library's words hold the token


@contextlib.asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    database = await Database.open(settings.database_url, settings.data_dir)
    try:
        await tables.migrate(database)
        yield database
    finally:
        await database.close()
