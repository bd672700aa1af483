"""People who have asked to join, filed without playing the dialogue; deciding is each test's matter."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from bot.domain.application import Attraction, CallTime, OutOfWork
from bot.domain.commands import FileApplication
from bot.services import applications, seats
from bot.services.work import Work
from bot.storage import applications as stored
from bot.storage import people, programme

if TYPE_CHECKING:
    from bot.domain.seats import Crew
    from bot.storage.applications import Application
    from tests.town import Phone, Town

_causes = count(1)
NAME = "Camille Exemple"
SAID = FileApplication(
    of_age=True,
    district="tamaris",
    in_town=True,
    out_of_work=OutOfWork.OVER_TWO_YEARS,
    mornings=True,
    phases=("spring",),
    attractions=(Attraction.GREEN,),
    first_name="Camille",
    last_name="Exemple",
    speaks="darija",
    phone="+33639981234",
    call_time=CallTime.MORNING,
)


def work(town: Town) -> Work:
    """Return what services are given."""
    return Work(town.connection, town.now, town.territory, town.words, f"test:{next(_causes)}")


def person(town: Town, phone: Phone) -> int:
    """Return who uses a phone."""
    found = people.by_account(town.connection, phone.number)
    assert found is not None
    return found.id


def filed(town: Town, language: str = "fr", name: str = NAME, number: str | None = None) -> Phone:
    """Give somebody a phone and file an application for them."""
    phone = town.phone(language)
    file(town, phone, name, number)
    return phone


def file(town: Town, phone: Phone, name: str = NAME, number: str | None = None) -> None:
    """File an application for whoever has this phone."""
    phone.types("/start")
    first, last = name.split()
    said = replace(SAID, first_name=first, last_name=last, phone=number or f"+3363998{phone.number:04d}")
    applications.file(work(town), person(town, phone), said)
    town.settle()


def application(town: Town, number: int = 1) -> Application:
    """Return an application as it stands."""
    return stored.by_id(town.connection, number)


def crew(town: Town, phase: str = "2026-spring") -> Crew:
    """Return the first crew of a phase."""
    return next(each for each in seats.crews(work(town)) if each.phase.code == phase)


def shrink(town: Town, count_of_seats: int, phase: str = "2026-spring") -> Crew:
    """Let a crew have so many seats, without telling anybody."""
    programme.set_seats(town.connection, crew(town, phase).id, count_of_seats)
    return crew(town, phase)


def accept(officer: Phone, phase: str = "Avril et mai 2026") -> None:
    """Give the person of the newest card a seat."""
    officer.press("Accepter")
    officer.press(phase)


def put_on_list(officer: Phone, phase: str = "Avril et mai 2026") -> None:
    """Put the person of the newest card on a phase's waiting list."""
    officer.press("Liste d'attente")
    officer.press(phase)
