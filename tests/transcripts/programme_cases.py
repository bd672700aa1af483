"""An officer makes the programme, in their own language, as conversations worth reading aloud."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.people import Role
from bot.domain.programme import Sort
from bot.flows import programme
from bot.flows.appointment_decisions import SORTS, partner_label
from bot.flows.messages import Worded, msg, msgn
from bot.services import people
from tests.applying import crew
from tests.crews import member

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.territory import Texts
    from tests.town import Phone, Town

WEDNESDAY = date(2026, 4, 8)


def _is_officer(town: Town, officer: Phone) -> None:
    """Give the phone the officer's role, and a member of a crew to plan for."""
    officer.types(f"/start {people.invite(town.connection, Role.OFFICER, town.now)}")
    member(town)
    town.log.clear()
    officer.types("/programme")


def _park(town: Town) -> Texts:
    return next(each.name for each in town.territory.rules.places if each.name["fr"] == "Parc Cauvel")


def days(town: Town, officer: Phone) -> None:
    """The mornings of a period laid out, one day at another place, cancelled, and taking place after all."""
    _is_officer(town, officer)
    officer.chooses(programme.crew(crew(town)))
    officer.chooses(msg("programme.lay"))
    officer.chooses(msgn("programme.lay_now", 34))
    officer.chooses(msg("programme.change_day"))
    officer.chooses(msg("programme.shift.day", day=WEDNESDAY))
    officer.chooses(msg("programme.shift.change_place"))
    officer.chooses(msg("programme.place", place=Worded(_park(town))))
    officer.chooses(msg("programme.confirm"))
    officer.chooses(msg("programme.shift.change_hour"))
    officer.types("9h30")
    officer.chooses(msg("programme.shift.same_length"))
    officer.chooses(msg("programme.confirm"))
    officer.chooses(msg("programme.shift.cancel"))
    officer.chooses(msg("programme.shift.cancel_now"))
    officer.chooses(msg("programme.shift.restore"))


def appointments(town: Town, officer: Phone) -> None:
    """An appointment for a whole crew, moved and cancelled."""
    _is_officer(town, officer)
    officer.chooses(msg("programme.appointments"))
    officer.chooses(msg("programme.appointments.book"))
    officer.chooses(SORTS[Sort.COLLECTIVE])
    officer.chooses(partner_label("france-travail"))
    officer.chooses(programme.crew(crew(town)))
    officer.types("20/04")
    officer.types("14h")
    officer.types("75")
    officer.chooses(msg("programme.appointment.usual_place"))
    officer.chooses(msg("programme.confirm"))
    officer.chooses(msg("programme.appointment.move"))
    officer.types("21/04")
    officer.types("10:30")
    officer.chooses(msg("programme.confirm"))
    officer.chooses(msg("programme.appointment.cancel"))
    officer.chooses(msg("programme.appointment.cancel_now"))


def phase(town: Town, officer: Phone) -> None:
    """A new period with two crews, and more seats for one."""
    _is_officer(town, officer)
    officer.chooses(msg("programme.new_phase"))
    officer.types("Chantier d'hiver")
    officer.types("04/01/2027")
    officer.types("26/02/2027")
    officer.chooses(msg("label.number", number=2))
    officer.chooses(msg("label.number", number=8))
    officer.chooses(msg("programme.confirm"))
    officer.chooses(programme.crew(crew(town)))
    officer.chooses(msg("programme.change_seats"))
    officer.types("9")
    officer.chooses(msg("programme.confirm"))


ALONE: dict[str, Callable[[Town, Phone], None]] = {
    "programme.days": days,
    "programme.appointments": appointments,
    "programme.phase": phase,
}
