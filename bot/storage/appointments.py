"""Appointments of the support: made, found, changed; who is expected there stands in attendances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.programme import Appointment, Sort
from bot.storage.tables import appointments

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

_APPOINTMENT = select(*(column for column in appointments.c))


def add(
    connection: Connection,
    sort: Sort,
    partner: str | None,
    starts_at: datetime,
    minutes: int,
    place: str | None,
    now: datetime,
) -> Appointment:
    """Add an appointment, to which nobody is expected yet."""
    values = {
        "sort": sort,
        "partner": partner,
        "starts_at": starts_at,
        "minutes": minutes,
        "place": place,
        "cancelled": False,
        "version": 1,
        "changed_at": now,
    }
    made = connection.execute(insert(appointments).returning(appointments.c.id), values).scalar_one()
    found = find(connection, made)
    assert found is not None
    return found


def find(connection: Connection, appointment: int) -> Appointment | None:
    """Return an appointment, or None when there is none of that number."""
    return by_ids(connection, [appointment]).get(appointment)


def by_ids(connection: Connection, numbers: Collection[int]) -> dict[int, Appointment]:
    """Return the appointments of those numbers, by number."""
    query = _APPOINTMENT.where(appointments.c.id.in_(numbers))
    return {row.id: _appointment(row) for row in connection.execute(query)}


def between(connection: Connection, since: datetime, before: datetime) -> list[Appointment]:
    """Return the appointments that start from `since` on and before `before`, cancelled ones too."""
    own = (appointments.c.starts_at >= since) & (appointments.c.starts_at < before)
    query = _APPOINTMENT.where(own).order_by(appointments.c.starts_at, appointments.c.id)
    return [_appointment(row) for row in connection.execute(query)]


def change(connection: Connection, appointment: Appointment, now: datetime, **changed: Any) -> None:  # noqa: ANN401 - columns
    """Write columns of an appointment anew (starts_at, minutes, place, cancelled); its version rises."""
    values = {**changed, "version": appointment.version + 1, "changed_at": now}
    connection.execute(update(appointments).where(appointments.c.id == appointment.id).values(**values))


def _appointment(row: Any) -> Appointment:  # noqa: ANN401 - a row of `_APPOINTMENT`
    return Appointment(
        row.id,
        Sort(row.sort),
        row.partner,
        row.starts_at,
        row.minutes,
        row.place,
        row.cancelled,
        row.version,
        row.changed_at,
    )
