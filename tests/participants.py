"""A crew whose people have phones: what they are expected at, and days that go by with reminders."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bot.domain.programme import MeetingPoint, Slot, Sort
from bot.domain.reminders import Kind
from bot.services import bookings, seats
from bot.storage import appointments, attendances, outbox, reminders, shifts
from bot.storage.tables import roles
from tests.applying import person
from tests.applying import work as working
from tests.storage.rows import file_application

if TYPE_CHECKING:
    from bot.domain.people import Role
    from bot.domain.programme import Shift
    from tests.town import Phone, Town

PARIS = ZoneInfo("Europe/Paris")
TAMARIS = MeetingPoint({"fr": "Rue Docteur-Coulet", "ar": "شارع الدكتور كولي"})
TASK = {"fr": "Entretenir les massifs", "ar": "العناية بالأحواض"}
MONDAY = date(2026, 4, 20)


def at(text: str) -> datetime:
    """Return a local time in Alès, as in 2026-04-16 08:00."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


def participant(town: Town, language: str = "fr", name: str = "habitant") -> Phone:
    """Give somebody a phone and a seat in the first crew."""
    phone = town.phone(language, name)
    phone.types("/start")
    enrol(town, phone)
    return phone


def enrol(town: Town, phone: Phone) -> None:
    """Give somebody who has written to the bot a seat in the first crew."""
    work, who = working(town), person(town, phone)
    request = file_application(town.connection, who).id
    seats.take(work, who, request, seats.crews(work)[0].id)


def lay(town: Town, *days: date, starts: time = time(8)) -> list[Shift]:
    """Lay a shift of the first crew on each of some days."""
    work = working(town)
    slots = [Slot(day, starts, time(12), TAMARIS, TASK) for day in days]
    laid = shifts.add(town.connection, seats.crews(work)[0].id, slots, town.now)
    for each in laid:
        bookings.replan_shift(work, each)
    return laid


def week(first: date = MONDAY) -> list[date]:
    """Return the five working days that begin there."""
    return [first + timedelta(days=number) for number in range(5)]


def meet(town: Town, phone: Phone, starts_at: datetime, partner: str | None = "france-travail") -> int:
    """Book an appointment for somebody; return its number."""
    work = working(town)
    made = appointments.add(town.connection, Sort.INDIVIDUAL, partner, starts_at, 45, "Bureau 3", town.now)
    attendances.book(town.connection, person(town, phone), Kind.APPOINTMENT, made.id, town.now)
    bookings.replan_appointment(work, made.id)
    return made.id


def change(town: Town, shift: Shift, slot: Slot, *, cancelled: bool = False) -> Shift:
    """Write a shift anew, as an officer does."""
    changed = shifts.change(town.connection, shift, slot, town.now, cancelled=cancelled)
    bookings.replan_shift(working(town), changed)
    town.settle()
    return changed


def grant(town: Town, phone: Phone, role: Role) -> None:
    """Give somebody a role."""
    held = {"person": person(town, phone), "role": role, "granted_at": town.now}
    town.connection.execute(insert(roles).values(**held))


def live(town: Town, until: str) -> None:
    """Let time go by from one due thing to the next, everything working, up to a local time."""
    end = at(until)
    town.pass_time()
    while (due := _next_due(town)) is not None and due <= end:
        town.pass_time(seconds=(due - town.now).total_seconds())
    town.pass_time(seconds=(end - town.now).total_seconds())


def spaced(text: str) -> str:
    """Return a text with spaces for those that hold words together."""
    return text.replace("\u00a0", " ")


def read(phone: Phone) -> str:
    """Return the newest message."""
    return spaced(phone.last)


def _next_due(town: Town) -> datetime | None:
    ahead = (reminders.next_due(town.connection, town.now), outbox.next_due(town.connection, town.now))
    return min((moment for moment in ahead if moment is not None), default=None)
