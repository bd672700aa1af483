"""What somebody is and was expected at, as their own screens and calendar show it; it changes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.attendance import State
from bot.domain.ids import by_id
from bot.domain.reminders import Kind, diary_of
from bot.flows.messages import Term, TermKind, Worded
from bot.flows.planning import Thing
from bot.services import bookings
from bot.storage import appointments, attendances, enrolments, shifts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.attendance import Attendance
    from bot.domain.programme import Appointment, Shift
    from bot.flows.messages import Value
    from bot.services.work import Work

Held = dict[tuple[Kind, int], "Attendance"]


def takes_part(work: Work, person: int) -> bool:
    """Tell whether somebody is or was in a crew, or has had an appointment of the programme."""
    if enrolments.taken_by(work.connection, person):
        return True
    return bool(attendances.of_person(work.connection, person))


def between(work: Work, person: int, first: date, last: date) -> list[Thing]:
    """Return what somebody has from one local day to another, both included, in the order of the days."""
    held = _held(work, person)
    found = [_shift(work, each, held) for each in own_shifts(work, person, first, last)]
    made = _booked(work, held)
    found += [thing for each in made if first <= (thing := _appointment(work, each, held)).day <= last]
    return sorted(found, key=lambda each: (each.day, each.starts, each.kind, each.number))


def appointments_of_year(work: Work, person: int) -> list[Thing]:
    """Return somebody's appointments of the season of this year, in the order of the days."""
    year = work.today.year
    held = between(work, person, date(year, 1, 1), date(year, 12, 31))
    return [each for each in held if each.kind is Kind.APPOINTMENT]


def appointment(work: Work, person: int, number: int) -> Thing | None:
    """Return an appointment that somebody is expected at, None when they are not."""
    held = _held(work, person)
    made = _booked(work, {key: each for key, each in held.items() if key == (Kind.APPOINTMENT, number)})
    return _appointment(work, made[0], held) if made else None


def own_shifts(work: Work, person: int, first: date, last: date) -> list[Shift]:
    """Return the shifts at which somebody is or was expected in their crew, cancelled ones too."""
    found: dict[int, Shift] = {}
    for seat in enrolments.taken_by(work.connection, person):
        since, until = max(first, seat.since), min(last, seat.until or last)
        left_at_once = seat.until is not None and seat.until <= seat.since
        if since <= until and not left_at_once:
            found |= {each.id: each for each in shifts.of_crew(work.connection, seat.crew, since, until)}
    return list(found.values())


def _held(work: Work, person: int) -> Held:
    return {(each.kind, each.thing): each for each in attendances.of_person(work.connection, person)}


def _booked(work: Work, held: Mapping[tuple[Kind, int], Attendance]) -> list[Appointment]:
    numbers = [each.thing for each in held.values() if each.kind is Kind.APPOINTMENT and not each.left_at]
    return [*appointments.by_ids(work.connection, numbers).values()]


def _shift(work: Work, shift: Shift, held: Held) -> Thing:
    slot, own = shift.slot, held.get((Kind.SHIFT, shift.id))
    return Thing(
        kind=Kind.SHIFT,
        number=shift.id,
        version=shift.version,
        day=slot.day,
        starts=slot.starts,
        last_day=slot.day,
        ends=slot.ends,
        place=Worded(slot.place.name),
        what=Worded(slot.task) if slot.task else None,
        sort=None,
        answer=own.answer_to(shift.version) if own else None,
        state=_state(own, cancelled=shift.cancelled),
        cancelled=shift.cancelled,
        over=bookings.ends_at(diary_of(work.territory), shift) <= work.now,
    )


def _appointment(work: Work, made: Appointment, held: Held) -> Thing:
    diary, own = diary_of(work.territory), held[Kind.APPOINTMENT, made.id]
    starts, ends = diary.local(made.starts_at), diary.local(made.ends_at)
    return Thing(
        kind=Kind.APPOINTMENT,
        number=made.id,
        version=made.version,
        day=starts.date(),
        starts=starts.time(),
        last_day=ends.date(),
        ends=ends.time(),
        place=_where(work, made),
        what=Term(TermKind.PARTNER, made.partner) if made.partner else Term(TermKind.SERVICE),
        sort=made.sort,
        answer=own.answer_to(made.version),
        state=_state(own, cancelled=made.cancelled),
        cancelled=made.cancelled,
        over=made.ends_at <= work.now,
    )


def _state(own: Attendance | None, *, cancelled: bool) -> State:
    if cancelled:
        return State.REVOKED
    return own.state if own else State.EXPECTED


def _where(work: Work, made: Appointment) -> Value | None:
    """Return its own place, else the partner's address, else the service's."""
    if made.place:
        return made.place
    if made.partner is None:
        return Term(TermKind.ADDRESS)
    try:
        return by_id(work.territory.rules.partners, made.partner).address
    except KeyError:  # the territory has this partner no more
        return None
