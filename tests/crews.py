"""A crew in a town: people in it, shifts laid out, somebody who leads; the dialogues are not played."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer, is_in_time
from bot.domain.geometry import Point
from bot.domain.people import Role
from bot.domain.programme import MeetingPoint, Slot
from bot.domain.reminders import Kind, diary_of
from bot.services import bookings, leaders, leading, people, seats
from bot.storage import attendances, requests, shifts
from tests.applying import crew, filed, person, work

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from tests.town import Phone, Town

TAMARIS = MeetingPoint({"fr": "Rue Docteur-Coulet"}, Point(44.1502, 4.0823), "tamaris")
NEXT_DAY = date(2026, 4, 8)  # a Wednesday, the day after the town's usual one
NAMES = ("Camille Exemple", "Ali Bensalem", "Nora Chaoui", "Luis Duarte", "Sam Eloy", "Zoé Faure")


def member(town: Town, name: str = NAMES[0], *, language: str = "fr") -> Phone:
    """Give somebody a phone and a seat in the first crew."""
    phone = filed(town, language, name)
    person_id = person(town, phone)
    request = max(requests.of_person(town.connection, person_id))
    seats.take(work(town), person_id, request, crew(town).id)
    return phone


def supervisor(town: Town, name: str = "encadrant") -> Phone:
    """Give somebody a phone, the role by a one-time link, and the first crew."""
    phone = town.phone(name=name)
    phone.types(f"/start {people.invite(town.connection, Role.SUPERVISOR, town.now)}")
    leaders.assign_supervisor(work(town), crew(town).id, person(town, phone))
    town.settle()
    return phone


def shift(town: Town, day: date = NEXT_DAY, place: MeetingPoint = TAMARIS) -> Shift:
    """Lay out one shift of the first crew, from 8 to 12."""
    doing = work(town)
    (made,) = shifts.add(town.connection, crew(town).id, [Slot(day, time(8), time(12), place)], doing.now)
    bookings.replan_shift(doing, made)
    return made


def as_it_stands(town: Town, number: int | None = None) -> Shift:
    """Return a shift as it now is; without a number the newest of the first crew."""
    every = shifts.of_crew(town.connection, crew(town).id, date.min, date.max)
    return max((each for each in every if number in (None, each.id)), key=lambda each: each.id)


def answers(town: Town, phone: Phone, said: Answer, number: int | None = None) -> None:
    """Let somebody answer a shift, as the buttons of a reminder do."""
    doing, which = work(town), as_it_stands(town, number)
    held = attendances.book(town.connection, person(town, phone), Kind.SHIFT, which.id, doing.now)
    starts_at = bookings.starts_at(diary_of(town.territory), which)
    in_time = is_in_time(doing.now, starts_at, town.territory.rules.notice_minutes)
    attendances.answer(town.connection, held, said, which.version, doing.now, in_time=in_time)
    bookings.replan_person(doing, person(town, phone))
    leading.heard(doing, which, person(town, phone), said)
    town.settle()
