"""Applications and contacts are read back as they were written, on both databases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.application import Attraction, State
from bot.domain.queue import WAITING
from bot.storage import applications, contacts, people, queue
from bot.storage.contacts import Contact
from tests.storage.rows import NOW
from tests.storage.rows import file_application as file

if TYPE_CHECKING:
    from sqlalchemy import Connection


def test_an_application_is_read_back_as_it_was_filed(connection: Connection) -> None:
    person = people.add(connection, 7, 7, "ar", NOW).id
    filed = file(connection, person, note="Bonjour")
    assert filed.reference == f"E-{filed.id:04d}"
    assert filed.state is State.RECEIVED
    assert filed.attractions == (Attraction.GREEN, Attraction.MEETING)
    assert (filed.phases, filed.note, filed.reason) == (("spring",), "Bonjour", None)
    assert applications.find(connection, filed.id) == filed
    assert queue.listed(connection, WAITING, person, date(2026, 4, 7)) == [filed.id]


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


def test_the_waiting_list_is_in_the_order_in_which_people_came_on_it(connection: Connection) -> None:
    person = people.add(connection, 7, 7, "ar", NOW).id
    filed = [file(connection, person) for _ in range(3)]
    for each, day in zip(filed, (9, 8, 10), strict=True):
        listed = {"hoped_phase": "2026-spring", "listed_at": NOW.replace(day=day)}
        applications.change(connection, each.id, {"state": State.WAITING_LIST}, listed)
    order = [each.id for each in applications.waiting_for(connection, "2026-spring")]
    assert order == [filed[1].id, filed[0].id, filed[2].id]
    assert applications.waiting_for(connection, "2026-summer") == []


def test_the_same_phone_or_the_same_name_is_alike(connection: Connection) -> None:
    asked, phone, name, other = [people.add(connection, each, each, "fr", NOW).id for each in range(7, 11)]
    given = {"first_name": "Habitante", "last_name": "Sud"}
    contacts.keep(connection, Contact(person=asked, phone="+33465710010", **given))
    contacts.keep(connection, Contact(person=phone, phone="+33465710010"))
    contacts.keep(connection, Contact(person=name, first_name="HABITANTE", last_name="sud"))
    contacts.keep(connection, Contact(person=other, first_name="Habitante", last_name="Nord"))
    mine, *held = [file(connection, each) for each in (asked, phone, name, other, asked)]
    alike = applications.alike(connection, mine, 10)
    assert [each.id for each in alike] == [held[3].id, held[1].id, held[0].id]
