"""Interviews with applicants: one a request, its version raised whenever its time changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.domain.meeting import Meeting
from bot.storage.tables import interviews

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Interview:
    """When and where an applicant is met; without a `place` it is the service's own address."""

    id: int
    person: int
    request: int
    starts_at: datetime
    place: str | None
    state: Meeting
    version: int


_INTERVIEW = select(
    interviews.c.id,
    interviews.c.person,
    interviews.c.request,
    interviews.c.starts_at,
    interviews.c.place,
    interviews.c.state,
    interviews.c.version,
)


def of_request(connection: Connection, request: int) -> Interview | None:
    """Return the interview about a request, if one was ever proposed."""
    row = connection.execute(_INTERVIEW.where(interviews.c.request == request)).one_or_none()
    return Interview(*row[:5], Meeting(row[5]), row[6]) if row else None


def propose(
    connection: Connection, person: int, request: int, starts_at: datetime, place: str | None
) -> Interview:
    """Propose an interview, in place of the one there was."""
    held = of_request(connection, request)
    values = {"starts_at": starts_at, "place": place, "state": Meeting.PROPOSED}
    if held is None:
        own = {"person": person, "request": request, "version": 1}
        connection.execute(insert(interviews), {**own, **values})
    else:
        _change(connection, held, {**values, "version": held.version + 1})
    proposed = of_request(connection, request)
    assert proposed is not None
    return proposed


def set_state(connection: Connection, interview: Interview, state: Meeting) -> None:
    """Write where an interview stands; its buttons still count."""
    _change(connection, interview, {"state": state})


def _change(connection: Connection, interview: Interview, values: dict[str, object]) -> None:
    connection.execute(update(interviews).where(interviews.c.id == interview.id).values(**values))
