"""Phases, crews, seats, appointments and criteria are read back as they were written, on both databases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.meeting import Meeting
from bot.domain.seats import dated
from bot.storage import criteria, enrolments, interviews, people, programme
from tests.storage.rows import NOW
from tests.storage.rows import file_application as file

if TYPE_CHECKING:
    from sqlalchemy import Connection

TODAY = NOW.date()
CREW = {"crew": "a", "name": {"fr": "Équipe A"}, "seats": 2, "place": {"fr": "Le jardin"}, "hour": "08:00"}


def test_a_crew_is_read_back_with_the_seats_that_are_taken(connection: Connection) -> None:
    person = people.add(connection, 7, 7, "ar", NOW).id
    request = file(connection, person).id
    spring = dated("spring", 2026, (4, 1), (5, 31))
    programme.add_phase(connection, spring, [CREW])
    [crew] = programme.crews_from(connection, date(2026, 5, 31))
    assert (crew.phase, crew.name, crew.left) == (spring, {"fr": "Équipe A"}, 2)
    assert programme.crews_from(connection, date(2026, 6, 1)) == ()
    enrolments.add(connection, person, request, crew.id, TODAY, NOW, kept_until=date(2026, 4, 10))
    assert programme.crew(connection, crew.id).left == 1
    assert enrolments.of_person(connection, person) is None
    kept = enrolments.of_request(connection, request)
    assert kept is not None
    enrolments.agree(connection, kept.id, TODAY, NOW)
    assert enrolments.of_person(connection, person) == enrolments.of_request(connection, request)
    enrolments.end(connection, kept.id, TODAY)
    assert enrolments.of_request(connection, request) is None
    assert programme.crew(connection, crew.id).left == 2


def test_an_appointment_proposed_again_is_a_newer_one(connection: Connection) -> None:
    person = people.add(connection, 7, 7, "ar", NOW).id
    request = file(connection, person).id
    assert interviews.of_request(connection, request) is None
    first = interviews.propose(connection, person, request, NOW, None)
    interviews.set_state(connection, first, Meeting.MOVE_ASKED)
    again = interviews.propose(connection, person, request, NOW, "Chez vous")
    assert (again.id, again.version, again.state, again.place) == (
        first.id,
        2,
        Meeting.PROPOSED,
        "Chez vous",
    )


def test_a_criterion_is_ticked_and_taken_back(connection: Connection) -> None:
    person = people.add(connection, 7, 7, "ar", NOW).id
    request = file(connection, person).id
    criteria.add(connection, request, "rsa", person, TODAY)
    assert criteria.seen(connection, request) == {"rsa": TODAY}
    criteria.drop(connection, request, "rsa")
    assert criteria.seen(connection, request) == {}
