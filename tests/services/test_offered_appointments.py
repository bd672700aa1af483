"""An officer offers other times for an appointment: one tap moves it; whose it is and how it stands count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.attendance import Answer
from bot.domain.matter import State
from bot.domain.programme import Sort
from bot.domain.reminders import Kind
from bot.domain.request import Holder, RequestKind, Standing
from bot.services import appointments, cards
from bot.storage import appointments as stored_appointments
from bot.storage import attendances, matters
from tests.applying import person, work
from tests.participants import at, live, meet, participant, read

if TYPE_CHECKING:
    from bot.domain.programme import Appointment
    from bot.storage.matters import Matter
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="phone")
def _phone(town: Town, officer: Phone) -> Phone:
    """Give a phone whose holder has asked for another moment."""
    assert officer
    phone = participant(town)
    meet(town, phone, at("2026-04-16 14:00"))
    live(town, "2026-04-15 18:00")
    phone.press("Je ne peux pas")
    phone.press("Un autre moment")
    return phone


def wish(town: Town, phone: Phone) -> Matter:
    return matters.of_person(town.connection, person(town, phone), [RequestKind.RESCHEDULE])[0]


def booked(town: Town, phone: Phone) -> Appointment:
    about = wish(town, phone).about
    assert about is not None
    found = stored_appointments.find(town.connection, about[1])
    assert found is not None
    return found


def offered(town: Town, officer: Phone, phone: Phone) -> None:
    """Let the officer offer two times from the card."""
    held = wish(town, phone)
    officer.forge(f"c1:reschedule:{held.id}:offer:{held.version}")
    officer.press("lundi 20 avril")
    officer.types("10h")
    officer.press("Encore un moment")
    officer.press("mardi 21 avril")
    officer.types("14h")
    officer.press("C'est tout")
    officer.press("Valider")


def has_button(town: Town, phone: Phone) -> bool:
    standing = Standing(Holder.NOBODY, late=False, behind=0)
    face = cards.FACES[RequestKind.RESCHEDULE](work(town), wish(town, phone).id, standing)
    return "offer" in {option.value for row in face.rows for option in row}


def test_one_tap_moves_the_appointment_and_settles_the_wish(town: Town, officer: Phone, phone: Phone) -> None:
    assert has_button(town, phone)
    offered(town, officer, phone)
    assert wish(town, phone).state is State.NEEDS_INFO
    assert phone.labels() == [
        "📅 lundi 20 avril (20/04) à 10h00",
        "📅 mardi 21 avril (21/04) à 14h00",
        "🚫 Aucun ne va",
    ]
    told = len(officer.bubbles)

    phone.press("lundi 20 avril")
    assert "lundi 20 avril (20/04) à 10h00" in read(phone)
    assert booked(town, phone).starts_at == at("2026-04-20 10:00")
    assert wish(town, phone).state is State.DONE
    assert len(officer.bubbles) > told
    made = booked(town, phone)
    held = attendances.of_person_at(town.connection, person(town, phone), Kind.APPOINTMENT, made.id)
    assert held is not None
    assert held.answer_to(made.version) is Answer.COMING
    before = len(phone.bubbles)
    live(town, "2026-04-16 15:00")
    assert len(phone.bubbles) == before + 1  # the usual word of a change, with the place
    assert "Changement : lundi 20 avril" in read(phone)
    live(town, "2026-04-19 19:00")
    assert "10h00" in read(phone)


def test_pressed_again_a_button_says_how_it_stands_and_changes_nothing(
    town: Town, officer: Phone, phone: Phone
) -> None:
    offered(town, officer, phone)
    datas = [phone.data(label) for label in ("lundi 20 avril", "mardi 21 avril", "Aucun")]
    message = phone.bubbles[-1].message_id
    phone.press("lundi 20 avril")
    before = town.dump()
    for data in datas:
        phone.forge(data, message)
        assert town.dump() == before
        assert "ne comptent plus" in read(phone)
        assert "lundi 20 avril (20/04) à 10h00" in read(phone)


def test_anothers_and_forged_buttons_change_nothing(town: Town, officer: Phone, phone: Phone) -> None:
    offered(town, officer, phone)
    stranger = town.phone()
    stranger.types("/start")
    held, before = wish(town, phone), town.dump()
    for presser in (stranger, officer):
        presser.forge(phone.data("lundi 20 avril"))
        presser.forge(phone.data("Aucun"))
        assert "commande" in presser.last
    for data in (f"c1:slot:{held.id}:0:99", f"c1:slot:{held.id}:2:{held.detail['offer']}", "c1:slot:99:0:1"):
        phone.forge(data)
    assert town.dump() == before


def test_once_the_officer_has_moved_it_otherwise_an_offer_counts_no_more(
    town: Town, officer: Phone, phone: Phone
) -> None:
    offered(town, officer, phone)
    data = phone.data("lundi 20 avril")
    appointments.move(work(town), booked(town, phone), starts_at=at("2026-04-22 11:00"))
    before = town.dump()
    phone.forge(data, phone.bubbles[-1].message_id)
    assert town.dump() == before
    assert "mercredi 22 avril (22/04) à 11h00" in read(phone)


def test_a_time_that_has_passed_is_refused_kindly_and_the_others_stay(
    town: Town, officer: Phone, phone: Phone
) -> None:
    appointments.move(work(town), booked(town, phone), starts_at=at("2026-04-23 14:00"))
    offered(town, officer, phone)
    data, message = phone.data("lundi 20 avril"), phone.bubbles[-1].message_id
    town.pass_time(hours=5 * 24 - 6)  # Monday, noon
    before = town.dump()
    phone.forge(data, message)
    assert town.dump() == before
    drawn = next(each for each in phone.bubbles if each.message_id == message)
    assert "Ce moment est passé" in drawn.text
    phone.forge(data.replace(":0:", ":1:"), message)
    assert booked(town, phone).starts_at == at("2026-04-21 14:00")


def test_none_that_fits_brings_the_card_back(town: Town, officer: Phone, phone: Phone) -> None:
    offered(town, officer, phone)
    data = phone.data("lundi 20 avril")
    phone.press("Aucun ne va")
    held = wish(town, phone)
    assert held.state is State.OPEN
    assert "Nous cherchons" in read(phone)
    assert "Aucun des moments proposés" in officer.last
    phone.forge(data)
    assert booked(town, phone).starts_at == at("2026-04-16 14:00")
    offered(town, officer, phone)
    phone.press("mardi 21 avril")
    assert booked(town, phone).starts_at == at("2026-04-21 14:00")


def test_an_officer_offers_nothing_that_has_passed(town: Town, officer: Phone, phone: Phone) -> None:
    held = wish(town, phone)
    officer.forge(f"c1:reschedule:{held.id}:offer:{held.version}")
    officer.types("15/04")
    officer.types("8h")
    officer.press("C'est tout")
    officer.press("Valider")
    assert wish(town, phone) == held
    assert officer.labels()  # the first day is asked again


def test_an_appointment_of_a_group_has_no_such_button(town: Town, officer: Phone) -> None:
    phone, given = participant(town, name="groupe"), work(town)
    who = person(town, phone)
    made = appointments.book(given, Sort.COLLECTIVE, None, at("2026-04-16 14:00"), 45, None, [who])
    town.settle()
    live(town, "2026-04-15 18:00")
    phone.press("Je ne peux pas")
    phone.press("Un autre moment")
    held = wish(town, phone)
    assert held.about == ("appointment", made.id)
    assert not has_button(town, phone)
    before = town.dump()
    officer.forge(f"c1:reschedule:{held.id}:offer:{held.version}")
    assert town.dump() == before


def test_what_nobody_answers_is_back_before_the_officer(town: Town, officer: Phone, phone: Phone) -> None:
    offered(town, officer, phone)
    assert wish(town, phone).waiting_since is None
    town.pass_time(hours=5 * 24)
    assert wish(town, phone).waiting_since is not None
