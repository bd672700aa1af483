"""A crew never has more people than seats: many officers in a row, at once, on several connections."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from bot.domain.application import State
from bot.domain.decisions import Enrol
from bot.domain.errors import Full, Refusal
from bot.domain.people import Role
from bot.i18n import Words
from bot.services import application_decisions, applications, seats, waiting
from bot.services.work import Work
from bot.storage import applications as stored
from bot.storage import people, programme
from bot.storage.database import connect_sqlite, postgresql_engine, sqlite_engine
from bot.storage.leadership import AdvisoryLock
from bot.storage.tables import metadata
from bot.territories import load
from tests.applying import SAID

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NOW = datetime(2026, 4, 7, 7, 30, tzinfo=UTC)
ALES = load("ales")
WORDS = Words(ALES)
_causes = count()


def work(connection: Connection) -> Work:
    return Work(connection, NOW, ALES, WORDS, f"test:{next(_causes)}")


def someone(connection: Connection) -> int:
    number = next(_causes) + 1_000_000
    return people.add(connection, number, number, "fr", NOW).id


def filed(connection: Connection) -> int:
    return applications.file(work(connection), someone(connection), SAID)


def only_crew(connection: Connection, places: int) -> int:
    """Leave so many seats in one crew and none in the others; return its number."""
    first, *others = seats.crews(work(connection))
    for crew in others:
        programme.set_seats(connection, crew.id, 0)
    programme.set_seats(connection, first.id, places)
    return first.id


def accept(connection: Connection, officer: int, request: int, crew: int) -> bool:
    """Accept as an officer does who has just looked; return whether there was a seat."""
    command = Enrol(request, stored.by_id(connection, request).version, crew)
    try:
        application_decisions.enrol(work(connection), officer, command)
    except Full:
        return False
    return True


DEEDS = st.lists(
    st.tuples(st.sampled_from(["accept", "accept_stale", "end", "seats"]), st.integers(0, 5)), max_size=25
)


def do(connection: Connection, deed: str, number: int, request: int, crew: int) -> None:
    officer = people.holders(connection, Role.OFFICER)[0]
    version = stored.by_id(connection, request).version
    match deed:
        case "end":
            waiting.give_back(work(connection), request)
        case "seats":
            waiting.resize(work(connection), crew, number)
        case "accept":
            application_decisions.enrol(work(connection), officer, Enrol(request, version, crew))
        case _:
            application_decisions.enrol(work(connection), officer, Enrol(request, version - 1, crew))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.integers(0, 4), deeds=DEEDS)
def test_whatever_officers_do_in_whatever_order_no_seat_is_given_twice(
    connection: Connection, places: int, deeds: list[tuple[str, int]]
) -> None:
    with connection.begin_nested() as example:
        crew = only_crew(connection, places)
        asked = [filed(connection) for _ in range(6)]
        people.grant(connection, someone(connection), Role.OFFICER, NOW)
        taken = 0
        for deed, number in deeds:
            with contextlib.suppress(Refusal):
                do(connection, deed, number, asked[number], crew)
            held = programme.crew(connection, crew)
            assert held.taken <= max(held.seats, taken)  # fewer seats send nobody away
            taken = held.taken
        example.rollback()


@pytest.fixture(name="engines")
def _engines(database_url: str) -> list[Engine]:
    """Several connections to one database, as of processes that know nothing of one another."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return [sqlite_engine(lambda: connect_sqlite(str(url.database))) for _ in range(4)]
    return [postgresql_engine(url, AdvisoryLock()) for _ in range(4)]


def test_officers_who_accept_at_once_give_each_seat_once(engines: list[Engine]) -> None:
    with engines[0].begin() as connection:
        metadata.create_all(connection)
    with engines[0].begin() as connection:
        crew, officer = only_crew(connection, 3), someone(connection)
        people.grant(connection, officer, Role.OFFICER, NOW)
        asked = [filed(connection) for _ in range(12)]

    def take(number: int) -> bool:
        with engines[number % 4].begin() as connection:
            return accept(connection, officer, asked[number], crew)

    def shift(first: int) -> list[bool]:
        return [take(number) for number in range(first, 12, 4)]

    with ThreadPoolExecutor(4) as officers:
        given_out = [done for shifts in officers.map(shift, range(4)) for done in shifts]
    with engines[0].begin() as connection:
        assert programme.crew(connection, crew).taken == 3
        enrolled = [stored.by_id(connection, each).state is State.ENROLLED for each in asked]
    assert given_out.count(True) == enrolled.count(True) == 3
    for engine in engines:
        engine.dispose()
