"""Who has a seat in which crew, or has one kept for them; whether a seat is left is the domain's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from bot.storage.hot import Hot
from bot.storage.tables import enrolments

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A seat somebody has. With `kept_until` it is only kept: they have to say yes by that local day.

    `enrolled_at` is since when it is theirs; rows of an older release have none.
    """

    id: int
    person: int
    request: int
    crew: int
    since: date
    until: date | None
    kept_until: date | None
    enrolled_at: datetime | None


_ENROLMENT = select(
    enrolments.c.id,
    enrolments.c.person,
    enrolments.c.request,
    enrolments.c.crew,
    enrolments.c.since,
    enrolments.c.until,
    enrolments.c.kept_until,
    enrolments.c.enrolled_at,
)
_LASTS = enrolments.c.until.is_(None)
_OF_PERSON = Hot(  # asked for every menu that is shown
    _ENROLMENT.where(
        enrolments.c.person == bindparam("person_id"), _LASTS, enrolments.c.kept_until.is_(None)
    ).order_by(enrolments.c.id.desc())
)


def add(
    connection: Connection,
    person: int,
    request: int,
    crew: int,
    since: date,
    now: datetime,
    kept_until: date | None = None,
) -> None:
    """Give somebody a seat, or keep one for them."""
    values = {
        "person": person,
        "request": request,
        "crew": crew,
        "since": since,
        "kept_until": kept_until,
        "enrolled_at": now,
    }
    connection.execute(insert(enrolments), values)


def of_request(connection: Connection, request: int) -> Enrolment | None:
    """Return the seat that an application has now."""
    return _newest(connection, (enrolments.c.request == request) & _LASTS)


def last_of_request(connection: Connection, request: int) -> Enrolment | None:
    """Return the seat that an application has or had last."""
    return _newest(connection, enrolments.c.request == request)


def of_person(connection: Connection, person: int) -> Enrolment | None:
    """Return the seat somebody has in a crew, not one that is only kept."""
    row = _OF_PERSON.first(connection, {"person_id": person})
    return Enrolment(*row) if row else None


def of_people(connection: Connection, persons: Collection[int]) -> list[Enrolment]:
    """Return the seats that some people have in crews now, the earliest first."""
    own = enrolments.c.person.in_(persons) & _LASTS & enrolments.c.kept_until.is_(None)
    return [Enrolment(*row) for row in connection.execute(_ENROLMENT.where(own).order_by(enrolments.c.id))]


def taken_by(connection: Connection, person: int) -> list[Enrolment]:
    """Return every seat somebody has or had, the earliest first; not one that is or was only kept."""
    own = (enrolments.c.person == person) & enrolments.c.kept_until.is_(None)
    return [Enrolment(*row) for row in connection.execute(_ENROLMENT.where(own).order_by(enrolments.c.id))]


def in_crew(connection: Connection, crew: int, day: date) -> list[int]:
    """Return the people who have a seat in a crew on a local day, in the order in which they joined."""
    stays = enrolments.c.until.is_(None) | (
        (enrolments.c.until >= day) & (enrolments.c.until > enrolments.c.since)
    )
    there = stays & (enrolments.c.since <= day)
    own = (enrolments.c.crew == crew) & there & enrolments.c.kept_until.is_(None)
    rows = connection.execute(_ENROLMENT.where(own).order_by(enrolments.c.id))
    return list(dict.fromkeys(row.person for row in rows))


def _newest(connection: Connection, condition: Any) -> Enrolment | None:  # noqa: ANN401 - an SQL condition
    query = _ENROLMENT.where(condition).order_by(enrolments.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return Enrolment(*row) if row else None


def agree(connection: Connection, enrolment: int, since: date, now: datetime) -> None:
    """Turn a seat that was kept into one that is taken."""
    values = {"kept_until": None, "since": since, "enrolled_at": now}
    connection.execute(update(enrolments).where(enrolments.c.id == enrolment).values(**values))


def end(connection: Connection, enrolment: int, until: date) -> None:
    """Free a seat."""
    connection.execute(update(enrolments).where(enrolments.c.id == enrolment).values(until=until))
