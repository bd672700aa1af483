"""Shifts of crews: laid out, found, changed; whoever changes one plans its reminders anew."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.geometry import Point
from bot.domain.programme import MeetingPoint, Shift, Slot
from bot.storage.tables import shifts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from sqlalchemy import Connection, Select

_SHIFT = select(*(column for column in shifts.c))
_ORDER = (shifts.c.day, shifts.c.starts, shifts.c.id)


def add(connection: Connection, crew: int, slots: Iterable[Slot], now: datetime) -> list[Shift]:
    """Add shifts of a crew; a day and hour that it has already is left as it is. Return the new ones."""
    planned = list(slots)
    taken = {
        (row.day, row.starts)
        for row in connection.execute(
            select(shifts.c.day, shifts.c.starts).where(
                shifts.c.crew == crew, shifts.c.day.in_([slot.day for slot in planned])
            )
        )
    }
    new = [slot for slot in planned if (slot.day, _hour(slot.starts)) not in taken]
    own = {"crew": crew, "cancelled": False, "version": 1, "changed_at": now}
    made = [
        connection.execute(insert(shifts).returning(shifts.c.id), {**own, **_values(slot)}).scalar_one()
        for slot in new
    ]
    return [Shift(number, crew, slot, False, 1, now) for number, slot in zip(made, new, strict=True)]


def find(connection: Connection, shift: int) -> Shift | None:
    """Return a shift, or None when there is none of that number."""
    row = connection.execute(_SHIFT.where(shifts.c.id == shift)).one_or_none()
    return _shift(row) if row else None


def by_ids(connection: Connection, numbers: Collection[int]) -> dict[int, Shift]:
    """Return the shifts of those numbers, by number."""
    return {each.id: each for each in _all(connection, _SHIFT.where(shifts.c.id.in_(numbers)))}


def of_crew(connection: Connection, crew: int, first: date, last: date) -> list[Shift]:
    """Return a crew's shifts from one local day to another, both included, cancelled ones too."""
    own = (shifts.c.crew == crew) & shifts.c.day.between(first, last)
    return _all(connection, _SHIFT.where(own))


def on(connection: Connection, day: date) -> list[Shift]:
    """Return every crew's shifts of a local day, cancelled ones too."""
    return _all(connection, _SHIFT.where(shifts.c.day == day))


def change(
    connection: Connection, shift: Shift, slot: Slot, now: datetime, *, cancelled: bool = False
) -> Shift:
    """Write a shift anew; its version rises. Raises IntegrityError when the crew has another at that hour."""
    values = {"cancelled": cancelled, "version": shift.version + 1, "changed_at": now}
    connection.execute(update(shifts).where(shifts.c.id == shift.id).values(**values, **_values(slot)))
    return Shift(shift.id, shift.crew, slot, cancelled, shift.version + 1, now)


def _all(connection: Connection, query: Select[Any]) -> list[Shift]:
    return [_shift(row) for row in connection.execute(query.order_by(*_ORDER))]


def _shift(row: Any) -> Shift:  # noqa: ANN401 - a row of `_SHIFT`
    point = None if row.latitude is None else Point(row.latitude, row.longitude)
    place = MeetingPoint(row.place, point, row.district, row.indoor)
    slot = Slot(row.day, time.fromisoformat(row.starts), time.fromisoformat(row.ends), place, row.task)
    return Shift(row.id, row.crew, slot, row.cancelled, row.version, row.changed_at)


def _values(slot: Slot) -> dict[str, Any]:
    point = slot.place.point
    return {
        "day": slot.day,
        "starts": _hour(slot.starts),
        "ends": _hour(slot.ends),
        "place": dict(slot.place.name),
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "district": slot.place.district,
        "task": dict(slot.task),
        "indoor": slot.place.indoor,
    }


def _hour(moment: time) -> str:
    return moment.isoformat("minutes")
