"""The waiting list: a seat that frees is kept for whoever is first, who is asked once; nobody is left unsaid.

Silence gives the seat to the next one and costs its owner nothing but their place in the order.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.application import State, move
from bot.domain.seats import Wait, wait
from bot.flows import application_news
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Priority, Prompt, StaffCommands
from bot.services import bookings, cards, first_days, people, seats
from bot.storage import applications, enrolments, events, programme, timers

if TYPE_CHECKING:
    from bot.domain.seats import Crew
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.applications import Application
    from bot.storage.enrolments import Enrolment

HOUR = time(9)  # local, of the day after the last one
TIMER = "seat"  # the kind of the timer of a seat that is kept


def how_long(work: Work, application: Application) -> Wait:
    """Return how long somebody on the waiting list may wait."""
    listed = applications.waiting_for(work.connection, application.hoped_phase or "")
    return wait([each.id for each in listed].index(application.id))


def call_next(work: Work, crew: Crew) -> None:
    """Keep a free seat for whoever is first on the phase's list, and ask them."""
    listed = applications.waiting_for(work.connection, crew.phase.code)
    crew = programme.crew(work.connection, crew.id)
    if not listed or not crew.left or crew.phase.ends < work.today:
        return
    first = listed[0]
    until = work.territory.office.add_working_days(work.today, work.territory.joining.seat_days)
    seats.take(work, first.person, first.id, crew.id, until)
    _move(work, first, State.ACCEPTED, None, {})
    kept = enrolments.of_request(work.connection, first.id)
    assert kept is not None
    asked = application_news.offered(first.reference, first.id, kept.id, crew, until)
    work.send(first.person, asked, Priority.CHANGE)
    rings = datetime.combine(until + timedelta(days=1), HOUR, ZoneInfo(work.territory.timezone))
    timers.set_timer(work.connection, TIMER, first.id, rings.astimezone(UTC))


def give_back(work: Work, request: int) -> None:
    """Free the seat of an application that needs it no more, and ask the next one."""
    timers.cancel(work.connection, TIMER, request)
    crew = seats.free(work, request)
    if crew is not None:
        call_next(work, crew)


def resize(work: Work, crew_id: int, count: int) -> None:
    """Let a crew have that many seats; each new one is kept for somebody who waits."""
    before = programme.crew(work.connection, crew_id)
    programme.set_seats(work.connection, crew_id, count)
    for _ in range(before.seats, count):
        call_next(work, before)


def enrolled(work: Work, request: int, kept: Enrolment | None) -> None:
    """Let go of a seat that was kept for an application which has one of its own now."""
    timers.cancel(work.connection, TIMER, request)
    held = enrolments.of_request(work.connection, request)
    if kept is not None and held is not None and held.crew != kept.crew:
        call_next(work, programme.crew(work.connection, kept.crew))


# --- what whoever is asked answers -------------------------------------------------------------


def agree(work: Work, application: Application, kept: Enrolment) -> None:
    """Give the kept seat to whoever says yes, and tell them what comes next."""
    timers.cancel(work.connection, TIMER, application.id)
    enrolments.agree(work.connection, kept.id, work.today, work.now)
    bookings.replan_person(work, kept.person)
    _move(work, application, State.ENROLLED, application.person, {})
    tell_first_day(work, application, programme.crew(work.connection, kept.crew), Priority.REPLY)
    _tell_officers(work, msg("seat.said_yes", reference=Code(application.reference)))


def tell_first_day(work: Work, application: Application, crew: Crew, priority: Priority) -> None:
    """Say that there is a seat, and when and where the first day is; the menu has « Mon équipe » now."""
    begins, first = first_days.of(work, crew, work.today)
    lines = application_news.enrolled(application.reference, begins, first)
    work.send(application.person, Prompt(lines, keyboard=Keyboard.MENU), priority)
    work.send(application.person, StaffCommands(), Priority.CHANGE)


def refuse(work: Work, application: Application, kept: Enrolment) -> None:
    """Free the seat of whoever says no; they stay on the list for the next phase until they leave it."""
    crew = programme.crew(work.connection, kept.crew)
    later = _phase_after(work, crew)
    give_back(work, application.id)
    _relist(work, application, later, application.person)
    version = applications.by_id(work.connection, application.id).version
    work.send(application.person, application_news.refused_seat(application.id, version, later))
    _tell_officers(work, msg("seat.said_no", reference=Code(application.reference)))


def _phase_after(work: Work, crew: Crew) -> str:
    """Return the code of the phase that begins next after a crew's own."""
    later = (each.phase for each in seats.crews(work) if each.phase.starts > crew.phase.starts)
    codes = [phase.code for phase in later]
    return next(iter(codes), crew.phase.code)


def ring(work: Work, request: int) -> None:
    """Give a seat on that nobody has answered for, and say so to whoever was asked and to the officers."""
    application = applications.find(work.connection, request)
    kept = enrolments.of_request(work.connection, request)
    if application is None or application.state is not State.ACCEPTED or kept is None:
        return
    code = programme.crew(work.connection, kept.crew).phase.code
    give_back(work, request)
    _relist(work, application, code, None)
    lines = application_news.passed_on(application.reference, code)
    work.say(application.person, *lines, priority=Priority.CHANGE)
    _tell_officers(work, msg("seat.no_answer", reference=Code(application.reference)))


def _relist(work: Work, application: Application, phase: str, actor: int | None) -> None:
    """Put somebody at the end of a phase's list."""
    _move(work, application, State.WAITING_LIST, actor, {"hoped_phase": phase, "listed_at": work.now})


def _move(
    work: Work, application: Application, to: State, actor: int | None, facts: dict[str, object]
) -> None:
    moved = (application.state, move(application.state, to))
    events.append(work.connection, application.id, "moved", actor, work.now, moved=moved)
    applications.change(work.connection, application.id, {"state": to, "waiting_since": None}, facts)
    cards.shut(work, application.id)
    cards.refresh(work, application.id)


def _tell_officers(work: Work, line: Message) -> None:
    for officer in people.officers(work):
        work.send(officer, Prompt((line,)), Priority.CHANGE, silent=True)
