"""Who is booked, what they answered, what was noted; why somebody is absent is counted, never whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.attendance import Answer, Attendance, State
from bot.domain.reminders import Kind
from bot.storage.statements import command
from bot.storage.tables import absence_reasons, appointments, attendances

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import Connection, Select

_ATTENDANCE = select(*(column for column in attendances.c if column.name != "reason_given"))
_COUNT = command(
    "INSERT INTO absence_reasons (month, reason, count) VALUES (:month, :reason, 1)"
    " ON CONFLICT (month, reason) DO UPDATE SET count = absence_reasons.count + 1"
)


def book(connection: Connection, person: int, kind: Kind, thing: int, now: datetime) -> Attendance:
    """Let somebody be expected at a thing from now on; whoever is already, stays as they are."""
    held = of_person_at(connection, person, kind, thing)
    if held is None:
        own = {"person": person, "kind": kind, "thing": thing, "booked_at": now, "state": State.EXPECTED}
        connection.execute(insert(attendances), own)
    elif held.left_at is not None:
        _change(connection, held.id, {"left_at": None, "booked_at": now, "answer": None})
    booked = of_person_at(connection, person, kind, thing)
    assert booked is not None
    return booked


def leave(connection: Connection, attendance: int, now: datetime) -> None:
    """Let somebody be expected no more."""
    _change(connection, attendance, {"left_at": now})


def answer(
    connection: Connection, held: Attendance, said: Answer, version: int, now: datetime, *, in_time: bool
) -> None:
    """Write what somebody says of a thing as it stands at that version.

    Whoever was not to come and comes after all is booked anew.
    """
    again = held.answer is Answer.ABSENT and said is not Answer.ABSENT
    booked = {"booked_at": now} if again else {}
    values = {"answer": said, "answered_at": now, "answered_version": version, "in_time": in_time, **booked}
    _change(connection, held.id, values)


def give_reason(connection: Connection, attendance: int) -> bool:
    """Note that a reason was given for an absence; False when one was already."""
    first = (attendances.c.id == attendance) & attendances.c.reason_given.is_(False)
    return connection.execute(update(attendances).where(first).values(reason_given=True)).rowcount > 0


def note(connection: Connection, attendance: int, state: State, by: int | None, now: datetime) -> None:
    """Write what was noted; None as `by` is the programme itself."""
    _change(connection, attendance, {"state": state, "noted_by": by, "noted_at": now})


def of_person_at(connection: Connection, person: int, kind: Kind, thing: int) -> Attendance | None:
    """Return somebody's attendance at a thing, if there is a row."""
    own = (attendances.c.person == person) & (attendances.c.kind == kind) & (attendances.c.thing == thing)
    row = connection.execute(_ATTENDANCE.where(own)).one_or_none()
    return _attendance(row) if row else None


def of_person(connection: Connection, person: int) -> list[Attendance]:
    """Return everything somebody was booked for, answered or noted at."""
    return _all(connection, _ATTENDANCE.where(attendances.c.person == person))


def at(
    connection: Connection, kind: Kind, things: Collection[int], persons: Collection[int]
) -> list[Attendance]:
    """Return the attendances of some people at some things of one kind."""
    own = attendances.c.thing.in_(things) & attendances.c.person.in_(persons)
    return _all(connection, _ATTENDANCE.where(attendances.c.kind == kind, own))


def of_thing(connection: Connection, kind: Kind, thing: int) -> list[Attendance]:
    """Return everybody's attendance at a thing, also of those who have left or were erased."""
    own = (attendances.c.kind == kind) & (attendances.c.thing == thing)
    return _all(connection, _ATTENDANCE.where(own))


def booked(connection: Connection, person: int, since: datetime) -> list[int]:
    """Return the numbers of the appointments somebody is expected at that start from `since` on."""
    query = (
        select(appointments.c.id)
        .join_from(
            attendances,
            appointments,
            (attendances.c.thing == appointments.c.id) & (attendances.c.kind == Kind.APPOINTMENT),
        )
        .where(
            attendances.c.person == person,
            attendances.c.left_at.is_(None),
            appointments.c.starts_at >= since,
        )
        .order_by(appointments.c.starts_at, appointments.c.id)
    )
    return list(connection.execute(query).scalars())


def count_reason(connection: Connection, month: date, reason: str) -> None:
    """Count a reason in a month, given by its first day."""
    connection.execute(_COUNT, {"month": month, "reason": reason})


def reasons(connection: Connection, since: date, before: date) -> dict[str, int]:
    """Return how often each reason was given in months from `since` on and before `before`."""
    own = (absence_reasons.c.month >= since) & (absence_reasons.c.month < before)
    counted: dict[str, int] = {}
    for row in connection.execute(select(absence_reasons.c.reason, absence_reasons.c.count).where(own)):
        counted[row[0]] = counted.get(row[0], 0) + row[1]
    return counted


def _change(connection: Connection, attendance: int, values: dict[str, Any]) -> None:
    connection.execute(update(attendances).where(attendances.c.id == attendance).values(**values))


def _all(connection: Connection, query: Select[Any]) -> list[Attendance]:
    return [_attendance(row) for row in connection.execute(query.order_by(attendances.c.id))]


def _attendance(row: Any) -> Attendance:  # noqa: ANN401 - a row of `_ATTENDANCE`
    return Attendance(
        row.id,
        row.person,
        Kind(row.kind),
        row.thing,
        row.booked_at,
        row.left_at,
        Answer(row.answer) if row.answer else None,
        row.answered_at,
        row.answered_version,
        row.in_time,
        State(row.state),
        row.noted_by,
        row.noted_at,
    )
