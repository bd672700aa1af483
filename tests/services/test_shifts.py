"""Shifts and appointments are laid out, changed, cancelled; whoever is expected hears of it then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.attendance import Answer, State
from bot.domain.errors import Begun, Taken, WrongHours
from bot.domain.programme import MeetingPoint, Slot, Sort
from bot.domain.reminders import Kind, Rung
from bot.services import appointments, seats, shifts
from bot.storage import attendances, reminders
from bot.storage import shifts as stored
from bot.storage.reminders import Standing
from tests.applying import work as working
from tests.storage.rows import NOW, add_person, file_application

if TYPE_CHECKING:
    from bot.services.work import Work
    from tests.town import Town

MONDAY = date(2026, 4, 20)


@pytest.fixture
def work(town: Town) -> Work:
    return working(town)


def crew(work: Work) -> int:
    return seats.crews(work)[0].id


def enrolled(work: Work, account: int = 7) -> int:
    person = add_person(work.connection, account, NOW)
    seats.take(work, person, file_application(work.connection, person).id, crew(work))
    return person


def untold(work: Work, person: int) -> set[tuple[int, Rung]]:
    held = reminders.of_person(work.connection, person)
    return {(one.reminder.thing, one.reminder.rung) for one in held if one.standing is Standing.UNTOLD}


def test_a_phase_is_laid_out_at_once_without_holidays_and_a_second_time_nothing_is_added(work: Work) -> None:
    person = enrolled(work)
    planned = shifts.plan(work, crew(work))
    laid = shifts.lay_out(work, crew(work))
    assert [each.slot for each in laid] == list(planned.slots)
    assert date(2026, 5, 14) in planned.holidays
    assert not {each.slot.day for each in laid} & set(planned.holidays)
    assert laid[0].slot.day == date(2026, 4, 8)  # today's has begun
    assert {each.slot.starts for each in laid} == {time(8)}
    assert {thing for thing, _ in untold(work, person)} == {each.id for each in laid}
    assert shifts.lay_out(work, crew(work)) == []


def test_a_day_that_the_officer_has_changed_is_not_laid_out_again(work: Work) -> None:
    first, *_ = shifts.lay_out(work, crew(work))
    shifts.change_shift(work, first, starts=time(9))
    assert shifts.lay_out(work, crew(work)) == []


def test_with_another_start_a_shift_lasts_as_long_as_it_did(work: Work) -> None:
    person, (first, *_) = enrolled(work), shifts.lay_out(work, crew(work))
    moved = shifts.change_shift(work, first, starts=time(9, 30))
    assert (moved.slot.ends, moved.version) == (time(13, 30), 2)
    versions = {
        one.reminder.version
        for one in reminders.of_thing(work.connection, Kind.SHIFT, first.id)
        if one.standing is Standing.UNTOLD
    }
    assert (versions, person) == ({2}, person)


def test_a_change_to_what_it_is_already_changes_nothing(work: Work) -> None:
    first, *_ = shifts.lay_out(work, crew(work))
    assert shifts.change_shift(work, first, starts=time(8)) is first


def test_what_is_said_of_a_cancelled_shift_is_revoked_and_comes_back_with_it(work: Work) -> None:
    person, (first, *_) = enrolled(work), shifts.lay_out(work, crew(work))
    held = attendances.book(work.connection, person, Kind.SHIFT, first.id, work.now)
    attendances.answer(work.connection, held, Answer.COMING, 1, work.now, in_time=True)

    off = shifts.cancel_shift(work, first)
    assert off.cancelled
    assert attendances.of_thing(work.connection, Kind.SHIFT, first.id)[0].state is State.REVOKED
    assert first.id not in {thing for thing, _ in untold(work, person)}

    on = shifts.restore_shift(work, off)
    assert (on.cancelled, on.version) == (False, 3)
    assert attendances.of_thing(work.connection, Kind.SHIFT, first.id)[0].state is State.EXPECTED
    assert first.id in {thing for thing, _ in untold(work, person)}


def test_a_cancelled_shift_that_is_changed_stays_cancelled(work: Work) -> None:
    first, *_ = shifts.lay_out(work, crew(work))
    off = shifts.cancel_shift(work, first)
    assert shifts.change_shift(work, off, place=MeetingPoint({"fr": "Ailleurs"})).cancelled
    assert shifts.cancel_shift(work, off) is off


def test_what_has_begun_is_changed_no_more_and_nothing_is_put_into_the_past(work: Work) -> None:
    here = MeetingPoint({"fr": "Ici"})
    slot = Slot(work.today, time(8), time(12), here)
    (begun,) = stored.add(work.connection, crew(work), [slot], work.now)
    for change in (shifts.cancel_shift, shifts.restore_shift, shifts.change_shift):
        with pytest.raises(Begun):
            change(work, begun)
    with pytest.raises(Begun):
        shifts.add(work, crew(work), [slot])
    first, *_ = shifts.lay_out(work, crew(work))
    with pytest.raises(Begun):
        shifts.change_shift(work, first, day=work.today - timedelta(days=1))


def test_a_shift_ends_after_it_starts_and_never_lies_upon_another(work: Work) -> None:
    first, second, *_ = shifts.lay_out(work, crew(work))
    with pytest.raises(WrongHours):
        shifts.change_shift(work, first, ends=time(7))
    with pytest.raises(Taken):
        shifts.change_shift(work, first, day=second.slot.day)
    assert stored.find(work.connection, first.id) == first


def test_an_appointment_is_moved_for_everybody_and_cancelled_for_everybody(work: Work) -> None:
    people = [enrolled(work), enrolled(work, 8)]
    at = work.now + timedelta(days=8)
    made = appointments.book(work, Sort.COLLECTIVE, "france-travail", at, 60, None, people)
    assert appointments.expected(work, made.id) == people
    assert all((made.id, Rung.AT_BOOKING) in untold(work, person) for person in people)

    moved = appointments.move(work, made, starts_at=at + timedelta(days=1), place="Mairie")
    assert (moved.version, moved.place, moved.minutes) == (2, "Mairie", 60)
    assert appointments.move(work, moved, place="Mairie") is moved
    assert appointments.move(work, moved, place="").place is None

    off = appointments.cancel(work, moved)
    assert off.cancelled
    assert {each.state for each in attendances.of_thing(work.connection, Kind.APPOINTMENT, made.id)} == {
        State.REVOKED
    }
    assert untold(work, people[0]) == set()
    assert not appointments.restore(work, off).cancelled
    assert untold(work, people[0])


def test_people_join_and_leave_an_appointment_one_by_one(work: Work) -> None:
    people = [enrolled(work), enrolled(work, 8)]
    made = appointments.book(work, Sort.COLLECTIVE, None, work.now + timedelta(days=8), 60, None, people[:1])
    appointments.invite(work, made, people)
    appointments.release(work, made, people[0])
    appointments.release(work, made, people[0])
    assert appointments.expected(work, made.id) == people[1:]
    assert untold(work, people[0]) == set()


def test_an_appointment_that_has_begun_is_changed_no_more(work: Work) -> None:
    with pytest.raises(Begun):
        appointments.book(work, Sort.INDIVIDUAL, None, work.now, 60, None, [])
    made = appointments.book(work, Sort.INDIVIDUAL, None, work.now + timedelta(hours=1), 60, None, [])
    with pytest.raises(Begun):
        appointments.move(work, made, starts_at=work.now)
    later = replace(work, now=work.now + timedelta(hours=2))
    for change in (appointments.cancel, appointments.restore, appointments.move):
        with pytest.raises(Begun):
            change(later, made)
    with pytest.raises(Begun):
        appointments.invite(later, made, [])
