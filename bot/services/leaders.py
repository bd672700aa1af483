"""Who leads which crew: a supervisor, or the officers while there is none; asked for at each press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act, Role, may, require
from bot.flows import programme as flows
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Priority, Prompt
from bot.services import people
from bot.storage import leaders, programme
from bot.storage import people as stored_people

if TYPE_CHECKING:
    from bot.services.work import Work


def of(work: Work, crew: int) -> list[int]:
    """Return who is told of a crew: its supervisor, or every officer when nobody leads it."""
    person = leaders.of_crew(work.connection, crew)
    if person is not None and _leads(work, person):
        return [person]
    return people.officers(work)


def supervisor(work: Work, crew: int) -> int | None:
    """Return the supervisor who leads a crew, None while there is none."""
    person = leaders.of_crew(work.connection, crew)
    return person if person is not None and _leads(work, person) else None


def may_lead(work: Work, person: int, crew: int) -> bool:
    """Tell whether somebody may lead this crew: its own supervisor, and every officer."""
    if may(stored_people.roles_of(work.connection, person), Act.DECIDE):
        return True
    return leaders.of_crew(work.connection, crew) == person and _leads(work, person)


def led_by(work: Work, person: int) -> list[int]:
    """Return the crews somebody leads now or will lead, the earliest first."""
    return leaders.led_by(work.connection, person, work.today) if _leads(work, person) else []


def assign_supervisor(work: Work, crew: int, person: int | None) -> None:
    """Let somebody lead a crew, or nobody; whoever is given one must be a supervisor (NotAllowed)."""
    if person is not None:
        require(stored_people.roles_of(work.connection, person), Act.LEAD_CREW)
    if leaders.of_crew(work.connection, crew) == person:
        return
    leaders.put(work.connection, crew, person)
    if person is not None:
        _tell(work, person, crew)


def joined(work: Work, person: int) -> None:
    """Give a new supervisor the one crew that nobody leads; among several the officer chooses."""
    free = leaders.leaderless(work.connection, work.today)
    if len(free) == 1 and _leads(work, person):
        assign_supervisor(work, free[0], person)


def supervisors(work: Work) -> list[int]:
    """Return everybody who may be given a crew, whoever joined first at the head."""
    return stored_people.holders(work.connection, Role.SUPERVISOR)


def _tell(work: Work, person: int, crew: int) -> None:
    """Say which crew they lead now; its button stands in their menu from here on."""
    line = msg("lead.given", crew=flows.crew(programme.crew(work.connection, crew)))
    work.send(person, Prompt((line,), keyboard=Keyboard.MENU), Priority.CHANGE)


def _leads(work: Work, person: int) -> bool:
    return may(stored_people.roles_of(work.connection, person), Act.LEAD_CREW)
