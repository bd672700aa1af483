"""Who has a seat in which crew, or has one kept for them; whether a seat is left is the domain's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from bot.storage.hot import Hot
from bot.storage.tables import enrolments

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A seat somebody has. With `kept_until` it is only kept: they have to say yes by that local day."""

    id: int
    person: int
    request: int
    crew: int
    since: date
    until: date | None
    kept_until: date | None


_ENROLMENT = select(
    enrolments.c.id,
    enrolments.c.person,
    enrolments.c.request,
    enrolments.c.crew,
    enrolments.c.since,
    enrolments.c.until,
    enrolments.c.kept_until,
)
_LASTS = enrolments.c.until.is_(None)
_OF_PERSON = Hot(  # asked for every menu that is shown
    _ENROLMENT.where(
        enrolments.c.person == bindparam("person_id"), _LASTS, enrolments.c.kept_until.is_(None)
    ).order_by(enrolments.c.id.desc())
)


def add(
    connection: Connection, person: int, request: int, crew: int, since: date, kept_until: date | None = None
) -> None:
    """Give somebody a seat, or keep one for them."""
    values = {"person": person, "request": request, "crew": crew, "since": since, "kept_until": kept_until}
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


def _newest(connection: Connection, condition: Any) -> Enrolment | None:  # noqa: ANN401 - an SQL condition
    query = _ENROLMENT.where(condition).order_by(enrolments.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return Enrolment(*row) if row else None


def agree(connection: Connection, enrolment: int, since: date) -> None:
    """Turn a seat that was kept into one that is taken."""
    values = {"kept_until": None, "since": since}
    connection.execute(update(enrolments).where(enrolments.c.id == enrolment).values(**values))


def end(connection: Connection, enrolment: int, until: date) -> None:
    """Free a seat."""
    connection.execute(update(enrolments).where(enrolments.c.id == enrolment).values(until=until))
