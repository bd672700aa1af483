"""Calendar files (.ics) of what somebody is expected at, for their phone's calendar; nothing is sent here.

A phone shows a calendar to whoever holds it: no event says with whom or what for.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from bot.domain.reminders import Kind
from bot.flows.messages import msg
from bot.services import own_things
from bot.storage import people

if TYPE_CHECKING:
    from bot.flows.planning import Thing
    from bot.services.work import Work

#: What an event is called: no partner, no purpose.
SUMMARIES = {Kind.SHIFT: msg("calendar.shift"), Kind.APPOINTMENT: msg("calendar.appointment")}
LASTS_YEARS = 2  # how far the rules of summer time are written down


def whole(work: Work, person: int) -> bytes | None:
    """Return everything that still lies before somebody, what is cancelled as cancelled; None for nothing."""
    things = own_things.between(work, person, work.today, date(work.today.year + 1, 12, 31))
    ahead = [thing for thing in things if not thing.over]
    return _written(work, person, ahead, "PUBLISH") if ahead else None


def of_appointment(work: Work, person: int, number: int) -> bytes | None:
    """Return one appointment; a cancelled one takes itself off the calendar. None when it is not theirs."""
    thing = own_things.appointment(work, person, number)
    if thing is None:
        return None
    return _written(work, person, [thing], "CANCEL" if thing.cancelled else "PUBLISH")


def _written(work: Work, person: int, things: list[Thing], method: str) -> bytes:
    language = people.reads(work.connection, person)
    calendar = Calendar()
    calendar.add("prodid", f"-//{work.territory.id}//planning//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for thing in things:
        calendar.add_component(_event(work, thing, language))
    first, last = min(each.day for each in things), max(each.day for each in things)
    calendar.add_missing_timezones(date(first.year, 1, 1), date(last.year + LASTS_YEARS, 1, 1))
    return bytes(calendar.to_ical())


def _event(work: Work, thing: Thing, language: str) -> Event:
    """Write one thing; its UID never changes, its SEQUENCE rises with each change, so that it replaces."""
    zone = ZoneInfo(work.territory.timezone)
    event = Event()
    event.add("uid", f"{thing.kind}-{thing.number}@{work.territory.id}")
    event.add("sequence", thing.version)
    event.add("dtstamp", work.now)
    event.add("dtstart", datetime.combine(thing.day, thing.starts, zone))
    event.add("dtend", datetime.combine(thing.last_day, thing.ends, zone))
    event.add("summary", work.words.plain(SUMMARIES[thing.kind], language))
    event.add("status", "CANCELLED" if thing.cancelled else "CONFIRMED")
    if thing.place is not None:
        event.add("location", work.words.plain(msg("calendar.place", place=thing.place), language))
    return event
