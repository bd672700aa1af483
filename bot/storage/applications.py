"""Applications to join the crew, and the queue row each of them has; rules are the domain's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, or_, select, update

from bot.domain.application import CLOSED, Attraction, OutOfWork, State
from bot.domain.request import RequestKind
from bot.storage import requests as request_rows
from bot.storage import search_index
from bot.storage.tables import applications, contacts, requests

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application with its place in the queue.

    `district` is None for somebody who lives in none of the programme's; `phases` are ids, none for any.
    """

    id: int
    reference: str
    state: State
    version: int
    person: int
    waiting_since: datetime | None
    answer_by: date
    claimed_by: int | None
    created_at: datetime
    of_age: bool
    district: str | None
    in_town: bool
    out_of_work: OutOfWork
    mornings: bool
    phases: tuple[str, ...]
    attractions: tuple[Attraction, ...]
    note: str | None
    entered_by: int | None
    reason: str | None
    next_step: str | None
    same_as: int | None
    hoped_phase: str | None
    listed_at: datetime | None


_QUEUE = (
    "id",
    "reference",
    "state",
    "version",
    "person",
    "waiting_since",
    "answer_by",
    "claimed_by",
    "created_at",
)
_FACTS = (
    "of_age",
    "district",
    "in_town",
    "out_of_work",
    "mornings",
    "phases",
    "attractions",
    "note",
    "entered_by",
    "reason",
    "next_step",
    "same_as",
    "hoped_phase",
    "listed_at",
)
_APPLICATION = select(
    *(requests.c[name] for name in _QUEUE), *(applications.c[name] for name in _FACTS)
).join_from(requests, applications, requests.c.id == applications.c.request)

_NAME = (contacts.c.first_name, contacts.c.last_name)


def _application(row: Any) -> Application:  # noqa: ANN401 - a row of `_APPLICATION`
    values = row._asdict()
    values["state"] = State(values["state"])
    values["out_of_work"] = OutOfWork(values["out_of_work"])
    values["phases"] = tuple(values["phases"])
    values["attractions"] = tuple(map(Attraction, values["attractions"]))
    return Application(**values)


def add(connection: Connection, queue: dict[str, Any], facts: dict[str, Any]) -> Application:
    """File an application: `queue` are columns of requests without id and reference, `facts` its own."""
    placed = {**queue, "district": facts.get("district")}
    number = request_rows.add(connection, RequestKind.APPLICATION, placed)
    connection.execute(insert(applications), {"request": number, **facts})
    search_index.reindex(connection, [number])
    return by_id(connection, number)


def by_id(connection: Connection, request: int) -> Application:
    """Return an application; raises NoResultFound."""
    return _application(connection.execute(_APPLICATION.where(requests.c.id == request)).one())


def find(connection: Connection, request: int) -> Application | None:
    """Return an application, or None when there is none of that number."""
    row = connection.execute(_APPLICATION.where(requests.c.id == request)).one_or_none()
    return _application(row) if row else None


def of_person(connection: Connection, person: int) -> list[Application]:
    """Return somebody's applications, newest first."""
    query = _APPLICATION.where(requests.c.person == person).order_by(requests.c.id.desc())
    return [_application(row) for row in connection.execute(query)]


def open_of_person(connection: Connection, person: int) -> Application | None:
    """Return the application of somebody that is not closed, if there is one."""
    held = of_person(connection, person)
    return next((each for each in held if each.state not in CLOSED), None)


def change(connection: Connection, request: int, queue: dict[str, Any], facts: dict[str, Any]) -> None:
    """Write changed columns and raise the version: the basis of a decision is another one now."""
    request_rows.change(connection, request, queue)
    if facts:
        connection.execute(update(applications).where(applications.c.request == request).values(**facts))
    if "note" in facts:
        search_index.reindex(connection, [request])


def waiting_for(connection: Connection, phase: str) -> list[Application]:
    """Return the waiting list of a phase, whoever is asked first at the head; `phase` is its code."""
    listed = (requests.c.state == State.WAITING_LIST) & (applications.c.hoped_phase == phase)
    query = _APPLICATION.where(listed).order_by(applications.c.listed_at, requests.c.id)
    return [_application(row) for row in connection.execute(query)]


def alike(connection: Connection, application: Application, limit: int) -> list[Application]:
    """Return other applications by the same person, phone number or name, newest first."""
    own = contacts.c.person == application.person
    mine = connection.execute(select(contacts.c.phone, *_NAME).where(own)).one_or_none()
    same = [requests.c.person == application.person]
    if mine and mine.phone:
        same.append(contacts.c.phone == mine.phone)
    if mine and mine.first_name and mine.last_name:
        same.append(
            and_(
                func.lower(contacts.c.first_name) == func.lower(mine.first_name),
                func.lower(contacts.c.last_name) == func.lower(mine.last_name),
            )
        )
    query = _APPLICATION.outerjoin(contacts, contacts.c.person == requests.c.person)
    others = query.where(or_(*same), requests.c.id != application.id, requests.c.state != State.DUPLICATE)
    newest = others.order_by(requests.c.id.desc()).limit(limit)
    return [_application(row) for row in connection.execute(newest)]
