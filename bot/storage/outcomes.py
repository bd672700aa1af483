"""What became of people after a crew, one row for each moment it is asked at; no rule lives here."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.outcome import Category, Job, Moment, Outcome, State
from bot.storage.tables import outcomes

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection, Select


@dataclass(frozen=True, slots=True)
class Asked:
    """What is or was asked of somebody at one moment, and what they said.

    `left_on` is the last day in the crew. `person` is None once their data were erased.
    """

    id: int
    person: int | None
    enrolment: int
    moment: Moment
    left_on: date
    state: State
    tries: int
    outcome: Outcome | None
    job: Job | None
    category: Category | None
    said_at: datetime | None


_ASKED = select(*(outcomes.c[each.name] for each in fields(Asked)))


def plan(connection: Connection, person: int, enrolment: int, moment: Moment, left_on: date) -> Asked:
    """Plan a moment of asking; one that is there is dated anew."""
    own = (outcomes.c.enrolment == enrolment) & (outcomes.c.moment == moment)
    held = _first(connection, _ASKED.where(own))
    if held is None:
        values = {"person": person, "enrolment": enrolment, "moment": moment, "state": State.PLANNED}
        connection.execute(insert(outcomes), {**values, "left_on": left_on, "tries": 0})
    else:
        change(connection, held.id, left_on=left_on)
    planned = _first(connection, _ASKED.where(own))
    assert planned is not None
    return planned


def find(connection: Connection, number: int) -> Asked | None:
    """Return a moment of asking, or None when there is none of that number."""
    return _first(connection, _ASKED.where(outcomes.c.id == number))


def of_person(connection: Connection, person: int) -> list[Asked]:
    """Return every moment of asking of somebody, the earliest first."""
    rows = connection.execute(_ASKED.where(outcomes.c.person == person).order_by(outcomes.c.id))
    return [_asked(row) for row in rows]


def change(connection: Connection, number: int, **values: Any) -> None:  # noqa: ANN401 - columns
    """Write columns of a moment of asking."""
    connection.execute(update(outcomes).where(outcomes.c.id == number).values(**values))


def _first(connection: Connection, query: Select[Any]) -> Asked | None:
    row = connection.execute(query).one_or_none()
    return _asked(row) if row else None


def _asked(row: Any) -> Asked:  # noqa: ANN401 - a row of `_ASKED`
    return Asked(
        row.id,
        row.person,
        row.enrolment,
        Moment(row.moment),
        row.left_on,
        State(row.state),
        row.tries,
        Outcome(row.outcome) if row.outcome else None,
        Job(row.job) if row.job else None,
        Category(row.category) if row.category else None,
        row.said_at,
    )
