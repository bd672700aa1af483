"""What an officer of a town does with « Programme », and what comes of it, for tests."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.programme import Sort
from bot.domain.reminders import diary_of
from bot.services import appointments
from bot.storage import appointments as stored_appointments
from bot.storage import shifts as stored_shifts
from tests.applying import crew, work

if TYPE_CHECKING:
    from bot.domain.programme import Appointment, Shift
    from tests.town import Phone, Town

SPRING = "Avril et mai 2026, Équipe"


def laid(town: Town) -> list[Shift]:
    return stored_shifts.of_crew(town.connection, crew(town).id, date.min, date.max)


def lay_out(officer: Phone) -> None:
    officer.types("/programme")
    officer.press(SPRING)
    officer.press("Poser les matinées")
    officer.press("Poser 3")


def first_day(officer: Phone) -> None:
    """Open the first shift that is laid out."""
    officer.types("/programme")
    officer.press(SPRING)
    officer.press("Changer un jour")
    officer.press("mercredi 8 avril")


def booked(town: Town) -> Appointment:
    """Return the one appointment there is."""
    (found,) = stored_appointments.between(town.connection, town.now, town.now + timedelta(days=99))
    return found


def appointment(town: Town, officer: Phone, *people: int) -> Appointment:
    """Make an appointment and let the officer open it."""
    starts = diary_of(town.territory).instant(date(2026, 4, 20), time(10))
    made = appointments.book(work(town), Sort.COLLECTIVE, None, starts, 60, None, people)
    officer.types("/programme")
    officer.press("Rendez-vous")
    officer.press("Rendez-vous 1")
    return made
