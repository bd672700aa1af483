"""Seats: never more people than there are, an honest wait, a first day on which somebody works."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import HolidayRegion, Holidays, Hours, Office
from bot.domain.errors import Full
from bot.domain.meeting import TRANSITIONS, Meeting
from bot.domain.seats import AHEAD_SOON, Crew, PhaseDates, Wait, dated, first_day, require, wait

SPRING = PhaseDates("2026-spring", "spring", date(2026, 4, 1), date(2026, 5, 31))
CREW = Crew(1, SPRING, {"fr": "A"}, 5, 0, {"fr": "Ici"}, "08:00")
OFFICE = Office(frozenset(range(5)), (Hours(time(9), time(17)),), Holidays(HolidayRegion.FRANCE))


@given(st.integers(0, 20), st.integers(0, 20))
def test_a_seat_is_given_only_while_one_is_left(seats: int, taken: int) -> None:
    crew = replace(CREW, seats=seats, taken=taken)
    if taken < seats:
        require(crew)
        assert crew.left == seats - taken
    else:
        assert crew.left == 0
        with pytest.raises(Full):
            require(crew)


def test_few_people_ahead_mean_soon() -> None:
    assert [wait(ahead) for ahead in (0, AHEAD_SOON, AHEAD_SOON + 1)] == [Wait.SOON, Wait.SOON, Wait.LATER]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 1, 5), date(2026, 4, 1)),
        (date(2026, 4, 3), date(2026, 4, 7)),  # a Friday before Easter Monday
        (date(2026, 4, 30), date(2026, 5, 4)),  # the first of May and a week-end between
    ],
)
def test_a_first_day_is_a_working_day_to_come(today: date, first: date) -> None:
    assert first_day(SPRING, today, OFFICE) == first


def test_a_phase_may_run_over_the_new_year_and_end_on_a_leap_day() -> None:
    winter = dated("winter", 2026, (11, 15), (2, 29))
    assert (winter.code, winter.starts, winter.ends) == ("2026-winter", date(2026, 11, 15), date(2027, 2, 28))
    assert dated("winter", 2027, (11, 15), (2, 29)).ends == date(2028, 2, 29)
    with pytest.raises(ValueError, match="day"):
        dated("spring", 2026, (4, 31), (5, 31))


def test_every_appointment_can_be_proposed_again() -> None:
    assert set(TRANSITIONS) == set(Meeting)
    assert all(Meeting.PROPOSED in moves for moves in TRANSITIONS.values())
