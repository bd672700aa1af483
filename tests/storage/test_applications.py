"""Applications and contacts are read back as they were written, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from bot.domain.application import Attraction, OutOfWork, State
from bot.storage import applications, contacts, people, requests
from bot.storage.contacts import Contact

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOW = datetime(2026, 4, 7, 7, 30, tzinfo=UTC)


def file(connection: Connection, person: int, **more: Any) -> applications.Application:  # noqa: ANN401 - columns
    queue = {
        "state": State.RECEIVED,
        "person": person,
        "waiting_since": NOW,
        "answer_by": date(2026, 4, 21),
        "created_at": NOW,
    }
    facts = {
        "of_age": True,
        "district": "tamaris",
        "in_town": True,
        "out_of_work": OutOfWork.OVER_TWO_YEARS,
        "mornings": True,
        "phases": ["spring"],
        "attractions": [Attraction.GREEN, Attraction.MEETING],
        **more,
    }
    return applications.add(connection, queue, facts)


def test_an_application_is_read_back_as_it_was_filed(connection: Connection) -> None:
    person = people.add(connection, 7, 7, "ar", NOW).id
    filed = file(connection, person, note="Bonjour")
    assert filed.reference == f"E-{filed.id:04d}"
    assert filed.state is State.RECEIVED
    assert filed.attractions == (Attraction.GREEN, Attraction.MEETING)
    assert (filed.phases, filed.note, filed.reason) == (("spring",), "Bonjour", None)
    assert applications.find(connection, filed.id) == filed
    assert requests.waiting(connection, person, date(2026, 4, 7)) == [filed.id]


def test_an_application_that_is_closed_is_no_more_the_open_one(connection: Connection) -> None:
    person = people.add(connection, 7, 7, "ar", NOW).id
    filed = file(connection, person)
    applications.change(
        connection, filed.id, {"state": State.DECLINED, "waiting_since": None}, {"reason": "full"}
    )
    changed = applications.by_id(connection, filed.id)
    assert (changed.reason, changed.version) == ("full", 2)
    assert applications.open_of_person(connection, person) is None
    again = file(connection, person)
    assert applications.open_of_person(connection, person) == again


def test_a_contact_takes_the_place_of_the_earlier_one_and_can_be_forgotten(connection: Connection) -> None:
    person = people.add(connection, 7, 7, "ar", NOW).id
    assert contacts.of_person(connection, person) == Contact(person=person)
    contacts.keep(connection, Contact(person=person, first_name="Habitante", phone="+33465710010"))
    contacts.keep(connection, Contact(person=person, first_name="Habitante", speaks="ar"))
    assert contacts.of_person(connection, person) == Contact(
        person=person, first_name="Habitante", speaks="ar"
    )
    contacts.forget(connection, person)
    assert contacts.of_person(connection, person) == Contact(person=person)
