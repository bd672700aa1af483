"""What the screens of « Programme » show, looked up: crews, shifts, appointments, who hears of a change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.people import Act, may
from bot.domain.reminders import Kind, diary_of
from bot.flows import appointment_screens, programme_screens
from bot.flows.appointment_screens import AppointmentPage
from bot.flows.programme_screens import SHIFTS_A_PAGE, CrewPage, Heard
from bot.services import appointments, bookings, crew_names, leaders, seats, shifts
from bot.storage import appointments as stored_appointments
from bot.storage import people, programme, reminders
from bot.storage import shifts as stored_shifts
from bot.storage.reminders import Standing

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.domain.programme import Appointment, Shift
    from bot.domain.seats import Crew
    from bot.flows.messages import Message
    from bot.flows.outbound import Prompt
    from bot.services.work import Work

AHEAD = timedelta(days=366)  # how far appointments are listed


def decides(work: Work, person: int) -> bool:
    """Tell whether somebody makes the programme, and does not only lead a crew of it."""
    return may(people.roles_of(work.connection, person), Act.DECIDE)


def overview(work: Work, person: int, page: int = 0) -> Prompt:
    """Draw the first screen: every crew for officers, their own for a supervisor."""
    makes = decides(work, person)
    led = leaders.led_by(work, person)
    crews = [each for each in seats.crews(work) if makes or each.id in led]
    return programme_screens.overview([_crew(work, each) for each in crews], page, decides=makes)


def crew(work: Work, person: int, which: Crew, *said: Message) -> Prompt:
    """Draw the screen of one crew."""
    return programme_screens.crew(_crew(work, which), decides=decides(work, person), said=said)


def _crew(work: Work, which: Crew) -> CrewPage:
    supervisor = leaders.supervisor(work, which.id)
    name = None if supervisor is None else crew_names.of(work, supervisor)
    return CrewPage(which, len([each for each in ahead(work, which.id) if not each.cancelled]), name)


def ahead(work: Work, crew_id: int) -> list[Shift]:
    """Return a crew's shifts that have not begun, cancelled ones too."""
    diary = diary_of(work.territory)
    held = stored_shifts.of_crew(work.connection, crew_id, work.today, work.today.max)
    return [each for each in held if bookings.starts_at(diary, each) > work.now]


def laying(work: Work, which: Crew) -> Prompt:
    """Draw what laying a crew's shifts out would add."""
    plan = shifts.plan(work, which.id)
    ends = (plan.slots[0].day, plan.slots[-1].day) if plan.slots else None
    return programme_screens.laying(which, len(plan.slots), ends, plan.holidays)


def days(work: Work, which: Crew, page: int) -> Prompt:
    """Draw a page of a crew's shifts to come."""
    return programme_screens.days(which, ahead(work, which.id), page)


def shift(work: Work, which: Shift, *said: Message) -> Prompt:
    """Draw the screen of one shift."""
    numbers = [each.id for each in ahead(work, which.crew)]
    page = numbers.index(which.id) // SHIFTS_A_PAGE if which.id in numbers else 0
    return programme_screens.shift(which, len(bookings.expected_at(work, which)), page, said)


def heard_of_shift(work: Work, which: Shift) -> Heard:
    """Return how many are expected at a shift, and how many of them know of it already."""
    expected = bookings.expected_at(work, which)
    return Heard(len(expected), len(_told(work, Kind.SHIFT, which.id).intersection(expected)))


def heard_of_appointment(work: Work, which: Appointment) -> int:
    """Return how many of those expected at an appointment know of it already."""
    return len(heard_of(work, which).intersection(appointments.expected(work, which.id)))


def heard_of(work: Work, which: Appointment) -> set[int]:
    """Return who has been told of an appointment, also those who are expected no more."""
    return _told(work, Kind.APPOINTMENT, which.id)


def _told(work: Work, kind: Kind, thing: int) -> set[int]:
    held = reminders.of_thing(work.connection, kind, thing)
    return {one.reminder.person for one in held if one.standing is Standing.TOLD}


def supervisors(work: Work, which: Crew, page: int) -> Prompt:
    """Draw the list of those who may lead a crew."""
    named = [(person, crew_names.of(work, person)) for person in leaders.supervisors(work)]
    return programme_screens.leaders(which, named, page)


# --- appointments ------------------------------------------------------------------------------


def appointments_ahead(work: Work, page: int, *said: Message) -> Prompt:
    """Draw a page of the appointments to come."""
    held = stored_appointments.between(work.connection, work.now, work.now + AHEAD)
    return appointment_screens.listed([_appointment(work, each, ()) for each in held], page, said)


def appointment(work: Work, which: Appointment, *said: Message) -> Prompt:
    """Draw the screen of one appointment."""
    return appointment_screens.appointment(of_appointment(work, which), said)


def of_appointment(work: Work, which: Appointment) -> AppointmentPage:
    """Return an appointment as the officer reads it, with who is expected."""
    return _appointment(work, which, appointments.expected(work, which.id))


def _appointment(work: Work, which: Appointment, expected: Collection[int]) -> AppointmentPage:
    named = tuple((person, crew_names.of(work, person)) for person in expected)
    return AppointmentPage(which, which.starts_at.astimezone(ZoneInfo(work.territory.timezone)), named)


def find_crew(work: Work, number: int) -> Crew | None:
    """Return a crew of a phase that is not over, None for any other number."""
    crews = programme.crews_from(work.connection, work.today)
    return next((each for each in crews if each.id == number), None)
