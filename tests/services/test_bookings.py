"""Who is in a crew is expected at its shifts, and reminded of them as they stand, whatever changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain.attendance import Answer, Purpose
from bot.domain.programme import MeetingPoint, Slot, Sort
from bot.domain.reminders import Kind, Reason, Rung
from bot.services import bookings, seats
from bot.storage import appointments, attendances, pauses, reminders, shifts
from bot.storage import programme as stored
from bot.storage.reminders import Standing
from tests.applying import work as working
from tests.storage.rows import NOW, add_person, file_application

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from bot.services.work import Work
    from tests.town import Town

TAMARIS = MeetingPoint({"fr": "Rue Docteur-Coulet"})
MONDAY = Slot(date(2026, 4, 20), time(8), time(12), TAMARIS)


@pytest.fixture
def work(town: Town) -> Work:
    return working(town)


def enrolled(work: Work, account: int = 7) -> int:
    person = add_person(work.connection, account, NOW)
    request = file_application(work.connection, person).id
    seats.take(work, person, request, seats.crews(work)[0].id)
    return person


def laid(work: Work, slot: Slot = MONDAY) -> Shift:
    (shift,) = shifts.add(work.connection, seats.crews(work)[0].id, [slot], work.now)
    bookings.replan_shift(work, shift)
    return shift


def planned(work: Work, person: int) -> dict[Rung, str]:
    """Return what is still to be told, by its local time."""
    held = reminders.of_person(work.connection, person)
    waiting = [one.reminder for one in held if one.standing is Standing.UNTOLD]
    return {
        each.rung: f"{each.due_at.astimezone(ZoneInfo(work.territory.timezone)):%d/%m %H:%M}"
        for each in waiting
    }


def dropped(work: Work, person: int) -> set[Reason | None]:
    held = reminders.of_person(work.connection, person)
    return {one.reminder.skipped for one in held if one.standing is Standing.CLOSED}


def test_whoever_joins_a_crew_is_reminded_of_its_shifts(work: Work) -> None:
    laid(work)
    person = enrolled(work)
    assert planned(work, person) == {
        Rung.WEEK_PLAN: "19/04 18:00",
        Rung.DAY_BEFORE: "18/04 18:00",  # the Saturday: Sunday is quiet
    }


def test_a_new_shift_is_told_to_everybody_in_the_crew(work: Work) -> None:
    people = [enrolled(work), enrolled(work, 8)]
    laid(work)
    assert all(Rung.WEEK_PLAN in planned(work, person) for person in people)


def test_whoever_leaves_hears_no_more(work: Work) -> None:
    person, _ = enrolled(work), laid(work)
    seats.free(work, 1)
    assert planned(work, person) == {}
    assert dropped(work, person) == {Reason.LEFT}


def test_whoever_does_not_come_is_not_reminded_until_they_come_after_all(work: Work) -> None:
    person, shift = enrolled(work), laid(work)
    held = attendances.book(work.connection, person, Kind.SHIFT, shift.id, work.now)

    attendances.answer(work.connection, held, Answer.ABSENT, 1, work.now, in_time=True)
    bookings.replan_person(work, person)
    assert planned(work, person) == {}

    absent = attendances.of_person_at(work.connection, person, Kind.SHIFT, shift.id)
    assert absent is not None
    attendances.answer(work.connection, absent, Answer.COMING, 1, work.now, in_time=True)
    bookings.replan_person(work, person)
    assert Rung.DAY_BEFORE in planned(work, person)


def test_a_pause_keeps_the_reminders_of_its_purpose_back(work: Work) -> None:
    person, _ = enrolled(work), laid(work)
    pauses.pause(work.connection, person, Purpose.APPOINTMENTS, work.now)
    bookings.replan_person(work, person)
    assert Rung.WEEK_PLAN in planned(work, person)

    pauses.pause(work.connection, person, Purpose.SHIFTS, work.now)
    bookings.replan_person(work, person)
    assert planned(work, person) == {}

    pauses.resume(work.connection, person, Purpose.SHIFTS, work.now)
    bookings.replan_person(work, person)
    assert Rung.WEEK_PLAN in planned(work, person)


def test_a_shift_that_moves_is_planned_anew(work: Work) -> None:
    person, shift = enrolled(work), laid(work)
    moved = shifts.change(
        work.connection, shift, replace(MONDAY, day=date(2026, 4, 22), starts=time(9)), work.now
    )
    bookings.replan_shift(work, moved)
    assert planned(work, person)[Rung.DAY_BEFORE] == "21/04 18:00"


def test_a_cancelled_shift_of_which_nobody_has_heard_is_not_told(work: Work) -> None:
    person, shift = enrolled(work), laid(work)
    off = shifts.change(work.connection, shift, MONDAY, work.now, cancelled=True)
    bookings.replan_shift(work, off)
    assert planned(work, person) == {}


def test_an_appointment_is_told_to_whoever_is_booked_until_they_leave(work: Work) -> None:
    person = add_person(work.connection, 9, NOW)
    starts_at = NOW + timedelta(days=8, hours=3)
    made = appointments.add(work.connection, Sort.INDIVIDUAL, None, starts_at, 60, None, work.now)
    held = attendances.book(work.connection, person, Kind.APPOINTMENT, made.id, work.now)
    bookings.replan_appointment(work, made.id)
    told = {Rung.AT_BOOKING, Rung.TWO_DAYS_BEFORE, Rung.DAY_BEFORE, Rung.TWO_HOURS_BEFORE}
    assert set(planned(work, person)) == told
    assert attendances.booked(work.connection, person, work.now) == [made.id]

    attendances.leave(work.connection, held.id, work.now)
    bookings.replan_appointment(work, made.id)
    assert planned(work, person) == {}
    assert attendances.booked(work.connection, person, work.now) == []


def test_a_day_laid_twice_is_there_once(work: Work) -> None:
    crew = seats.crews(work)[0].id
    assert len(shifts.add(work.connection, crew, [MONDAY], work.now)) == 1
    assert shifts.add(work.connection, crew, [MONDAY], work.now) == []


def test_reasons_are_counted_by_month(work: Work) -> None:
    for reason in ("transport", "childcare", "transport"):
        attendances.count_reason(work.connection, date(2026, 4, 1), reason)
    counted = attendances.reasons(work.connection, date(2026, 4, 1), date(2026, 5, 1))
    assert counted == {"transport": 2, "childcare": 1}


def test_a_roll_call_knows_who_was_there_on_the_day(work: Work) -> None:
    person, shift = enrolled(work), laid(work)
    assert bookings.expected_at(work, shift) == [person]
    assert stored.crew(work.connection, shift.crew).taken == 1
