"""Appointments of the support: booked for one person or a group, moved, cancelled; reminders follow at once.

Who may do it is for whoever calls to check. What has begun is changed no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import Begun
from bot.domain.reminders import Kind
from bot.services import bookings, shifts
from bot.storage import appointments, attendances

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.programme import Appointment, Sort
    from bot.services.work import Work


def book(
    work: Work,
    sort: Sort,
    partner: str | None,
    starts_at: datetime,
    minutes: int,
    place: str | None,
    people: Iterable[int],
) -> Appointment:
    """Make an appointment for some people; `partner` is an id, None the service. Raises Begun."""
    if starts_at <= work.now:
        raise Begun
    made = appointments.add(work.connection, sort, partner, starts_at, minutes, place, work.now)
    invite(work, made, people)
    return made


def invite(work: Work, appointment: Appointment, people: Iterable[int]) -> None:
    """Let more people be expected; whoever is already, stays as they are. Raises Begun."""
    _require_ahead(work, appointment)
    for person in people:
        attendances.book(work.connection, person, Kind.APPOINTMENT, appointment.id, work.now)
    bookings.replan_appointment(work, appointment.id)


def release(work: Work, appointment: Appointment, person: int) -> None:
    """Let somebody be expected no more; nothing happens when they are not. Raises Begun."""
    _require_ahead(work, appointment)
    held = attendances.of_person_at(work.connection, person, Kind.APPOINTMENT, appointment.id)
    if held is not None and held.left_at is None:
        attendances.leave(work.connection, held.id, work.now)
        bookings.replan_appointment(work, appointment.id)


def move(
    work: Work,
    appointment: Appointment,
    *,
    starts_at: datetime | None = None,
    minutes: int | None = None,
    place: str | None = None,
) -> Appointment:
    """Write what is given anew; an empty `place` is the partner's, or the service's. Raises Begun."""
    _require_ahead(work, appointment)
    begins = starts_at or appointment.starts_at
    if begins <= work.now:
        raise Begun
    changed = {
        "starts_at": begins,
        "minutes": minutes or appointment.minutes,
        "place": appointment.place if place is None else place or None,
    }
    if all(getattr(appointment, name) == value for name, value in changed.items()):
        return appointment
    return _write(work, appointment, **changed)


def cancel(work: Work, appointment: Appointment) -> Appointment:
    """Cancel an appointment: whoever is expected there is revoked. Raises Begun."""
    _require_ahead(work, appointment)
    if appointment.cancelled:
        return appointment
    shifts.revoke(work, Kind.APPOINTMENT, appointment.id, revoked=True)
    return _write(work, appointment, cancelled=True)


def restore(work: Work, appointment: Appointment) -> Appointment:
    """Let a cancelled appointment take place after all. Raises Begun."""
    _require_ahead(work, appointment)
    if not appointment.cancelled:
        return appointment
    shifts.revoke(work, Kind.APPOINTMENT, appointment.id, revoked=False)
    return _write(work, appointment, cancelled=False)


def expected(work: Work, appointment: int) -> list[int]:
    """Return the people who are expected at an appointment, whoever was booked first at the head."""
    held = attendances.of_thing(work.connection, Kind.APPOINTMENT, appointment)
    return [each.person for each in held if each.person is not None and each.left_at is None]


def _write(work: Work, appointment: Appointment, **changed: object) -> Appointment:
    appointments.change(work.connection, appointment, work.now, **changed)
    bookings.replan_appointment(work, appointment.id)
    written = appointments.find(work.connection, appointment.id)
    assert written is not None
    return written


def _require_ahead(work: Work, appointment: Appointment) -> None:
    if appointment.starts_at <= work.now:
        raise Begun
