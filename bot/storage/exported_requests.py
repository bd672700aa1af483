"""Requests of a period with what their history says of them, page by page: a bot that runs waits for none.

What somebody wrote and who they are is read only when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, bindparam, case, func, select, tuple_

from bot.domain.figures import CLOSED, DECIDED, TAKEN_BACK, WITH_OFFICE
from bot.storage.tables import applications, contacts, events, matters, reports, requests
from bot.storage.types import UtcDatetime

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy import Connection, Select

PAGE = 200  # rows a transaction reads

Mark = tuple["datetime", int]
"""Where a page ended: when its last request came, and its number."""


@dataclass(frozen=True, slots=True)
class ExportedRequest:
    """One request without whose it is; `decided_at` is when it was first said what becomes of it.

    `reopened` counts how often it came back after it was closed. `waiting` tells that the office owes a word.
    """

    id: int
    kind: str
    reference: str
    state: str
    danger: bool
    district: str | None
    answer_by: date
    created_at: datetime
    waiting_since: datetime | None
    answered_at: datetime | None
    decided_at: datetime | None
    reopened: int

    @property
    def mark(self) -> Mark:
        """Return where a page ends that ends with it."""
        return self.created_at, self.id


_OWN = ("id", "kind", "reference", "state", "danger", "district", "answer_by", "created_at", "waiting_since")
# Inside a tuple a value has no type unless it is given one, and SQLite would compare other texts.
_AFTER = tuple_(bindparam("after_at", type_=UtcDatetime), bindparam("after_id", type_=Integer))
_WANTED = and_(
    tuple_(requests.c.created_at, requests.c.id) > _AFTER,
    requests.c.created_at < bindparam("until"),
    requests.c.muted.is_(False),
)
_PAGE = (
    select(*(requests.c[name] for name in _OWN))
    .where(_WANTED)
    .order_by(requests.c.created_at, requests.c.id)
    .limit(PAGE)
    .subquery()
)
_SAID = events.c.state_from.is_not(None) & (events.c.kind != TAKEN_BACK)
_ANSWERED = _SAID & events.c.state_to.not_in(sorted(WITH_OFFICE))
_DECIDED = _SAID & events.c.state_to.in_(sorted(DECIDED))
_REOPENED = events.c.state_from.in_(sorted(CLOSED)) & events.c.state_to.in_(sorted(WITH_OFFICE))
_ROWS: Select[Any] = (
    select(
        *(_PAGE.c[name] for name in _OWN),
        func.min(case((_ANSWERED, events.c.at))),
        func.min(case((_DECIDED, events.c.at))),
        func.count(case((_REOPENED, events.c.id))),
    )
    .outerjoin(events, (events.c.request == _PAGE.c.id) & events.c.state_to.is_not(None))
    .group_by(*(_PAGE.c[name] for name in _OWN))
    .order_by(_PAGE.c.created_at, _PAGE.c.id)
)


def about(connection: Connection, since: datetime, until: datetime) -> int:
    """Return about how many requests came from one instant to another, the second excluded.

    Counting a million would hold the thread too long: their first and last numbers say it at once.
    """
    own = requests.c.created_at, requests.c.id
    came = select(requests.c.id).where(own[0] >= since, own[0] < until).limit(1)
    first = connection.execute(came.order_by(*own)).scalar()
    last = connection.execute(came.order_by(*(column.desc() for column in own))).scalar()
    return abs(last - first) + 1 if first is not None and last is not None else 0


def page(connection: Connection, after: Mark, until: datetime) -> list[ExportedRequest]:
    """Return the next requests in the order in which they came, from behind a mark up to an instant."""
    given: dict[str, object] = {"after_at": after[0], "after_id": after[1], "until": until}
    return [ExportedRequest(*row) for row in connection.execute(_ROWS, given)]


def texts(connection: Connection, found: Iterable[int]) -> dict[int, str]:
    """Return what people wrote themselves when they asked for something, by the number of the request."""
    numbers = list(found)
    held: dict[int, list[str]] = {}
    for table, names in ((reports, ("landmark", "note")), (applications, ("note",))):
        query = select(table.c.request, *(table.c[name] for name in names)).where(
            table.c.request.in_(numbers)
        )
        for number, *parts in connection.execute(query):
            held[number] = [part for part in parts if part]
    query = select(matters.c.request, matters.c.detail).where(matters.c.request.in_(numbers))
    for number, detail in connection.execute(query):
        held[number] = [str(detail["text"])] if detail.get("text") else []
    return {number: "\n".join(parts) for number, parts in held.items() if parts}


def people(connection: Connection, found: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the name and the telephone number of whoever asked, by the number of the request."""
    query = (
        select(requests.c.id, contacts.c.first_name, contacts.c.last_name, contacts.c.phone)
        .join(contacts, contacts.c.person == requests.c.person)
        .where(requests.c.id.in_(list(found)))
    )
    return {
        number: (" ".join(part for part in (first, last) if part), phone or "")
        for number, first, last, phone in connection.execute(query)
    }
