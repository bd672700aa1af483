"""What whoever runs the bot does from the command line, beside a running bot or without one."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.clock import FileClock, SystemClock
from bot.domain.deep_links import deep_link
from bot.domain.people import Role
from bot.handlers.request import AiohttpRequest
from bot.i18n import Words
from bot.jobs.exporting import write
from bot.jobs.halts import NoAnswer, TokenRefused
from bot.services import exporting, exports, people, programme_import, sample_programme
from bot.services.work import Work
from bot.storage import exports as rows
from bot.storage import migrate as tables
from bot.storage.database import Database
from bot.territories import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.config import Settings
    from bot.services.exports import Extra, Form
    from bot.services.programme_import import Outcome
    from bot.services.sample_programme import Phone
    from bot.services.wanted import Wanted

    Table = Sequence[tuple[int, Sequence[str]]]

BEFORE_ALL = date(1970, 1, 1)


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
    clock = _clock(settings)
    called = await username(settings)  # first: an invitation nobody has read would be lost
    async with _database(settings) as database:
        return Invitation(called, await database.run(people.invite, Role(role), clock.now()))


async def export(
    settings: Settings, form: Form, extras: Collection[Extra], since: date | None, out: Path
) -> AsyncIterator[tuple[int, int]]:
    """Write every report filed since that local day to a file; give how many of how many are written.

    The file stands there complete or not at all. Raises TerritoryError.
    """
    territory = load(settings.territory)
    start = datetime.combine(since or BEFORE_ALL, time(), ZoneInfo(territory.timezone))
    async with _database(settings) as database:
        total, written, last = await database.run(rows.count, start), 0, 0
        with _complete(out) as file:
            file.write(exports.head(form, extras))
            while page := await database.run(rows.page, last, start):
                records = [exports.record(each, territory, extras) for each in page]
                file.writelines(exports.body(form, records, first=written == 0))
                written, last = written + len(page), page[-1].id
                yield written, max(written, total)
            file.write(exports.tail(form))


async def export_table(settings: Settings, wanted: Wanted, out: Path) -> AsyncIterator[tuple[int, int, int]]:
    """Write requests or the log to a file; give how much of how much is done, and how many rows that made.

    That it was done is kept in the log. Raises TerritoryError, TooManyRows, OSError.
    """
    territory = load(settings.territory)
    now = _clock(settings).now()
    rows = exporting.rows_of(Words(territory), territory, wanted, now)
    async with _database(settings) as database:
        async for done, total in write(database, rows, wanted.form, out):
            yield done, total, rows.lines
        await database.run(exporting.note, wanted, None, rows.lines, now)
        yield rows.total, rows.total, rows.lines


async def import_programme(
    settings: Settings, table: Table, told: Callable[[int, int], None], *, dry_run: bool
) -> Outcome:
    """Bring a programme's table in, all of it or nothing; a bot may be running on the same database.

    `told` is given how many of how many rows are done. Raises FaultyError, TerritoryError.
    """
    territory = load(settings.territory)
    clock = _clock(settings)
    words = Words(territory)

    def bring(connection: Connection) -> Outcome:
        now = clock.now()
        work = Work(connection, now, territory, words, f"import:{now.isoformat()}")
        return programme_import.bring(work, table, told, dry_run=dry_run)

    async with _database(settings) as database:
        return await database.run(bring)


async def lay_sample(settings: Settings, crew: Sequence[Phone], supervisor: int) -> None:
    """Lay the demonstration's programme; its bot is running."""
    territory = load(settings.territory)
    words = Words(territory)
    clock = _clock(settings)

    def lay(connection: Connection) -> None:
        work = Work(connection, clock.now(), territory, words, "sample")
        sample_programme.lay(work, crew, supervisor)

    async with _database(settings) as database:
        await database.run(lay)


def _clock(settings: Settings) -> Clock:
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()


@contextlib.contextmanager
def _complete(out: Path) -> Iterator[TextIO]:
    """Give a file to write beside the wanted one, and put it there once everything is written."""
    beside = out.with_name(f"{out.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


async def username(settings: Settings) -> str:
    """Ask Telegram what the bot of the token is called; raises TokenRefused, NoAnswer."""
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
    except TelegramError:
        raise NoAnswer from None


@contextlib.asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    database = await Database.open(settings.database_url, settings.data_dir)
    try:
        await tables.migrate(database)
        yield database
    finally:
        await database.close()
