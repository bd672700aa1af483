"""Every request of a period as a row to be taken out: days, never the hour at which it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.figures import WorkingDays
from bot.flows import figure_words
from bot.services.wanted import Portions
from bot.storage import exported_requests

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.territory import Territory
    from bot.i18n import Words
    from bot.services.wanted import Cell, Wanted
    from bot.storage.exported_requests import ExportedRequest


class RequestRows(Portions):
    """Every request of a period, one a row."""

    def __init__(
        self, words: Words, territory: Territory, language: str, wanted: Wanted, now: datetime
    ) -> None:
        super().__init__(words, territory, language, wanted, now)
        self._mark: exported_requests.Mark = (self.since, 0)
        self._page: list[ExportedRequest] = []
        self._texts: dict[int, str] = {}
        self._people: dict[int, tuple[str, str]] = {}
        self._days = WorkingDays(territory.office)
        self._states = {key: self.said(label) for key, label in figure_words.states().items()}
        self._kinds = {kind.value: self.said(label) for kind, label in figure_words.KINDS.items()}
        self._districts = {each.id: territory.text(each.name, language) for each in territory.districts}

    def head(self) -> list[Cell]:
        """Return the names of the columns."""
        columns = list(figure_words.COLUMNS.values())
        columns += [figure_words.TEXT_COLUMN] * self.wanted.texts
        columns += figure_words.PEOPLE_COLUMNS * self.wanted.people
        return [self.said(each) for each in columns]

    def count(self, connection: Connection) -> int:
        """Find out about how many requests there are."""
        self.total = exported_requests.about(connection, self.since, self.until)
        return self.total

    def fetch(self, connection: Connection) -> bool:
        """Read the next page."""
        self._page = exported_requests.page(connection, self._mark, self.until)
        if not self._page:
            return False
        self._mark = self._page[-1].mark
        numbers = [each.id for each in self._page]
        if self.wanted.texts:
            self._texts = exported_requests.texts(connection, numbers)
        if self.wanted.people:
            self._people = exported_requests.people(connection, numbers)
        return True

    def rows(self) -> list[list[Cell]]:
        """Return the rows of the page."""
        made = [self._row(each) for each in self._page]
        self.lines += len(made)
        self.done = self.lines
        return made

    def _row(self, request: ExportedRequest) -> list[Cell]:
        received, decided = self.day(request.created_at), self.day(request.decided_at)
        assert received is not None
        row: list[Cell] = [
            request.reference,
            self._kinds[request.kind],
            self._states.get((request.kind, request.state), request.state),
            received,
            self.day(request.answered_at),
            decided,
            request.answer_by,
            self.yes_no[self._is_late(request)],
            self._districts.get(request.district, request.district) if request.district else None,
            self.yes_no[request.danger],
            request.reopened,
            self._days.between(received, decided) if decided else None,
        ]
        row += [self._texts.get(request.id)] * self.wanted.texts
        return row + list(self._people.get(request.id, (None, None))) * self.wanted.people

    def _is_late(self, request: ExportedRequest) -> bool:
        """Tell whether the promised date passed before the first answer, or passes now without one."""
        last = self.now if request.waiting_since else request.answered_at
        spoken = self.day(last)
        return spoken is not None and spoken > request.answer_by
