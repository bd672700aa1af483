"""The officer's question travels to the resident, and the answer back onto the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.commands import AnswerQuestion
from bot.domain.errors import NotAllowed
from bot.flows.messages import Code, msg, msgn
from bot.services import reports
from bot.services.work import Work
from bot.storage.tables import requests

if TYPE_CHECKING:
    from tests.town import Phone, Town

ASKED = 'Quel bâtiment <b>&" ?'


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="resident")
def _resident(town: Town, officer: Phone) -> Phone:
    """Somebody whose report is on the officer's screen."""
    phone = town.phone()
    phone.report()
    assert "D-0001" in officer.last
    return phone


def ask(officer: Phone) -> None:
    officer.press("Demander")
    officer.types(ASKED)


def card(officer: Phone) -> str:
    """Return the newest card."""
    return [bubble.text for bubble in officer.bubbles if bubble.what == "photo"][-1]


def test_the_question_arrives_word_for_word(town: Town, officer: Phone, resident: Phone) -> None:
    ask(officer)

    assert ASKED in resident.last
    assert resident.last.startswith(town.says(msg("news.title", reference=Code("D-0001"))))
    assert town.says(msg("card.state.needs_info")) in card(officer)


def test_the_answer_comes_back_onto_the_card_which_waits_again(
    town: Town, officer: Phone, resident: Phone
) -> None:
    ask(officer)
    resident.types("Le B, derrière")

    assert "Le B, derrière" in officer.screen
    assert town.says(msg("card.state.received")) in card(officer)
    assert resident.last == town.says(msg("answer.thanks", reference=Code("D-0001")))


def test_a_photo_is_an_answer_too(town: Town, officer: Phone, resident: Phone) -> None:
    ask(officer)
    resident.photo("answer", caption="ici")

    assert len(town.dump()["photos"]) == 2
    assert "ici" in card(officer)


def test_a_question_does_not_disturb_the_report_in_the_making(officer: Phone, resident: Phone) -> None:
    resident.photo("p2")
    ask(officer)
    resident.types("12 rue du Nord")  # answers the place, not the question
    resident.press("Tamaris")
    assert "12 rue du Nord" not in officer.screen

    resident.press("Meubles")
    resident.press("Envoyer")
    assert ASKED in resident.last  # its turn has come
    resident.types("Le B")
    assert "Le B" in officer.screen


def test_the_reply_button_answers_in_the_middle_and_the_report_goes_on_after(
    town: Town, officer: Phone, resident: Phone
) -> None:
    resident.photo("p2")
    ask(officer)
    resident.press("Répondre")
    resident.types("Le B")

    assert "Le B" in card(officer)
    assert town.says(msg("report.place.ask")) in resident.last
    assert "Envoyer ma position" in resident.labels()[0]


def test_an_answered_report_comes_ahead_of_newer_ones(town: Town, officer: Phone, resident: Phone) -> None:
    ask(officer)
    town.pass_time(hours=2)
    town.phone().report()
    town.pass_time(hours=1)
    resident.types("Le B")
    officer.opens_queue()

    assert "D-0001" in officer.last


def test_an_answered_report_is_promised_an_answer_again(town: Town, officer: Phone, resident: Phone) -> None:
    ask(officer)
    resident.types("Le B")
    town.pass_time(days=7)

    assert "promise aujourd'hui" in officer.screen


def test_no_one_is_reminded_while_the_resident_owes_the_answer(
    town: Town, officer: Phone, resident: Phone
) -> None:
    ask(officer)
    town.pass_time(days=8)

    assert "promise aujourd'hui" not in officer.screen
    assert ASKED in resident.screen


def test_words_after_the_report_was_closed_are_no_answer_to_the_old_question(
    town: Town, officer: Phone, resident: Phone
) -> None:
    ask(officer)
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    before = town.dump()["requests"]
    resident.types("merci !")
    assert town.dump()["requests"] == before

    resident.press("Répondre")
    assert resident.last == town.says(msg("dialogue.over"))


def test_an_answer_after_a_day_was_planned_keeps_the_day(town: Town, officer: Phone, resident: Phone) -> None:
    ask(officer)
    officer.press("Planifier")
    officer.types("14/04")
    resident.types("Le B")

    assert town.connection.execute(select(requests.c.state)).scalar_one() == "planned"
    assert "Le B" in officer.screen


def test_a_resident_who_reads_arabic_is_asked_in_arabic_around_the_officers_words(
    town: Town, officer: Phone
) -> None:
    resident = town.phone("ar")
    resident.photo()
    resident.place()
    resident.press(town.says(msg("kind.bags"), "ar"))
    resident.press(town.says(msg("button.send"), "ar"))
    ask(officer)
    officer.press("Envoyer")

    assert town.says(msg("answer.from_officer", reference=Code("D-0001")), "ar") in resident.last
    assert ASKED in resident.last


def test_nobody_else_can_answer(town: Town, officer: Phone, resident: Phone) -> None:
    ask(officer)
    data = resident.data("Répondre")
    stranger = town.phone()
    stranger.forge(data)
    stranger.types("moi")

    assert ASKED not in stranger.screen
    assert "moi" not in officer.screen


def test_an_answer_in_somebody_elses_name_is_refused(town: Town, officer: Phone, resident: Phone) -> None:
    ask(officer)
    work = Work(town.connection, town.now, town.territory, town.words, "test")
    before = town.dump()
    with pytest.raises(NotAllowed):
        reports.answer(work, 99, AnswerQuestion(1, "moi", None))

    assert town.dump() == before
    assert ASKED in resident.last


def test_a_sticker_is_no_answer_and_the_question_stands(town: Town, officer: Phone, resident: Phone) -> None:
    ask(officer)
    resident.sends(sticker={})

    assert town.says(msg("odd.sticker")) in resident.last
    assert ASKED in resident.last


def test_an_answer_that_is_too_long_is_not_cut_in_silence(
    town: Town, officer: Phone, resident: Phone
) -> None:
    ask(officer)
    resident.types("x" * 501)

    assert town.says(msgn("report.note.too_long", 500)) in resident.last
    assert "x" not in card(officer)
