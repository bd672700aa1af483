"""People who take part: in a crew, with shifts, appointments and a phone; what they do is each test's."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.geometry import Point
from bot.domain.programme import MeetingPoint, Slot, Sort
from bot.domain.reminders import Kind
from bot.services import bookings, seats
from bot.storage import applications, appointments, attendances, shifts
from tests.applying import filed, person, work

if TYPE_CHECKING:
    from bot.domain.programme import Appointment, Shift
    from tests.town import Phone, Town

NAME = {"fr": "Rue Docteur-Coulet", "ar": "شارع الدكتور كولي"}
COULET = MeetingPoint(NAME, Point(44.1502, 4.0823), "tamaris")
CLEAR_UP = {"fr": "Nettoyer et ramasser", "ar": "التنظيف وجمع النفايات"}


def member(town: Town, language: str = "fr") -> Phone:
    """Give a phone to somebody with a seat in the first crew of spring."""
    phone = filed(town, language)
    join(town, phone)
    return phone


def join(town: Town, phone: Phone) -> None:
    """Give whoever has applied with this phone a seat in the first crew of spring."""
    given, who = work(town), person(town, phone)
    request = applications.of_person(given.connection, who)[0].id
    seats.take(given, who, request, seats.crews(given)[0].id)
    phone.types("/start")


def shift(town: Town, day: date, starts: time = time(8), ends: time = time(12)) -> Shift:
    """Give the first crew of spring a shift, also on a day that has passed."""
    given = work(town)
    slot = Slot(day, starts, ends, COULET, CLEAR_UP)
    (made,) = shifts.add(given.connection, seats.crews(given)[0].id, [slot], given.now)
    bookings.replan_shift(given, made)
    return made


def appointment(
    town: Town, phone: Phone, day: date, at: time = time(10), sort: Sort = Sort.INDIVIDUAL
) -> Appointment:
    """Give somebody an appointment with a partner, also on a day that has passed."""
    given = work(town)
    starts_at = datetime.combine(day, at, ZoneInfo(town.territory.timezone))
    made = appointments.add(given.connection, sort, "france-travail", starts_at, 60, None, given.now)
    attendances.book(given.connection, person(town, phone), Kind.APPOINTMENT, made.id, given.now)
    bookings.replan_appointment(given, made.id)
    return made
