"""« Poser une question »: anybody asks, the officer answers, both in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.domain.commands import AskOfficer
from bot.domain.matter import State
from bot.flows.messages import Code, msg
from bot.flows.outbound import Form
from bot.services import dossier, free_questions
from bot.storage import matters, requests
from bot.storage.tables import recordings
from bot.storage.tables import requests as request_rows
from tests.applying import filed, person, work

if TYPE_CHECKING:
    from tests.town import Phone, Town

BUTTON, WORDS = msg("question.button"), "À quelle heure ouvre le jardin ?"


def asks(phone: Phone, words: str = WORDS) -> None:
    phone.types("/question")
    phone.types(words)


def resident(town: Town, language: str = "fr") -> Phone:
    phone = town.phone(language)
    phone.types("/start")
    return phone


def filed_questions(town: Town) -> int:
    return town.connection.execute(select(func.count()).select_from(request_rows)).scalar_one()


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
@pytest.mark.parametrize("way", ["help", "nonsense", "command", "words"])
def test_the_dialogue_opens_from_wherever_somebody_is_lost(town: Town, way: str, language: str) -> None:
    phone = resident(town, language)
    match way:
        case "help":
            phone.types("/aide")
            phone.chooses(BUTTON)
        case "nonsense":
            phone.types("azertyuiop")
            phone.chooses(BUTTON)
        case "command":
            phone.types("/question")
        case "words":
            phone.types(town.words.plain(BUTTON, language))

    assert town.says(msg("question.ask"), language) in phone.last


def test_help_keeps_the_menu_and_comes_back_to_an_open_dialogue(town: Town) -> None:
    phone = resident(town)
    phone.types("/aide")
    assert "Mes demandes" in str(phone.keyboard)
    phone.photo()
    shown = phone.last
    phone.types("/aide")

    assert phone.last.endswith(shown.splitlines()[-1])


def test_the_officer_is_not_offered_to_ask_the_officer(town: Town) -> None:
    officer = town.officer()
    officer.types("azertyuiop")

    assert not officer.shows(BUTTON)


def test_a_question_is_acknowledged_with_its_number_and_a_date_and_lies_on_the_card(town: Town) -> None:
    officer, phone = town.officer(), resident(town)
    asks(phone)
    day = requests.by_id(town.connection, 1).answer_by

    assert "Q-0001" in phone.last
    assert town.says(msg("question.answer_by", day=day)) in phone.last
    assert "Q-0001 ❓ Question" in officer.last
    assert "À quelle heure ouvre le jardin" in officer.last


def test_a_voice_note_is_a_question_too_and_the_officer_hears_it(town: Town) -> None:
    officer, phone = town.officer(), resident(town)
    phone.types("/question")
    phone.voice()

    assert "Q-0001" in phone.last
    officer.press("Écouter")
    assert town.calls[-1].method == "send_voice"
    assert town.connection.execute(select(func.count()).select_from(recordings)).scalar_one() == 1


def test_the_answer_comes_back_with_a_button_to_ask_again(town: Town) -> None:
    officer, phone = town.officer(), resident(town)
    asks(phone)
    officer.press("Répondre")
    officer.types("À 8 h.")
    officer.press("Envoyer")
    assert "À 8 h." in phone.last
    phone.press("Encore une question")
    phone.types("Et le samedi ?")

    assert "Q-0002" in phone.last
    assert matters.by_id(town.connection, 1).state is State.DONE


def test_a_second_question_joins_the_one_that_waits(town: Town) -> None:
    officer, phone = town.officer(), resident(town)
    asks(phone)
    asks(phone, "Et le samedi ?")

    assert town.says(msg("question.joined", reference=Code("Q-0001"))) in phone.last
    assert filed_questions(town) == 1
    assert "samedi" in officer.screen


def test_beyond_a_handful_an_hour_one_is_asked_to_wait_and_told_whom_to_call(town: Town) -> None:
    phone, most = resident(town), town.territory.limits.reports_an_hour
    for number in range(most):
        asks(phone, f"Question {number}")
    phone.types("/question")
    assert town.says(msg("question.enough")) in phone.last
    before = town.dump()["matters"]
    phone.types("encore une")
    assert town.dump()["matters"] == before
    town.pass_time(hours=1, minutes=1)
    asks(phone, "une heure après")

    assert "Q-0001" in phone.last


def test_what_comes_in_beyond_the_limit_all_the_same_is_refused_kindly(town: Town) -> None:
    phone, most = resident(town), town.territory.limits.reports_an_hour
    for number in range(most):
        asks(phone, f"Question {number}")
    before = town.dump()
    assert free_questions.file(work(town), person(town, phone), AskOfficer("encore")) is None
    town.settle()

    assert town.dump() == before
    assert town.says(msg("question.enough")) in phone.last


@pytest.mark.parametrize("words", ["J'ai une maladie", "Mon numéro est 1 85 05 78 006 084 36"])
def test_neither_health_nor_the_number_of_a_paper_is_kept(town: Town, words: str) -> None:
    phone = resident(town)
    phone.types("/question")
    phone.types(words)

    assert filed_questions(town) == 0
    assert words not in str(town.dump())


def test_a_photo_in_the_middle_is_asked_about_and_the_question_waits(town: Town) -> None:
    phone = resident(town)
    phone.types("/question")
    phone.photo()
    assert town.says(msg("about.ask")) in phone.last
    phone.chooses(msg("about.other"))

    assert town.says(msg("question.ask")) in phone.last


def test_words_of_danger_say_at_once_whom_to_call_and_come_first(town: Town) -> None:
    phone = resident(town)
    asks(phone, "Il y a le feu dans le jardin, que faire ?")

    assert "112" in phone.screen
    assert requests.by_id(town.connection, 1).danger


def test_my_requests_list_it_with_its_state_to_its_end(town: Town) -> None:
    officer, phone = town.officer(), resident(town)
    asks(phone)
    phone.types("/demandes")
    assert "Question Q-0001" in phone.last
    assert town.says(msg("mine.matter.open")) in phone.last
    officer.press("Plus…")
    officer.press("Demander")
    officer.types("Quel jardin ?")
    phone.types("/demandes")
    assert town.says(msg("mine.matter.needs_info")) in phone.screen
    phone.types("Celui du centre")
    officer.press("Fait")
    officer.press("Fait, sans note")
    phone.types("/demandes")

    assert town.says(msg("mine.matter.done")) in phone.last


def test_what_is_held_of_somebody_names_their_questions(town: Town) -> None:
    phone = resident(town)
    asks(phone)
    phone.types("/mesdonnees")

    assert "Q-0001" in phone.screen
    assert "À quelle heure ouvre le jardin" in phone.screen


def test_the_whole_file_tells_what_became_of_a_question_in_the_persons_words(town: Town) -> None:
    officer, phone = town.officer(), resident(town)
    asks(phone)
    officer.press("Répondre")
    officer.types("À 8 h.")
    officer.press("Envoyer")
    page = dossier.written(work(town), person(town, phone), Form.HTML).decode()

    assert "À quelle heure ouvre le jardin" in page
    assert "À 8 h." in page
    assert town.says(msg("mine.matter.done")) in page


def test_an_applicant_asks_while_the_application_goes_on(town: Town) -> None:
    town.officer()
    phone = filed(town)
    asks(phone)

    assert "Q-0002" in phone.last
