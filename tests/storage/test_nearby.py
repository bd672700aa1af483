"""Open reports near a point, on both databases, against looking at every one of them."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.geometry import METRES_A_DEGREE, Point
from bot.domain.grid import cell_of
from bot.domain.report import CLOSED, State
from bot.storage import nearby, reports
from bot.storage.tables import reports as reports_table
from bot.storage.tables import requests as requests_table
from bot.storage.tables import search_texts, search_words
from tests.storage.rows import add_person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

HERE = Point(44.1266, 4.0815)
KINDS = ("bulky", "bags", "rubble")
MONTHS = timedelta(weeks=12)


def shifted(north: float, east: float) -> Point:
    """Return the point so many metres from here."""
    degree = METRES_A_DEGREE * math.cos(math.radians(HERE.latitude))
    return Point(HERE.latitude + north / METRES_A_DEGREE, HERE.longitude + east / degree)


def filed(
    connection: Connection,
    person: int,
    at: datetime,
    point: Point | None,
    kind: str = "bulky",
    state: State = State.RECEIVED,
) -> reports.Report:
    """File a report as the services do."""
    queue = {"state": state, "person": person, "answer_by": date(2026, 12, 1), "created_at": at}
    facts = {"kind": kind, "in_town": "yes", "in_priority_area": "no"}
    place = {"latitude": point.latitude, "longitude": point.longitude} if point else {}
    return reports.add(connection, queue, {**facts, **place})


@pytest.fixture
def person(connection: Connection, now: datetime) -> int:
    return add_person(connection, 1, now)


def test_the_nearest_three_come_nearest_first_with_their_distance(
    connection: Connection, person: int, now: datetime
) -> None:
    for metres in (49, 10, 30, 20, 51):
        filed(connection, person, now, shifted(metres, 0))
    found = nearby.find(connection, HERE, 50, now - MONTHS)
    assert [round(each.metres) for each in found] == [10, 20, 30]
    assert [each.reference for each in found] == ["D-0002", "D-0004", "D-0003"]
    assert all(each.created_at == now for each in found)
    assert all(each.state is State.RECEIVED for each in found)


@pytest.mark.parametrize("state", State)
def test_only_open_reports_are_found(
    connection: Connection, person: int, now: datetime, state: State
) -> None:
    filed(connection, person, now, HERE, state=state)
    assert bool(nearby.find(connection, HERE, 50, now - MONTHS)) is (state not in CLOSED)


def test_a_kind_an_age_and_the_report_itself_can_be_left_out(
    connection: Connection, person: int, now: datetime
) -> None:
    old = filed(connection, person, now - MONTHS - timedelta(seconds=1), HERE)
    new = filed(connection, person, now, HERE, kind="bags")

    def numbers(*kinds: str, besides: int = 0) -> list[int]:
        found = nearby.find(connection, HERE, 50, now - MONTHS, kinds or None, besides=besides)
        return [each.request for each in found]

    assert numbers() == [new.id]
    assert numbers("bags", "bulky") == [new.id]
    assert numbers("bulky") == []
    assert numbers(besides=new.id) == []
    assert [each.request for each in nearby.find(connection, HERE, 50, now - 2 * MONTHS)] == [old.id, new.id]


def test_no_distance_finds_nothing_and_a_report_without_a_point_is_never_found(
    connection: Connection, person: int, now: datetime
) -> None:
    filed(connection, person, now, HERE)
    filed(connection, person, now, None)
    assert nearby.find(connection, HERE, 0, now - MONTHS) == []
    assert len(nearby.find(connection, HERE, 500, now - MONTHS)) == 1


def test_a_filed_report_has_its_cell_and_its_hour(connection: Connection, person: int, now: datetime) -> None:
    report = filed(connection, person, now, HERE)
    columns = (reports_table.c.cell, reports_table.c.filed_at)
    assert connection.execute(reports_table.select().with_only_columns(*columns)).one() == (
        cell_of(HERE),
        report.created_at,
    )


Heap = tuple[tuple[float, float], str, State, int]
offsets = st.tuples(st.floats(-120, 120), st.floats(-120, 120))
heaps = st.lists(
    st.tuples(
        offsets,
        st.sampled_from(KINDS),
        st.sampled_from(State),
        st.integers(0, 100),  # days ago
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heaps, st.floats(1, 110), st.sets(st.sampled_from(KINDS)))
def test_the_index_finds_what_looking_at_all_of_them_finds(
    connection: Connection, person: int, now: datetime, heap: list[Heap], reach: float, kinds: set[str]
) -> None:
    connection.execute(search_texts.delete())
    connection.execute(search_words.delete())
    connection.execute(reports_table.delete())
    connection.execute(requests_table.delete())
    expected = []
    for (north, east), kind, state, days in heap:
        report = filed(connection, person, now - timedelta(days=days), shifted(north, east), kind, state)
        metres = math.hypot(north, east)
        if abs(metres - reach) < 1e-3:  # nobody can tell on which side it lies
            connection.execute(reports_table.delete().where(reports_table.c.request == report.id))
            continue
        wanted = not kinds or kind in kinds
        if metres < reach and wanted and state not in CLOSED and timedelta(days=days) <= MONTHS:
            expected.append((metres, report.id))
    found = nearby.find(connection, HERE, reach, now - MONTHS, kinds or None)
    assert [round(each.metres, 3) for each in found] == [
        pytest.approx(metres, abs=1e-2) for metres, _ in sorted(expected)[:3]
    ]
    assert {each.request for each in found} <= {number for _, number in expected}


def test_the_question_goes_through_the_index(sqlite_connection: Connection, now: datetime) -> None:
    asked: list[str] = []
    driver = sqlite_connection.connection.driver_connection
    assert driver is not None
    driver.set_trace_callback(asked.append)
    nearby.find(sqlite_connection, HERE, 50, now - MONTHS, KINDS)
    driver.set_trace_callback(None)
    plan = sqlite_connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[-1]}").all()
    assert any("COVERING INDEX ix_reports_near (cell=? AND filed_at>?" in row[-1] for row in plan)


@given(st.lists(st.sampled_from(State), max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_report_is_found_whenever_it_is_open_whatever_states_it_went_through(
    connection: Connection, person: int, now: datetime, states: list[State]
) -> None:
    connection.execute(search_texts.delete())
    connection.execute(search_words.delete())
    connection.execute(reports_table.delete())
    connection.execute(requests_table.delete())
    report = filed(connection, person, now, HERE)
    assert nearby.find(connection, HERE, 50, now - MONTHS)
    for state in states:
        reports.change(connection, report.id, {"state": state}, {})
        assert bool(nearby.find(connection, HERE, 50, now - MONTHS)) is (state not in CLOSED)
    reports.change(connection, report.id, {"claimed_by": person}, {})
    last = [State.RECEIVED, *states][-1]
    assert bool(nearby.find(connection, HERE, 50, now - MONTHS)) is (last not in CLOSED)
