"""What somebody wants taken out of the queue: which rows of which period, and how; what all tables share.

Nothing that somebody wrote leaves unless asked for, nor who anybody is: two switches, and never the hour at
which a request came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from bot.domain.figures import Period
from bot.flows import figure_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.territory import Territory
    from bot.flows.messages import Message
    from bot.i18n import Words

Cell = str | int | date | datetime | None
BEFORE_ALL, AFTER_ALL = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


class What(StrEnum):
    """What is taken out."""

    REQUESTS = "requests"
    LOG = "log"


class TableForm(StrEnum):
    """How a table is written."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants taken out; `texts` are what people wrote, `people` are names and numbers."""

    what: What
    form: TableForm
    period: Period = Period()  # noqa: RUF009 - frozen
    texts: bool = False
    people: bool = False

    def packed(self) -> dict[str, Any]:
        """Return it as plain values."""
        first, last = self.period.first, self.period.last
        return {
            "what": self.what.value,
            "form": self.form.value,
            "first": first.isoformat() if first else None,
            "last": last.isoformat() if last else None,
            "texts": self.texts,
            "people": self.people,
        }


def unpacked(plain: Mapping[str, Any]) -> Wanted:
    """Return what `packed` made plain."""
    first, last = (date.fromisoformat(plain[name]) if plain[name] else None for name in ("first", "last"))
    form, period = TableForm(plain["form"]), Period(first, last)
    return Wanted(What(plain["what"]), form, period, plain["texts"], plain["people"])


def instants(period: Period, territory: Territory) -> tuple[datetime, datetime]:
    """Return when a period begins and when it is over; the second instant is excluded."""
    zone = ZoneInfo(territory.timezone)
    since = datetime.combine(period.first, time(), zone) if period.first else BEFORE_ALL
    until = datetime.combine(period.last + timedelta(days=1), time(), zone) if period.last else AFTER_ALL
    return since, until


class Rows(Protocol):
    """Rows that come in portions; `total` and `done` are for whoever waits, `lines` counts what was given."""

    total: int
    done: int
    lines: int

    def head(self) -> list[Cell]:
        """Return the names of the columns."""
        ...

    def count(self, connection: Connection) -> int:
        """Find out about how much there is to do."""
        ...

    def fetch(self, connection: Connection) -> bool:
        """Read the next portion, in one short transaction; False when there is none."""
        ...

    def rows(self) -> list[list[Cell]]:
        """Return the rows of the portion that was read; this needs no database."""
        ...


class Portions:
    """What both tables share: the words, the period, and what the switches say."""

    def __init__(
        self, words: Words, territory: Territory, language: str, wanted: Wanted, now: datetime
    ) -> None:
        self.total = self.done = self.lines = 0
        self._words, self._language = words, language
        self.wanted, self.now = wanted, now
        self.zone = ZoneInfo(territory.timezone)
        self.since, self.until = instants(wanted.period, territory)

    def said(self, message: Message) -> str:
        """Return a word of the catalogue."""
        return self._words.plain(message, self._language)

    def day(self, instant: datetime | None) -> date | None:
        """Return the local day of an instant."""
        return instant.astimezone(self.zone).date() if instant else None

    @cached_property
    def yes_no(self) -> Sequence[str]:
        """Return the words for no and for yes."""
        return self.said(figure_words.NO), self.said(figure_words.YES)
