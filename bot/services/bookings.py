"""Who is expected at which shift or appointment, and their reminders planned anew when that changes.

Whoever changes a shift, an appointment, a seat, an answer or a pause calls one of the `replan` functions in
the same transaction. What a reminder says is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.attendance import PURPOSES, Answer
from bot.domain.reminders import Booking, Kind, Reason, diary_of
from bot.services import reminders
from bot.storage import appointments, attendances, enrolments, pauses, shifts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from bot.domain.attendance import Attendance, Purpose
    from bot.domain.programme import Appointment, Shift
    from bot.domain.reminders import Diary
    from bot.domain.reminding import Thing
    from bot.services.work import Work
    from bot.storage.enrolments import Enrolment
    from bot.storage.pauses import Pause


def replan_person(work: Work, person: int) -> None:
    """Plan somebody's reminders anew: they joined, left, answered, paused or resumed."""
    reminders.replan_person(work, person, of_person(work, person))


def replan_shift(work: Work, shift: Shift) -> None:
    """Plan everybody's reminders of a shift anew: it is new, changed or cancelled."""
    reminders.replan_thing(work, Kind.SHIFT, shift.id, of_shift(work, shift))


def replan_appointment(work: Work, appointment: int) -> None:
    """Plan everybody's reminders of an appointment anew: it is booked, changed or cancelled."""
    reminders.replan_thing(work, Kind.APPOINTMENT, appointment, of_appointment(work, appointment))


def of_person(work: Work, person: int, since: datetime | None = None) -> list[Booking]:
    """Return everything that still lies before somebody; `since` may be earlier today."""
    after = since or work.now
    held = enrolments.of_person(work.connection, person)
    ahead: list[Thing] = []
    if held is not None:
        own = shifts.of_crew(work.connection, held.crew, work.today, work.today.max)
        ahead += [(person, Kind.SHIFT, shift.id) for shift in own]
    booked = attendances.booked(work.connection, person, after)
    ahead += [(person, Kind.APPOINTMENT, number) for number in booked]
    return [each for each in _bookings(work, ahead) if each.starts_at > after]


def of_shift(work: Work, shift: Shift) -> list[Booking]:
    """Return how a shift stands for everybody who is expected there."""
    return _bookings(work, [(person, Kind.SHIFT, shift.id) for person in expected_at(work, shift)])


def of_appointment(work: Work, appointment: int) -> list[Booking]:
    """Return how an appointment stands for everybody who is expected there."""
    held = attendances.of_thing(work.connection, Kind.APPOINTMENT, appointment)
    return _bookings(work, [(each.person, each.kind, each.thing) for each in held if each.person])


def of_things(work: Work, things: Iterable[Thing]) -> list[Booking]:
    """Return how things stand for some people; nothing for whoever is not expected there any more."""
    return _bookings(work, list(dict.fromkeys(things)))


def expected_at(work: Work, shift: Shift) -> list[int]:
    """Return the people in the crew on a shift's day, also of a day that has passed."""
    return enrolments.in_crew(work.connection, shift.crew, shift.slot.day)


def starts_at(diary: Diary, shift: Shift) -> datetime:
    """Return when a shift begins, in UTC."""
    return diary.instant(shift.slot.day, shift.slot.starts)


def ends_at(diary: Diary, shift: Shift) -> datetime:
    """Return when a shift is over, in UTC."""
    return diary.instant(shift.slot.day, shift.slot.ends)


@dataclass(frozen=True)
class _Standing:
    """What bookings are made of, looked up once for many."""

    diary: Diary
    shifts: Mapping[int, Shift]
    appointments: Mapping[int, Appointment]
    seats: Mapping[int, Enrolment]
    attendances: Mapping[Thing, Attendance]
    pauses: Mapping[tuple[int, Purpose], Pause]


def _bookings(work: Work, things: Collection[Thing]) -> list[Booking]:
    if not things:
        return []
    standing = _look_up(work, things)
    made = (_booking(standing, thing) for thing in things)
    return [each for each in made if each is not None]


def _look_up(work: Work, things: Collection[Thing]) -> _Standing:
    connection = work.connection
    persons = {person for person, _, _ in things}
    numbers = {kind: {number for _, each, number in things if each is kind} for kind in Kind}
    held = (each for kind in Kind for each in attendances.at(connection, kind, numbers[kind], persons))
    return _Standing(
        diary_of(work.territory),
        shifts.by_ids(connection, numbers[Kind.SHIFT]),
        appointments.by_ids(connection, numbers[Kind.APPOINTMENT]),
        {each.person: each for each in enrolments.of_people(connection, persons)},
        {(each.person, each.kind, each.thing): each for each in held if each.person},
        {
            (each.person, each.purpose): each for each in pauses.of_people(connection, persons)
        },  # the last counts
    )


def _booking(standing: _Standing, thing: Thing) -> Booking | None:
    """Return how one thing stands for one person, None when they are not expected there."""
    person, kind, number = thing
    attendance = standing.attendances.get(thing)
    if kind is Kind.SHIFT:
        shift, seat = standing.shifts.get(number), standing.seats.get(person)
        if shift is None or seat is None or seat.crew != shift.crew or shift.slot.day < seat.since:
            return None
        begins, since = starts_at(standing.diary, shift), [seat.enrolled_at, shift.changed_at]
        since += [attendance.booked_at] if attendance else []
        version, cancelled = shift.version, shift.cancelled
    else:
        appointment = standing.appointments.get(number)
        if appointment is None or attendance is None or attendance.left_at is not None:
            return None
        begins, since = appointment.starts_at, [attendance.booked_at, appointment.changed_at]
        version, cancelled = appointment.version, appointment.cancelled
    pause = standing.pauses.get((person, PURPOSES[kind]))
    since += [pause.resumed_at] if pause else []
    said = attendance.answer_to(version) if attendance else None
    return Booking(
        person,
        kind,
        number,
        version,
        begins,
        max(each for each in since if each is not None),
        answered=said is not None,
        barred=_barred(pause, said, cancelled=cancelled),
    )


def _barred(pause: Pause | None, said: Answer | None, *, cancelled: bool) -> Reason | None:
    """Return why nothing is told; whoever does not come need not hear that there is nothing to come to."""
    if pause is not None and pause.resumed_at is None:
        return Reason.PAUSED
    if said is Answer.ABSENT:
        return Reason.ANSWERED
    return Reason.CANCELLED if cancelled else None
