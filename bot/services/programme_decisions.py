"""What the officer's dialogues about the programme end with: changed shifts, appointments, phases, seats.

Whoever did it reads what was done and sees the thing as it now stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import Act, require
from bot.domain.programme import MeetingPoint
from bot.domain.reminders import diary_of
from bot.domain.seats import PhaseDates
from bot.flows import programme
from bot.flows.messages import msg, msgn
from bot.flows.told import told, whom
from bot.services import appointments, leaders, shifts, waiting
from bot.services import programme_pages as pages
from bot.storage import appointments as stored_appointments
from bot.storage import enrolments, people
from bot.storage import programme as stored
from bot.storage import shifts as stored_shifts

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from bot.domain.programme import Appointment, Shift
    from bot.domain.programme_commands import (
        AddPhase,
        BookAppointment,
        ChangeShift,
        InvitePeople,
        MoveAppointment,
        ResizeCrew,
    )
    from bot.domain.territory import Texts
    from bot.services.work import Work


def change_shift(work: Work, person: int, command: ChangeShift) -> None:
    """Change a shift as it was seen. Raises Stale, NotAllowed, Misfit."""
    shift = _seen_shift(work, person, command)
    heard = pages.heard_of_shift(work, shift)
    written = shifts.change_shift(
        work, shift, day=command.day, starts=command.starts, ends=command.ends, place=_place(work, command)
    )
    lines = (msg("programme.shift.changed"), *whom(heard.now, heard.expected))
    work.send(person, pages.shift(work, written, *lines))


def _seen_shift(work: Work, person: int, command: ChangeShift) -> Shift:
    shift = stored_shifts.find(work.connection, command.shift)
    if shift is None or not leaders.may_lead(work, person, shift.crew):
        raise NotAllowed(Act.LEAD_CREW)
    if shift.version != command.version:
        raise Stale(shift.id, command.version)
    return shift


def _place(work: Work, command: ChangeShift) -> MeetingPoint | None:
    if command.offered is not None:
        return work.territory.rules.places[command.offered]
    return MeetingPoint({work.territory.default_language: command.place}) if command.place else None


# --- appointments ------------------------------------------------------------------------------


def book(work: Work, person: int, command: BookAppointment) -> None:
    """Make an appointment for some people or a whole crew. Raises NotAllowed, Begun."""
    _require(work, person)
    invited = _invited(work, command)
    made = appointments.book(
        work,
        command.sort,
        command.partner,
        _at(work, command.day, command.hour),
        command.minutes,
        command.place,
        invited,
    )
    work.send(person, pages.appointment(work, made, msg("programme.appointment.booked"), told(len(invited))))


def _invited(work: Work, command: BookAppointment) -> list[int]:
    if command.crew is None:
        return [*command.people]
    return enrolments.in_crew(work.connection, command.crew, command.day)


def move(work: Work, person: int, command: MoveAppointment) -> None:
    """Move an appointment as it was seen. Raises Stale, NotAllowed, Begun."""
    _require(work, person)
    found = _appointment(work, command.appointment)
    if found.version != command.version:
        raise Stale(found.id, command.version)
    everybody = len(appointments.expected(work, found.id))
    moved = appointments.move(work, found, starts_at=_at(work, command.day, command.hour))
    work.send(person, pages.appointment(work, moved, msg("programme.appointment.moved"), told(everybody)))


def invite(work: Work, person: int, command: InvitePeople) -> None:
    """Let more people come to an appointment. Raises NotAllowed, Begun."""
    _require(work, person)
    found = _appointment(work, command.appointment)
    already = appointments.expected(work, found.id)
    new = [each for each in command.people if each not in already]
    appointments.invite(work, found, new)
    work.send(person, pages.appointment(work, found, msg("programme.appointment.invited"), told(len(new))))


def _appointment(work: Work, number: int) -> Appointment:
    found = stored_appointments.find(work.connection, number)
    if found is None or found.cancelled:
        raise Stale(number, 0)
    return found


# --- phases and seats --------------------------------------------------------------------------


def add_phase(work: Work, person: int, command: AddPhase) -> None:
    """Add a phase with its crews; raises NotAllowed. One that is there already is shown as it is."""
    _require(work, person)
    named = programme.phase(_code(command))
    made = make_phase(work, command)
    said = msg("programme.phase.added", phase=named) if made else msg("programme.phase.known", phase=named)
    screen = pages.overview(work, person)
    work.send(person, replace(screen, lines=(said, *screen.lines)))


def make_phase(work: Work, command: AddPhase) -> bool:
    """Add a phase with its crews; False when it is there already, and nothing is changed then."""
    code = _code(command)
    if code in stored.codes(work.connection):
        return False
    dates = PhaseDates(code, command.phase, command.starts, command.ends)
    stored.add_phase(work.connection, dates, [_crew(work, command, at) for at in range(command.crews)])
    return True


def _code(command: AddPhase) -> str:
    return f"{command.starts.year}-{command.phase}"


def _crew(work: Work, command: AddPhase, at: int) -> dict[str, object]:
    """Return the columns of one crew, named and met like the territory's usual ones."""
    usual = [crew for phase in work.territory.joining.phases for crew in phase.crews]
    place = usual[0].first_day_place if usual else _first_place(work)
    names = {
        name: work.words.plain(msg("crew.numbered", number=at + 1), name) for name in work.words.languages
    }
    return {
        "crew": str(at + 1),
        "name": names,
        "seats": command.seats,
        "place": dict(place),
        "hour": work.territory.rules.starts.isoformat("minutes"),
    }


def _first_place(work: Work) -> Texts:
    week = work.territory.rules.week
    return week[0].place.name if week else {work.territory.default_language: work.territory.address}


def resize(work: Work, person: int, command: ResizeCrew) -> None:
    """Let a crew have that many seats; each new one is kept for somebody who waits. Raises NotAllowed."""
    _require(work, person)
    crew = pages.find_crew(work, command.crew)
    if crew is None:
        raise Stale(command.crew, 0)
    waiting.resize(work, crew.id, command.seats)
    now = stored.crew(work.connection, crew.id)
    asked = now.taken - crew.taken
    lines = (
        msgn("programme.seats.changed", now.seats),
        *((msgn("programme.seats.asked", asked),) if asked > 0 else ()),
    )
    work.send(person, pages.crew(work, person, now, *lines))


def _require(work: Work, person: int) -> None:
    require(people.roles_of(work.connection, person), Act.DECIDE)


def _at(work: Work, day: date, hour: time) -> datetime:
    return diary_of(work.territory).instant(day, hour)
