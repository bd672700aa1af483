"""What no question asks for: a short helpful answer in the person's language, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.flows.messages import msg, msgn
from tests.town import IN_NIMES, Town

if TYPE_CHECKING:
    from bot.flows.messages import Message as Said
    from tests.town import Phone

STICKER = {
    "sticker": {
        "file_id": "s",
        "file_unique_id": "s",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    }
}
POLL = {
    "poll": {
        "id": "1",
        "question": "?",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
    }
}
CONTACT = {"contact": {"phone_number": "0", "first_name": "A"}}
DICE = {"dice": {"emoji": "🎲", "value": 3}}

ODD = [
    pytest.param(STICKER, msg("odd.sticker"), id="sticker"),
    pytest.param(POLL, msg("odd.poll"), id="poll"),
    pytest.param(CONTACT, msg("odd.contact"), id="contact"),
    pytest.param(DICE, msg("odd.other"), id="dice"),
]


@pytest.fixture(name="resident")
def _resident(town: Town) -> Phone:
    """Somebody in the middle of a report: the photo is there, the place is asked."""
    phone = town.phone()
    phone.photo()
    return phone


def finish(phone: Phone) -> None:
    phone.place()
    phone.press("Meubles")
    phone.press("Envoyer")


@pytest.mark.parametrize(("message", "word"), ODD)
def test_an_odd_message_in_a_report_gets_a_word_and_the_question_again(
    town: Town, resident: Phone, message: dict[str, Any], word: Said
) -> None:
    resident.sends(**message)

    assert town.says(word) in resident.last
    assert town.says(msg("report.place.ask")) in resident.last
    finish(resident)
    assert "D-0001" in resident.last


@pytest.mark.parametrize(("message", "word"), ODD)
def test_an_odd_message_out_of_any_report_gets_a_word_and_the_menu(
    town: Town, message: dict[str, Any], word: Said
) -> None:
    phone = town.phone()
    phone.sends(**message)

    assert town.says(word) in phone.last
    assert town.says(msg("menu.report")) in phone.labels()


def test_words_where_a_photo_was_asked(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    phone.press("Signaler")
    phone.types("il y a des sacs")

    assert town.says(msg("report.photos.wrong")) in phone.last
    assert "Pas de photo" in phone.labels()


def test_a_landmark_of_three_hundred_letters(town: Town, resident: Phone) -> None:
    resident.types("x" * 300)

    assert town.says(msgn("report.landmark.too_long", 200)) in resident.last
    finish(resident)
    assert "D-0001" in resident.last


def test_a_place_in_another_country_is_filed_and_flagged(town: Town) -> None:
    officer = town.officer()
    phone = town.phone()
    phone.photo()
    phone.place((36.75, 3.06))
    assert "hors de la commune" in phone.screen
    phone.press("Sacs")
    phone.press("Envoyer")

    assert "Hors de la commune" in officer.last


def test_a_place_in_the_next_town_is_filed_and_flagged(town: Town) -> None:
    officer = town.officer()
    phone = town.phone()
    phone.photo()
    phone.place(IN_NIMES)
    phone.press("Sacs")
    phone.press("Envoyer")

    assert "Hors de la commune" in officer.last


def test_a_document_that_is_no_image(town: Town, resident: Phone) -> None:
    resident.file("application/pdf")

    assert town.says(msg("report.photos.not_an_image")) in resident.last
    finish(resident)
    assert "D-0001" in resident.last


def test_an_image_sent_as_a_file_is_a_photo(town: Town) -> None:
    phone = town.phone()
    phone.file("image/jpeg", 20_971_520)
    assert town.says(msgn("report.photos.thanks", 1)) in phone.last


def test_an_image_of_one_byte_too_many_is_refused_with_the_way_out(town: Town, resident: Phone) -> None:
    resident.file("image/jpeg", 20_971_521)

    assert town.says(msg("report.photos.too_big")) in resident.last
    finish(resident)
    assert "D-0001" in resident.last


def test_a_press_on_yesterdays_keyboard_after_the_report_was_sent(town: Town, resident: Phone) -> None:
    finish(resident)
    old = resident.data("Sacs")
    town.pass_time(days=1)
    before = town.dump()
    (answer,) = resident.forge(old)

    assert resident.last == town.says(msg("dialogue.over")) == answer.text
    assert town.dump() == before


def test_a_press_on_a_keyboard_of_an_earlier_report_asks_the_present_question_again(
    town: Town, resident: Phone
) -> None:
    finish(resident)
    old = resident.data("Sacs")
    resident.photo("p2")
    resident.forge(old)

    assert town.says(msg("dialogue.over")) in resident.screen
    assert town.says(msg("report.place.ask")) in resident.last
    assert "Envoyer ma position" in resident.labels()[0]


def test_a_press_on_an_older_keyboard_of_the_same_report_changes_that_answer(
    resident: Phone,
) -> None:
    resident.place()
    old = resident.data("Sacs")
    resident.press("Meubles")
    resident.forge(old)

    assert "Sacs" in resident.last
    assert "Envoyer" in " ".join(resident.labels())


def test_two_presses_at_once_send_one_report(town: Town, resident: Phone) -> None:
    resident.place()
    resident.press("Meubles")
    send = resident.data("Envoyer")
    resident.forge(send)
    resident.forge(send)

    assert "D-0002" not in resident.screen
    assert len(town.dump()["requests"]) == 1
    assert resident.last == town.says(msg("dialogue.over"))


def test_start_in_the_middle_takes_the_report_up_where_it_stood(town: Town, resident: Phone) -> None:
    resident.types("/start")

    assert town.says(msg("dialogue.resumed")) in resident.last
    assert town.says(msg("report.place.ask")) in resident.last


@pytest.mark.parametrize("link", ["x", "D-0001", "i", "🙂", "'; DROP TABLE people", "a" * 64])
def test_a_link_with_rubbish_says_so_and_greets(town: Town, link: str) -> None:
    phone = town.phone()
    phone.types(f"/start {link}")

    assert town.says(msg("start.bad_link")) in phone.screen
    assert town.says(msg("menu.report")) in phone.keyboard[0]


def test_a_link_with_rubbish_in_the_middle_loses_nothing(town: Town, resident: Phone) -> None:
    resident.types("/start rubbish")

    assert town.says(msg("start.bad_link")) in resident.screen
    assert town.says(msg("report.place.ask")) in resident.last


@pytest.mark.parametrize("command", ["/xyz", "/aide", "/confidentialite", "/demandes", "/file", "/"])
def test_a_command_in_the_middle_is_answered_and_the_question_asked_again(
    town: Town, resident: Phone, command: str
) -> None:
    resident.types(command)

    assert town.says(msg("report.place.ask")) in resident.last
    assert "Envoyer ma position" in resident.labels()[0]


def test_a_name_of_signs_appears_as_typed(town: Town) -> None:
    officer = town.officer()
    phone = town.phone()
    phone.photo(caption='<b>&" note')
    phone.types('Chez <b>&"')
    phone.press("Tamaris")
    phone.press("Meubles")
    assert 'Chez <b>&"' in phone.last
    phone.press("Envoyer")

    assert 'Chez <b>&"' in officer.last
    assert '<b>&" note' in officer.last


def test_a_character_that_a_database_cannot_keep_is_dropped(town: Town) -> None:
    resident = town.phone()
    resident.photo(caption="vide\0 ?")
    resident.types("Bâtiment\0 B")
    resident.press("Tamaris")
    resident.press("Sacs")

    assert "Bâtiment B" in resident.last
    assert "vide ?" in resident.last
