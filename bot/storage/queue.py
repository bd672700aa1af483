"""What each view of the queue holds for an officer, in the order to take it; nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, literal_column, or_, select, true, update

from bot.domain.application import State as ApplicationState
from bot.domain.queue import ON_PERSON, Counts, Part, View
from bot.domain.request import RequestKind
from bot.storage.requests import mark_moved
from bot.storage.tables import requests

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import Connection, Select

#: How many requests of a view a walk takes up at a time.
A_WALK = 200

_own = requests.c
#: Literals, since no partial index fits a parameter; both conditions are those of the table's indexes.
_HAS_WAITED = _own.waiting_since.is_not(None)
_STATES = sorted(set().union(*ON_PERSON.values()))
_IS_ASKED = _own.waiting_since.is_(None) & _own.state.in_([literal_column(f"'{state}'") for state in _STATES])
_LISTED = _own.held.is_(False) & _own.muted.is_(False)
_WAITING = _HAS_WAITED & _own.snoozed_until.is_(None) & _LISTED
# A report is accepted when something will be done, an application when a seat is kept until they agree.
_ON_PERSON = (
    _IS_ASKED & _LISTED & or_(_own.state != ApplicationState.ACCEPTED, _own.kind == RequestKind.APPLICATION)
)


def counts(connection: Connection, officer: int, today: date) -> Counts:
    """Return how many requests each view holds for this officer; `today` is local."""
    mine, late = _own.claimed_by == officer, _own.answer_by < today
    sums = (func.count(), func.sum(case((mine, 1), else_=0)), func.sum(case((late, 1), else_=0)))
    query = select(_own.district, _own.kind, *sums).where(_WAITING, _for(officer))
    rows = connection.execute(query.group_by(_own.district, _own.kind)).all()
    districts: dict[str, int] = {}
    kinds: dict[RequestKind, int] = {}
    for district, kind, number, _, _ in rows:
        districts[district or ""] = districts.get(district or "", 0) + number
        kinds[RequestKind(kind)] = kinds.get(RequestKind(kind), 0) + number
    waiting, taken, past = (sum(int(row[at]) for row in rows) for at in (2, 3, 4))
    others = {part.value: count(connection, View(part), officer, today) for part in _OTHERS}
    return Counts(waiting, taken, past, **others, districts=districts, kinds=kinds)


_OTHERS = (Part.ON_PERSON, Part.SNOOZED)


def count(connection: Connection, view: View, officer: int, today: date) -> int:
    """Return how many requests a view holds for this officer."""
    parts = (select(func.count()).where(each) for each in _conditions(view, officer, today))
    return sum(int(connection.execute(part).scalar_one()) for part in parts)


def listed(connection: Connection, view: View, officer: int, today: date, limit: int = A_WALK) -> list[int]:
    """Return the numbers of the first requests of a view for this officer, in the order to take them."""
    found = [
        row
        for each in _conditions(view, officer, today)
        for row in connection.execute(_in_order(view, each, today).limit(limit))
    ]
    if view.part is Part.SNOOZED:
        found.sort(key=lambda row: (row.snoozed_until, row.id))
    return [row.id for row in found[:limit]]


def within(
    connection: Connection, view: View, officer: int, today: date, numbers: Collection[int]
) -> set[int]:
    """Return which of these requests belong to a view for this officer."""
    named = _own.id.in_(list(numbers))
    queries = (select(_own.id).where(each, named) for each in _conditions(view, officer, today))
    return {number for query in queries for number in connection.execute(query).scalars()}


def since(connection: Connection, officer: int, fresh: datetime, long: datetime) -> tuple[int, int, int]:
    """Return how much of what waits for this officer is dangerous, new since `fresh`, older than `long`."""
    each = (_own.danger, _own.waiting_since >= fresh, _own.waiting_since < long)
    sums = (func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in each)
    row = connection.execute(select(*sums).where(_WAITING, _for(officer))).one()
    return int(row[0]), int(row[1]), int(row[2])


def waking(connection: Connection, officer: int, after: datetime, until: datetime) -> int:
    """Return how much of what is put aside comes back to this officer between two instants."""
    conditions = _conditions(View(Part.SNOOZED), officer, after.date())
    within_them = (_own.snoozed_until > after) & (_own.snoozed_until < until)
    queries = (select(func.count()).where(each, within_them) for each in conditions)
    return sum(int(connection.execute(each).scalar_one()) for each in queries)


def let_go_of(connection: Connection, officer: int) -> list[int]:
    """Let everything that somebody has taken and is not over be nobody's; return what of it waits.

    What they have just decided stays theirs until that is carried out or not.
    """
    own = (_own.claimed_by == officer) & _own.held.is_(False)
    query = select(_own.id).where(own, _WAITING).order_by(_own.id)
    waiting = list(connection.execute(query).scalars())
    raised = {"claimed_by": None, "version": _own.version + 1}
    connection.execute(update(requests).where(own, or_(_HAS_WAITED, _ON_PERSON)).values(**raised))
    mark_moved(connection)
    return waiting


def _for(officer: int) -> Any:  # noqa: ANN401 - an SQL condition
    """What this officer may take: nobody's, or their own."""
    return or_(_own.claimed_by.is_(None), _own.claimed_by == officer)


def _conditions(view: View, officer: int, today: date) -> list[Any]:
    """Return what holds of a view's requests, for each index that finds some of them; none is in two."""
    own = _for(officer)
    if view.part is Part.SNOOZED:
        aside = _own.snoozed_until.is_not(None) & own
        return [_HAS_WAITED & _LISTED & aside, _ON_PERSON & aside]
    if view.part is Part.ON_PERSON:
        return [_ON_PERSON & _own.snoozed_until.is_(None) & own]
    return [_WAITING & own & _of(view, officer, today)]


def _of(view: View, officer: int, today: date) -> Any:  # noqa: ANN401 - an SQL condition
    """Return what besides waiting holds of a view's requests."""
    match view.part:
        case Part.MINE:
            return _own.claimed_by == officer
        case Part.LATE:
            return _own.answer_by < today
        case Part.DISTRICT:
            return _own.district == view.of if view.of else _own.district.is_(None)
        case Part.KIND:
            return _own.kind == view.of
    return true()


def _in_order(view: View, condition: Any, today: date) -> Select[Any]:  # noqa: ANN401 - an SQL condition
    """Late first, then danger, then whoever has waited longest; what is put aside by when it comes back."""
    query = select(_own.id, _own.snoozed_until).where(condition)
    if view.part is Part.SNOOZED:
        return query.order_by(_own.snoozed_until, _own.id)
    since = _own.created_at if view.part is Part.ON_PERSON else _own.waiting_since
    return query.order_by((_own.answer_by < today).desc(), _own.danger.desc(), since, _own.id)
