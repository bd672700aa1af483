"""The forecast of a shift: sent for when that is allowed, used at once; it only ever proposes.

Its failure is nobody's concern: nobody waits for it, and no participant hears of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain.reminders import diary_of
from bot.domain.weather import Hour, verdict
from bot.flows import rain_plan
from bot.flows.outbound import Priority
from bot.services import boards, bookings, crew_days, leaders
from bot.storage import errands, forecasts, shifts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.programme import Shift
    from bot.services.work import Work


def ask(work: Work, shift: Shift) -> None:
    """Send for the forecast of a shift that has not begun, where it is known where that is."""
    starts_at = bookings.starts_at(diary_of(work.territory), shift)
    point = shift.slot.place.point or work.territory.centre
    if not work.has_weather or shift.slot.place.indoor or point is None or starts_at <= work.now:
        return
    payload = {
        "shift": shift.id,
        "version": shift.version,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "until": starts_at.isoformat(),
    }
    errands.add(work.connection, "weather", f"{work.cause}:weather:{shift.id}", payload, work.now)


def came(work: Work, asked: Mapping[str, Any], result: Mapping[str, Any]) -> None:
    """Keep what the forecast says of a shift as it still stands, and propose another plan if it is bad."""
    shift = shifts.find(work.connection, asked["shift"])
    if shift is None or shift.cancelled or shift.version != asked["version"] or not result:
        return
    diary = diary_of(work.territory)
    starts_at, ends_at = bookings.starts_at(diary, shift), bookings.ends_at(diary, shift)
    hours = [Hour(**{**each, "ends": datetime.fromisoformat(each["ends"])}) for each in result["hours"]]
    found = verdict(hours, starts_at, ends_at, work.territory.weather)
    if found is None or starts_at <= work.now:
        return
    kept = forecasts.kept_in_spite_of(work.connection, shift.id)
    forecasts.keep(work.connection, shift.id, found, work.now)
    boards.refresh(work, shift.id)
    if found.cause is None or found.cause == kept or not bookings.expected_at(work, shift):
        return
    proposal = rain_plan.proposed(crew_days.gather(work, shift), found)
    for leader in leaders.of(work, shift.crew):
        work.send(leader, proposal, Priority.CHANGE)
