"""For how long an office was open between two instants, against counting minute by minute."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import HolidayRegion, Holidays, Hours, Office

SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 12, 31, 23, 59, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TOWN = Office(
    frozenset(range(5)),
    (Hours(time(8, 30), time(12)), Hours(time(13, 30), time(17))),
    Holidays(HolidayRegion.FRANCE),
)
#: Its clocks change by half an hour, at another time of the year; it stays open until midnight.
ISLAND = Office(
    frozenset({0, 2, 6}),
    (Hours(time(7), time(7, 20)), Hours(time(9), time(15, 30)), Hours(time(16), time(0))),
    Holidays(yearly=frozenset({(12, 20)}), dates=frozenset({date(2027, 3, 8)})),
)
PLACES = {"Europe/Paris": TOWN, "Australia/Lord_Howe": ISLAND}
minutes = st.integers(0, int((UNTIL - SINCE) / MINUTE))
zones = st.sampled_from(sorted(PLACES))


@cache
def open_minutes(zone: str) -> list[int]:
    """Ask the office each minute of three years whether it is open, on the wall clock."""
    place, office, found = ZoneInfo(zone), PLACES[zone], []
    days: dict[date, bool] = {}
    for minute in range(int((UNTIL - SINCE) / MINUTE) + 1):
        local = (SINCE + minute * MINUTE).astimezone(place)
        day = local.date()
        if day not in days:
            days[day] = office.works_on(day)
        if days[day] and any(local.time() in hours for hours in office.hours):
            found.append(minute)
    return found


@cache
def openings(zone: str) -> list[int]:
    """Return the minutes that are open after one that is not."""
    held = open_minutes(zone)
    return [minute for before, minute in pairwise((-2, *held)) if before != minute - 1]


def at(minute: int, zone: str) -> datetime:
    """Return a minute of the three years as the wall clock shows it."""
    return (SINCE + minute * MINUTE).astimezone(ZoneInfo(zone))


@given(zones, minutes, minutes)
@settings(deadline=None)
def test_working_time_is_every_open_minute_between(zone: str, start: int, end: int) -> None:
    held = open_minutes(zone)
    counted = max(0, bisect_left(held, end) - bisect_left(held, start))
    assert PLACES[zone].working_time(at(start, zone), at(end, zone)) == counted * MINUTE


@given(zones, minutes, st.integers(1, 20_000))
@settings(deadline=None)
def test_adding_working_time_ends_with_its_last_open_minute(zone: str, start: int, length: int) -> None:
    held = open_minutes(zone)
    last = bisect_left(held, start) + length - 1
    if last >= len(held):
        return  # beyond what was counted
    end = PLACES[zone].add_working_time(at(start, zone), length * MINUTE)
    assert end.astimezone(UTC) == SINCE + (held[last] + 1) * MINUTE


@given(zones, minutes)
@settings(deadline=None)
def test_the_next_opening_is_the_next_minute_at_which_it_becomes_open(zone: str, start: int) -> None:
    held = openings(zone)
    following = bisect_right(held, start)
    if following == len(held):
        return  # beyond what was counted
    assert PLACES[zone].next_opening(at(start, zone)).astimezone(UTC) == SINCE + held[following] * MINUTE


def test_it_may_be_asked_between_two_minutes() -> None:
    start = datetime(2026, 4, 14, 11, 59, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert TOWN.working_time(start, start + timedelta(hours=2)) == timedelta(minutes=30)  # 13:59:30
    assert TOWN.add_working_time(start, MINUTE) == datetime(
        2026, 4, 14, 13, 30, 30, tzinfo=ZoneInfo("Europe/Paris")
    )


def test_nothing_is_worked_backwards() -> None:
    start = datetime(2026, 4, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))
    assert TOWN.working_time(start, start - timedelta(days=3)) == timedelta()
    assert TOWN.add_working_time(start, timedelta()) == start
    with pytest.raises(ValueError, match="of working time"):
        TOWN.add_working_time(start, -MINUTE)


def test_a_time_without_a_zone_is_refused() -> None:
    start = datetime(2026, 4, 14, 10)  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="in no zone"):
        TOWN.working_time(start, start.replace(tzinfo=UTC))
