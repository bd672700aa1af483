"""People without Telegram: entered by an officer, linked by a link that works once, cut off, linked again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from bot.flows.messages import msg
from bot.services import links
from bot.storage import applications, followers, people, reports
from bot.storage.tables import links as link_rows
from bot.storage.tables import metadata
from tests import edge
from tests.entered import enters

if TYPE_CHECKING:
    from tests.town import Phone, Town

BAD_LINK, LINKED = msg("start.bad_link"), msg("link.done")


@pytest.fixture
def office(town: Town) -> Phone:
    """An officer who has entered somebody: E-0001."""
    edge.is_named(town)
    officer = town.officer()
    enters(officer)
    return officer


def link(officer: Phone) -> str:
    """Let the officer show the link; return what it carries."""
    officer.chooses(msg("enter.show_link"))
    found = re.search(r"start=(l-[\w-]{22})", officer.last)
    assert found is not None
    return found[1]


def owner(town: Town, request: int = 1) -> int:
    return applications.by_id(town.connection, request).person


def person(town: Town, phone: Phone) -> int:
    found = people.by_account(town.connection, phone.number)
    assert found is not None
    return found.id


def test_an_officer_enters_an_application_and_is_told_its_number(town: Town, office: Phone) -> None:
    application = applications.by_id(town.connection, 1)
    assert application.entered_by == person(town, office)
    assert not people.has_account(town.connection, application.person)
    assert "E-0001" in office.screen


def test_only_officers_enter_and_cut(town: Town) -> None:
    resident = town.phone()
    for command in ("/inscrire", "/couper E-0001"):
        resident.types(command)
        assert town.says(msg("unknown.command")) in resident.last


def test_the_officers_own_phone_is_not_taken_for_the_persons(town: Town) -> None:
    officer = town.officer()
    enters(officer, until="phone")
    officer.sends(contact={"phone_number": "33639980000", "first_name": "x", "user_id": officer.number})
    assert town.says(msg("enter.not_yours")) in officer.last
    assert "📱" not in " ".join(officer.labels())


def test_the_picture_is_the_link_and_its_secret_is_stored_nowhere(town: Town, office: Phone) -> None:
    payload = link(office)
    assert read_code(town.calls[-1].arguments["photo"]) == f"https://t.me/{edge.NAMED}?start={payload}"
    stored = "\n".join(
        str(tuple(row)) for table in metadata.sorted_tables for row in town.connection.execute(select(table))
    )
    assert payload not in stored
    assert len(town.connection.execute(select(link_rows)).all()) == 1


def read_code(picture: object) -> str:
    from io import BytesIO  # noqa: PLC0415 - only here

    assert isinstance(picture, bytes)
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return str(code.text)


def test_opening_it_makes_the_file_theirs(town: Town, office: Phone) -> None:
    newcomer = town.phone("ar")
    newcomer.types(f"/start {link(office)}")
    assert town.says(LINKED, "fr") in newcomer.screen or town.says(LINKED, "ar") in newcomer.screen
    assert person(town, newcomer) == owner(town)
    newcomer.types("/demandes")
    assert "E-0001" in newcomer.last


def test_what_the_account_had_before_comes_along(town: Town, office: Phone) -> None:
    other, resident = town.phone(), town.phone()
    other.report()
    resident.report()
    resident.photo("same")
    resident.place()
    resident.press("Meubles")
    resident.chooses(msg("same.numbered", number=1))
    before = person(town, resident)
    resident.types(f"/start {link(office)}")
    after = person(town, resident)
    assert after == owner(town) != before
    assert reports.by_id(town.connection, 3).person == after
    assert followers.has(town.connection, 2, after) or followers.has(town.connection, 3, after)


def test_it_is_bound_to_the_first_account_that_opens_it(town: Town, office: Phone) -> None:
    first, second = town.phone(), town.phone()
    payload = link(office)
    first.types(f"/start {payload}")
    second.types(f"/start {payload}")
    assert town.says(BAD_LINK) in second.last
    first.types(f"/start {payload}")  # again: nothing happens twice
    assert town.says(LINKED) in first.last
    assert person(town, first) == owner(town) != person(town, second)


def test_it_ends_after_seven_days_and_with_the_next_one(town: Town, office: Phone) -> None:
    old = link(office)
    new = link(office)
    phone = town.phone()
    phone.types(f"/start {old}")
    assert town.says(BAD_LINK) in phone.last
    town.pass_time(days=7, seconds=1)
    phone.types(f"/start {new}")
    assert town.says(BAD_LINK) in phone.last


def test_five_wrong_ones_an_hour_make_even_the_right_one_wait(town: Town, office: Phone) -> None:
    phone = town.phone()
    payload = link(office)
    for number in range(5):
        phone.types(f"/start l-wrong{number}")
    phone.types(f"/start {payload}")
    assert town.says(BAD_LINK) in phone.last
    town.pass_time(hours=1, seconds=1)
    phone.types(f"/start {payload}")
    assert town.says(LINKED) in phone.last


def test_staff_open_no_link_of_somebody_elses(town: Town, office: Phone) -> None:
    office.types(f"/start {link(office)}")
    assert town.says(BAD_LINK) in office.last
    assert person(town, office) != owner(town)


def test_a_lost_phone_gets_nothing_more_and_is_a_newcomers(town: Town, office: Phone) -> None:
    lost, found = town.phone(), town.phone()
    lost.types(f"/start {link(office)}")
    office.types("/couper e-0001")
    assert not people.has_account(town.connection, owner(town))
    shown = len(lost.bubbles)
    payload = re.search(r"start=(l-[\w-]{22})", office.screen.split("est coupé")[-1])
    assert payload is not None
    found.types(f"/start {payload[1]}")
    assert person(town, found) == owner(town)
    assert len(lost.bubbles) == shown
    lost.types("/demandes")
    assert "E-0001" not in lost.last


def test_cutting_what_is_not_there_says_how_it_is_written(town: Town, office: Phone) -> None:
    for argument in ("", "E-9999", "x"):
        office.types(f"/couper {argument}")
        assert town.says(msg("cut.which")) in office.last


def test_a_link_to_somebody_who_has_a_phone_is_needless(town: Town, office: Phone) -> None:
    data: Any = office.data(town.says(msg("enter.show_link")))
    town.phone().types(f"/start {link(office)}")
    (reply,) = office.forge(data)
    assert reply.text == town.says(msg("link.needless"))
    work = town.talk._work(town.connection, town.now, "test")
    assert links.make(work, owner(town)) is None
