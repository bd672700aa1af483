"""Looks up, for a dialogue, where somebody reported last: heaps come back to the same corner."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.commands import Spot
from bot.storage import reports

if TYPE_CHECKING:
    from bot.services.work import Work

RECENT = timedelta(weeks=12)  # longer ago, nobody remembers which place is meant


def find(work: Work, person: int) -> Spot | None:
    """Return the place of this person's newest report, if it is recent and says where."""
    newest = next(iter(reports.of_person(work.connection, person, 1)), None)
    if newest is None or newest.created_at < work.now - RECENT:
        return None
    districts = {each.id for each in work.territory.districts}
    district = newest.district if newest.district in districts else None
    spot = Spot(newest.latitude, newest.longitude, district, newest.landmark, newest.address)
    return None if spot == Spot() else spot
