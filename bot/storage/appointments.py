"""Appointments with people: one of each sort a request, its version raised whenever its time changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.domain.meeting import Meeting
from bot.storage.tables import appointments

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

INTERVIEW = "interview"


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where somebody is met; without a `place` it is the service's own address."""

    id: int
    person: int
    request: int
    starts_at: datetime
    place: str | None
    state: Meeting
    version: int


_APPOINTMENT = select(
    appointments.c.id,
    appointments.c.person,
    appointments.c.request,
    appointments.c.starts_at,
    appointments.c.place,
    appointments.c.state,
    appointments.c.version,
)


def interview(connection: Connection, request: int) -> Appointment | None:
    """Return the interview about a request, if one was ever proposed."""
    own = (appointments.c.request == request) & (appointments.c.sort == INTERVIEW)
    row = connection.execute(_APPOINTMENT.where(own)).one_or_none()
    return Appointment(*row[:5], Meeting(row[5]), row[6]) if row else None


def propose(
    connection: Connection, person: int, request: int, starts_at: datetime, place: str | None
) -> Appointment:
    """Propose an interview, in place of the one there was."""
    held = interview(connection, request)
    values = {"starts_at": starts_at, "place": place, "state": Meeting.PROPOSED}
    if held is None:
        own = {"person": person, "request": request, "sort": INTERVIEW, "version": 1}
        connection.execute(insert(appointments), {**own, **values})
    else:
        _change(connection, held, {**values, "version": held.version + 1})
    proposed = interview(connection, request)
    assert proposed is not None
    return proposed


def set_state(connection: Connection, appointment: Appointment, state: Meeting) -> None:
    """Write where an appointment stands; its buttons still count."""
    _change(connection, appointment, {"state": state})


def _change(connection: Connection, appointment: Appointment, values: dict[str, object]) -> None:
    connection.execute(update(appointments).where(appointments.c.id == appointment.id).values(**values))
