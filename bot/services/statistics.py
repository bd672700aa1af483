"""Counts the requests that came in a period: received, decided, re-opened, the median delay, and by group.

Every figure is about what came in the period, whenever it was decided; it draws and words nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.figures import WorkingDays, median
from bot.services.wanted import instants
from bot.storage import exported_requests

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.figures import Period
    from bot.domain.territory import Territory
    from bot.storage.exported_requests import ExportedRequest


@dataclass
class Group:
    """What is counted of some requests; delays are in working days."""

    received: int = 0
    reopened: int = 0
    delays: Counter[int] = field(default_factory=Counter)

    def packed(self) -> list[Any]:
        """Return received, decided, re-opened and the median delay (None: nothing is decided)."""
        return [self.received, self.delays.total(), self.reopened, median(self.delays)]


class Statistics:
    """Counts, a page at a time."""

    def __init__(self, territory: Territory, period: Period) -> None:
        since, self._until = instants(period, territory)
        self._mark: exported_requests.Mark = (since, 0)
        self._days, self._zone = WorkingDays(territory.office), ZoneInfo(territory.timezone)
        self._page: list[ExportedRequest] = []
        self._total = Group()
        self._kinds: defaultdict[str, Group] = defaultdict(Group)
        self._districts: defaultdict[str, Group] = defaultdict(Group)

    def fetch(self, connection: Connection) -> bool:
        """Read the next page, in one short transaction; False when there is none."""
        self._page = exported_requests.page(connection, self._mark, self._until)
        if self._page:
            self._mark = self._page[-1].mark
        return bool(self._page)

    def count(self) -> None:
        """Count the page that was read; this needs no database."""
        for request in self._page:
            delay = self._delay(request)
            groups = self._kinds[request.kind], self._districts[request.district or ""]
            for group in (self._total, *groups):
                group.received += 1
                group.reopened += request.reopened > 0
                if delay is not None:
                    group.delays[delay] += 1

    def packed(self) -> dict[str, Any]:
        """Return what was counted as plain values."""
        return {
            "total": self._total.packed(),
            "kinds": {name: group.packed() for name, group in self._kinds.items()},
            "districts": {name: group.packed() for name, group in self._districts.items()},
        }

    def _delay(self, request: ExportedRequest) -> int | None:
        if request.decided_at is None:
            return None
        came, decided = (at.astimezone(self._zone).date() for at in (request.created_at, request.decided_at))
        return self._days.between(came, decided)
