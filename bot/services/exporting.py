"""Taking rows out of the queue: which rows those are, and that somebody took them is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.log_rows import LogRows
from bot.services.request_rows import RequestRows
from bot.services.wanted import What
from bot.storage import exported_log
from bot.storage.exported_log import Taken

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.territory import Territory
    from bot.i18n import Words
    from bot.services.wanted import Wanted


def rows_of(
    words: Words, territory: Territory, wanted: Wanted, now: datetime, language: str | None = None
) -> RequestRows | LogRows:
    """Return the rows of what is wanted, in a language, or else in the territory's own."""
    made = RequestRows if wanted.what is What.REQUESTS else LogRows
    return made(words, territory, language or territory.default_language, wanted, now)


def note(connection: Connection, wanted: Wanted, person: int | None, lines: int, now: datetime) -> None:
    """Keep that somebody (None: from the command line) took so many lines out."""
    days = wanted.period.first, wanted.period.last
    taken = Taken(person, now, wanted.what, wanted.form, *days, wanted.texts, wanted.people, lines)
    exported_log.note(connection, taken)
