"""For how much working time a danger may wait before it is shown again; `deadlines` shows it."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.storage import timers

if TYPE_CHECKING:
    from bot.services.work import Work

TIMER = "danger"  # its subject is a request


def watch(work: Work, request: int) -> None:
    """Look again after some working hours, unless that is planned already."""
    office = work.territory.office
    if office.danger_hours:
        local = work.now.astimezone(ZoneInfo(work.territory.timezone))
        due_at = office.add_working_time(local, timedelta(hours=office.danger_hours)).astimezone(UTC)
        timers.set_if_idle(work.connection, TIMER, request, due_at)
