"""Every line of the append-only log as a row to be taken out: actors are numbers and roles, not names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.flows import figure_words
from bot.services.wanted import Portions
from bot.storage import exported_log

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.territory import Territory
    from bot.i18n import Words
    from bot.services.wanted import Cell, Wanted
    from bot.storage.exported_log import Logged, Taken

BOT = "bot"  # in the place of a role, when nobody did it
RESIDENT = "resident"  # what everybody is
LENGTH = len("2026-04-07 09:30")


class LogRows(Portions):
    """Every line of the log of a period; whoever did it is a number and a role."""

    def __init__(
        self, words: Words, territory: Territory, language: str, wanted: Wanted, now: datetime
    ) -> None:
        super().__init__(words, territory, language, wanted, now)
        self._lines: list[Logged] = []
        self._taken: list[Taken] = []
        self._roles: dict[int, str] = {}
        self._names: dict[int, str] = {}

    def head(self) -> list[Cell]:
        """Return the names of the columns."""
        columns = list(figure_words.LOG_COLUMNS.values())
        columns += [figure_words.DETAIL_COLUMN] * self.wanted.texts
        columns += [figure_words.ACTOR_COLUMN] * self.wanted.people
        return [self.said(each) for each in columns]

    def count(self, connection: Connection) -> int:
        """Find out how many numbers there are to look at; what was taken out stands at the end."""
        self.total = exported_log.last(connection)
        return self.total

    def fetch(self, connection: Connection) -> bool:
        """Read the next slice, after the last one what was taken out."""
        if self.done > self.total:
            return False
        last, since, until = self.done == self.total, self.since, self.until
        texts = self.wanted.texts
        self._lines = exported_log.lines(connection, self.done, since, until, with_texts=texts)
        self._lines = [line for line in self._lines if line.id <= self.total]
        self._taken = exported_log.taken(connection, since, until) if last else []
        doers = [*(each.actor for each in self._lines), *(each.person for each in self._taken)]
        actors = {each for each in doers if each is not None}
        self._roles = exported_log.roles_of(connection, actors)
        if self.wanted.people:
            self._names = exported_log.names(connection, actors)
        self.done = self.total + 1 if last else min(self.total, self.done + exported_log.SLICE)
        return True

    def rows(self) -> list[list[Cell]]:
        """Return the rows of the slice."""
        made = [self._line(each) for each in self._lines] + [self._take(each) for each in self._taken]
        self.lines += len(made)
        return made

    def _line(self, line: Logged) -> list[Cell]:
        role = self._role(line.actor, line.owner)
        states = (line.state_from, line.state_to)
        own: list[Cell] = [line.id, self._at(line.at), line.reference, line.kind, *states, role, line.actor]
        detail = json.dumps(line.detail, ensure_ascii=False) if line.detail else None
        return own + [detail] * self.wanted.texts + self._named(line.actor)

    def _take(self, taken: Taken) -> list[Cell]:
        role = self._role(taken.person, None)
        switches = " +texts" * taken.with_texts + " +people" * taken.with_people
        event = f"exported {taken.what} {taken.form}{switches}"
        days = [each.isoformat() if each else None for each in (taken.since, taken.until)]
        own: list[Cell] = [None, self._at(taken.at), None, event, *days, role, taken.person]
        return own + [None] * self.wanted.texts + self._named(taken.person)

    def _role(self, actor: int | None, owner: int | None) -> str:
        if actor is None:
            return BOT
        return RESIDENT if actor == owner else self._roles.get(actor, RESIDENT)

    def _named(self, actor: int | None) -> list[Cell]:
        return [self._names.get(actor) if actor else None] * self.wanted.people

    def _at(self, instant: datetime) -> str:
        return instant.astimezone(self.zone).isoformat(" ", "minutes")[:LENGTH]
