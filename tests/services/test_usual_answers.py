"""The questions that everybody asks: buttons below « Aide », and the officer who words their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import Role
from bot.domain.programme_commands import ChangeAnswer
from bot.flows.messages import msg
from bot.services import usual_answers
from bot.storage import people
from bot.storage.tables import texts
from tests.applying import filed, person, work
from tests.taking_part import member

if TYPE_CHECKING:
    from tests.town import Phone, Town

RAIN, EXAMPLE, NEW = "Et s'il pleut", "si quelque chose change", "Vous restez au chaud <ici> & là."
UNKNOWN = msg("unknown.command")


def rewords(officer: Phone, words: str = NEW, language: str = "Français") -> None:
    officer.types("/reponses")
    officer.press(RAIN)
    officer.press(language)
    officer.types(words)


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
def test_a_participant_reads_an_answer_in_their_language_and_keeps_the_questions(
    town: Town, language: str
) -> None:
    phone = member(town, language)
    phone.types("/aide")
    question = town.territory.rules.questions[3]
    label, answer = (town.territory.text(each, language) for each in (question.question, question.answer))
    shown = len(phone.bubbles)
    phone.press(label)

    (bubble,) = [each for each in phone.bubbles if answer in each.text]
    assert label in bubble.text
    assert len(phone.bubbles) == shown  # drawn over the questions
    assert len(bubble.buttons) == len(town.territory.rules.questions)


def test_an_applicant_is_shown_them_and_a_stranger_is_not_but_may_press(town: Town) -> None:
    applicant, stranger = filed(town), town.phone()
    stranger.types("/start")
    for phone in (applicant, stranger):
        phone.types("/aide")
    asks = town.says(msg("usual.ask"))
    assert any(asks in each.text for each in applicant.bubbles)
    assert not any(asks in each.text for each in stranger.bubbles)
    stranger.forge("c1:usual:4:answer:0", stranger.bubbles[-1].message_id)
    assert any(EXAMPLE in each.text for each in stranger.bubbles)


@pytest.mark.parametrize("data", ["0:answer:0", "5:answer:0", "1:answer:1", "1:erase:0", "99:edit:0"])
@pytest.mark.parametrize("staff", [True, False])
def test_a_forged_press_changes_nothing(town: Town, data: str, *, staff: bool) -> None:
    phone = town.officer() if staff else member(town)
    before = town.dump()
    phone.forge(f"c1:usual:{data}")

    assert phone.last == town.says(UNKNOWN)
    assert town.dump() == before


@pytest.mark.parametrize("role", [None, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_only_an_officer_may_change_an_answer(town: Town, role: Role | None) -> None:
    phone = member(town)
    if role:
        people.grant(town.connection, person(town, phone), role, town.now)
    phone.types("/reponses")
    assert phone.last == town.says(UNKNOWN)
    phone.forge("c1:usual:4:edit:0")
    assert phone.last == town.says(UNKNOWN)
    with pytest.raises(NotAllowed):
        usual_answers.change(work(town), person(town, phone), ChangeAnswer("rain", "fr", NEW))


def test_the_officer_s_words_are_seen_first_then_read_by_everybody_and_known_whose(town: Town) -> None:
    officer, phone = town.officer(), member(town)
    rewords(officer)
    assert NEW in officer.last
    phone.types("/aide")
    phone.press(RAIN)
    assert any(EXAMPLE in each.text for each in phone.bubbles)

    officer.press("Enregistrer")
    phone.types("/aide")
    phone.press(RAIN)
    assert any(NEW in each.text for each in phone.bubbles)
    (row,) = town.connection.execute(select(texts))
    assert (row.key, row.language, row.text) == ("question:rain", "fr", NEW)
    assert (row.changed_by, row.changed_at) == (person(town, officer), town.now)


def test_the_town_s_own_words_come_back_and_who_did_that_is_known(town: Town) -> None:
    officer = town.officer()
    rewords(officer)
    officer.press("Enregistrer")
    town.pass_time(hours=1)
    officer.press(RAIN)
    officer.press("Français")
    officer.press("texte d'origine")
    assert EXAMPLE in officer.last
    officer.press("Enregistrer")

    rain = town.territory.rules.questions[3]
    assert usual_answers.answer(work(town), rain) == rain.answer
    (row,) = town.connection.execute(select(texts))
    assert (row.text, row.changed_at) == (None, town.now)


def test_one_language_changes_alone_and_too_many_letters_are_not_taken(town: Town) -> None:
    officer = town.officer()
    rewords(officer, "x" * 401, "العربية")
    assert "400" in officer.last
    officer.types("تعالوا.")
    officer.press("Enregistrer")

    rain = town.territory.rules.questions[3]
    assert usual_answers.answer(work(town), rain) == {**rain.answer, "ar": "تعالوا."}


def test_a_question_that_the_town_has_no_more_is_not_answered_anew(town: Town) -> None:
    officer = town.officer()
    for command in (ChangeAnswer("snow", "fr", NEW), ChangeAnswer("rain", "de", NEW)):
        with pytest.raises(Stale):
            usual_answers.change(work(town), person(town, officer), command)
