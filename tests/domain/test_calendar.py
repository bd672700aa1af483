"""Public holidays, working days, seasons and hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import HolidayRegion, Holidays, Hours, Office, Season, easter

FRANCE = Holidays(HolidayRegion.FRANCE)
MORNING, AFTERNOON = Hours(time(8, 30), time(12)), Hours(time(13, 30), time(17))
OFFICE = Office(frozenset(range(5)), (MORNING, AFTERNOON), FRANCE)


def paris(written: str) -> datetime:
    """Read a local time of Paris."""
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo("Europe/Paris"))


def holidays_of(year: int, holidays: Holidays) -> list[date]:
    """List a year's holidays."""
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return [day for day in days if day.year == year and day in holidays]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1818, 3, 22), (1943, 4, 25), (1981, 4, 19), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)],
)
def test_easter_is_when_it_was_and_will_be(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_france_has_eleven_holidays_in_2026() -> None:
    days = [(1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    assert holidays_of(2026, FRANCE) == [date(2026, month, day) for month, day in days]


def test_alsace_moselle_has_good_friday_and_saint_stephen_besides() -> None:
    more = set(holidays_of(2026, Holidays(HolidayRegion.ALSACE_MOSELLE))) - set(holidays_of(2026, FRANCE))
    assert more == {date(2026, 4, 3), date(2026, 12, 26)}


def test_working_days_are_counted_back_over_weekends_and_holidays() -> None:
    tuesday_after_easter = date(2026, 4, 7)
    assert OFFICE.working_days_before(tuesday_after_easter, 1) == date(2026, 4, 3)
    assert OFFICE.working_days_before(tuesday_after_easter, 5) == date(2026, 3, 30)
    assert OFFICE.working_days_before(date(2026, 4, 5), 1) == date(2026, 4, 3)
    with pytest.raises(ValueError, match="cannot go back 0"):
        OFFICE.working_days_before(tuesday_after_easter, 0)


def test_another_country_has_only_the_days_it_lists() -> None:
    own = Holidays(yearly=frozenset({(12, 20)}), dates=frozenset({date(2026, 3, 9)}))
    assert holidays_of(2026, own) == [date(2026, 3, 9), date(2026, 12, 20)]
    assert holidays_of(2027, own) == [date(2027, 12, 20)]


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 4, 14), 0, date(2026, 4, 14)),
        (date(2026, 4, 14), 5, date(2026, 4, 21)),  # over a weekend
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # over Ascension
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # over Easter Monday
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over the new year
        (date(2026, 4, 18), 0, date(2026, 4, 20)),  # from a Saturday
        (date(2026, 4, 18), 1, date(2026, 4, 20)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start: date, count: int, end: date) -> None:
    assert OFFICE.add_working_days(start, count) == end


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_a_promised_day_is_a_working_day_that_many_working_days_later(start: date, count: int) -> None:
    end = OFFICE.add_working_days(start, count)
    between = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert OFFICE.works_on(end)
    if count:
        assert sum(map(OFFICE.works_on, between)) == count


def test_working_days_cannot_be_counted_backwards() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        OFFICE.add_working_days(date(2026, 4, 14), -1)


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7})])
def test_an_office_opens_on_days_of_the_week(weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekdays 0 to 6"):
        Office(weekdays, OFFICE.hours, FRANCE)


@pytest.mark.parametrize(
    "hours",
    [
        (),
        (AFTERNOON, MORNING),
        (MORNING, Hours(time(12), time(17))),  # they touch
        (MORNING, Hours(time(11), time(17))),
        (Hours(time(9), time(9)),),
        (Hours(time(22), time(6)), AFTERNOON),
        (Hours(time(5), time(12)), Hours(time(22), time(6))),
    ],
)
def test_hours_of_a_day_follow_each_other(hours: tuple[Hours, ...]) -> None:
    with pytest.raises(ValueError, match="order of the day"):
        Office(frozenset(range(5)), hours, FRANCE)


@pytest.mark.parametrize(
    ("local", "is_open", "opening"),
    [
        (paris("2026-04-14 08:29"), False, paris("2026-04-14 08:30")),
        (paris("2026-04-14 08:30"), True, paris("2026-04-14 13:30")),
        (paris("2026-04-14 12:00"), False, paris("2026-04-14 13:30")),  # lunch
        (paris("2026-04-14 13:29"), False, paris("2026-04-14 13:30")),
        (paris("2026-04-14 13:30"), True, paris("2026-04-15 08:30")),
        (paris("2026-04-14 17:00"), False, paris("2026-04-15 08:30")),
        (paris("2026-04-17 20:00"), False, paris("2026-04-20 08:30")),  # Friday night
        (paris("2026-07-14 10:00"), False, paris("2026-07-15 08:30")),  # a holiday
    ],
)
def test_somebody_answers_in_office_hours(local: datetime, *, is_open: bool, opening: datetime) -> None:
    assert OFFICE.is_open(local) is is_open
    assert OFFICE.next_opening(local) == opening


def test_the_office_opens_at_its_local_hour_after_summer_time_ends() -> None:
    assert OFFICE.next_opening(paris("2026-10-23 18:00")).astimezone(UTC) == datetime(
        2026, 10, 26, 7, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("season", "inside", "outside"),
    [
        (
            Season((4, 1), (11, 30)),
            [date(2026, 4, 1), date(2026, 11, 30)],
            [date(2026, 3, 31), date(2026, 12, 1)],
        ),
        (
            Season((10, 1), (3, 31)),
            [date(2026, 12, 25), date(2026, 3, 31)],
            [date(2026, 4, 1), date(2026, 9, 30)],
        ),
    ],
)
def test_a_season_includes_both_ends_and_may_run_over_the_new_year(
    season: Season, inside: list[date], outside: list[date]
) -> None:
    assert all(day in season for day in inside)
    assert not any(day in season for day in outside)


def test_quiet_hours_may_run_over_midnight() -> None:
    quiet = Hours(time(20), time(8))
    assert time(20) in quiet
    assert time(7, 59) in quiet
    assert time(8) not in quiet
    assert time(19, 59) not in quiet
