"""When something put aside comes back, as officers choose it; it moves nothing and asks no clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.calendar import Office

#: How long before the office closes for the day « this evening » is; and when it is after that.
BEFORE_CLOSING, EVENING = timedelta(minutes=30), time(18)


class Moment(StrEnum):
    """Until when something is put aside."""

    EVENING = "evening"
    TOMORROW = "tomorrow"  # the next working day
    MONDAY = "monday"  # the first working day of next week
    DATE = "date"  # a day that is named


def moments(office: Office, local: datetime) -> dict[Moment, datetime]:
    """Return the local times that are offered at that local time, each once, without the named day."""
    today, opens = local.date(), office.hours[0].starts
    tomorrow = office.add_working_days(today, 1)
    monday = office.add_working_days(today + timedelta(days=7 - today.weekday()), 0)
    found = {Moment.TOMORROW: datetime.combine(tomorrow, opens, local.tzinfo)}
    if monday != tomorrow:
        found[Moment.MONDAY] = datetime.combine(monday, opens, local.tzinfo)
    closes = datetime.combine(today, office.hours[-1].ends, local.tzinfo) - BEFORE_CLOSING
    evenings = (closes, datetime.combine(today, EVENING, local.tzinfo))
    evening = next((each for each in evenings if each > local and office.works_on(today)), None)
    return {Moment.EVENING: evening, **found} if evening else found
