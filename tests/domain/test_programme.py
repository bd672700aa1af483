"""A phase is laid out by the week's pattern; an answer holds as long as what was answered stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.attendance import LIFE, Answer, Attendance, State, is_in_time
from bot.domain.calendar import HolidayRegion, Holidays
from bot.domain.programme import MeetingPoint, Rules, WeekDay, lay_out
from bot.domain.reminders import Kind
from bot.domain.seats import PhaseDates

SPRING = PhaseDates("2026-spring", "spring", date(2026, 4, 1), date(2026, 5, 31))
FRANCE = Holidays(HolidayRegion.FRANCE)
WEEK = tuple(WeekDay(weekday, MeetingPoint({"fr": f"Place {weekday}"})) for weekday in range(5))
RULES = Rules(week=WEEK)
NOW = datetime(2026, 4, 14, 6, tzinfo=UTC)


def test_a_phase_is_laid_out_on_its_weekdays_without_holidays() -> None:
    slots = list(lay_out(RULES, SPRING, FRANCE))

    days = [slot.day for slot in slots]
    assert days[0] == date(2026, 4, 1)
    assert days[-1] == date(2026, 5, 29)
    assert all(day.weekday() < 5 for day in days)
    assert {date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14)}.isdisjoint(days)
    assert {(slot.starts, slot.ends) for slot in slots} == {(time(8), time(12))}


def test_another_crew_is_elsewhere_on_the_same_day() -> None:
    first = {slot.day: slot.place for slot in lay_out(RULES, SPRING, FRANCE)}
    second = {slot.day: slot.place for slot in lay_out(RULES, SPRING, FRANCE, turn=2)}

    assert first.keys() == second.keys()
    assert all(first[day] != second[day] for day in first)


def test_a_phase_that_has_begun_is_laid_out_from_a_day_on() -> None:
    slots = list(lay_out(RULES, SPRING, FRANCE, since=date(2026, 5, 20)))
    assert slots[0].day == date(2026, 5, 20)


def test_without_a_pattern_nothing_is_laid_out() -> None:
    assert list(lay_out(Rules(), SPRING, FRANCE)) == []


def attendance(answer: Answer) -> Attendance:
    return Attendance(1, 1, Kind.SHIFT, 1, NOW, None, answer, NOW, 1, None, State.EXPECTED, None, None)


@pytest.mark.parametrize("answer", [Answer.COMING, Answer.LATE])
def test_an_answer_to_what_has_changed_counts_no_more(answer: Answer) -> None:
    assert attendance(answer).answer_to(1) is answer
    assert attendance(answer).answer_to(2) is None


def test_an_absence_holds_whatever_changes() -> None:
    assert attendance(Answer.ABSENT).answer_to(2) is Answer.ABSENT


@pytest.mark.parametrize(("early", "in_time"), [(61, True), (60, True), (59, False), (-5, False)])
def test_an_absence_is_in_time_up_to_the_limit(early: int, in_time: bool) -> None:  # noqa: FBT001 - a case
    starts_at = NOW + timedelta(minutes=early)
    assert is_in_time(NOW, starts_at, 60) is in_time


def test_whatever_was_noted_can_be_corrected() -> None:
    noted = set(State) - {State.REVOKED}
    assert all(LIFE.can(state, to) for state in noted for to in noted - {state})
