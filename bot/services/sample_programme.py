"""A small programme for the demonstration: a phase that goes on now, a crew with people, two appointments.

Nobody in it is real, and no town's database ever gets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.domain.application import OutOfWork, State
from bot.domain.programme import Sort
from bot.domain.programme_commands import AddPhase
from bot.domain.reminders import diary_of
from bot.flows.outbound import Keyboard, Priority, Prompt
from bot.services import appointments, leaders, participants, programme_decisions, seats, shifts
from bot.storage import applications, contacts, people, programme
from bot.storage.contacts import Contact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.seats import Crew
    from bot.services.work import Work

NAME = "Essai"
WEEKS, SEATS = 8, 8
LAID = timedelta(days=13)  # from Monday on: this week and the next


@dataclass(frozen=True)
class Phone:
    """Somebody's account, what they are called, and the language of their phone."""

    account: int
    name: str
    language: str


def lay(work: Work, crew_members: Sequence[Phone], supervisor: int) -> None:
    """Put people into a crew that works this week and the next; `supervisor` is the account of its leader."""
    monday = work.today - timedelta(days=work.today.weekday())
    ends = monday + timedelta(weeks=WEEKS, days=-3)
    programme_decisions.make_phase(work, AddPhase(NAME, monday, ends, 1, SEATS))
    (crew,) = programme.crews_of(work.connection, f"{monday.year}-{NAME}")
    members = [_enrol(work, phone, crew) for phone in crew_members]
    leader = people.by_account(work.connection, supervisor)
    if leader is not None:
        leaders.assign_supervisor(work, crew.id, leader.id)
    planned = shifts.plan(work, crew.id).slots
    shifts.add(work, crew.id, [slot for slot in planned if slot.day <= monday + LAID])
    _meet(work, members)
    for member in members:
        shown = Prompt(participants.mine(work, member), keyboard=Keyboard.MENU)
        work.send(member, shown, Priority.CHANGE)


def _enrol(work: Work, phone: Phone, crew: Crew) -> int:
    """Give somebody a seat, as if their application had been accepted."""
    known = people.by_account(work.connection, phone.account)
    person = known or people.add(work.connection, phone.account, phone.account, phone.language, work.now)
    queue = {
        "state": State.ENROLLED,
        "person": person.id,
        "answer_by": work.territory.application_answer_by(work.today),
        "created_at": work.now,
    }
    facts = {
        "of_age": True,
        "district": work.territory.districts[0].id,
        "in_town": True,
        "out_of_work": OutOfWork.ONE_TO_TWO_YEARS,
        "mornings": True,
        "phases": [],
        "attractions": [],
    }
    request = applications.add(work.connection, queue, facts).id
    contacts.keep(work.connection, Contact(person=person.id, first_name=phone.name))
    seats.take(work, person.id, request, crew.id)
    return person.id


def _meet(work: Work, members: Sequence[int]) -> None:
    """Make an appointment of one person in three working days, and one of all of them in eight."""
    partners: list[str | None] = [each.id for each in work.territory.rules.partners] or [None]
    diary, office = diary_of(work.territory), work.territory.office
    soon = diary.instant(office.add_working_days(work.today, 3), time(14))
    later = diary.instant(office.add_working_days(work.today, 8), time(10))
    appointments.book(work, Sort.INDIVIDUAL, partners[0], soon, 45, None, members[:1])
    appointments.book(work, Sort.COLLECTIVE, partners[-1], later, 90, None, members)
