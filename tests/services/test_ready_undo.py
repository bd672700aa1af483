"""A question or an answer in ready words is held like every decision, and leaves as it was seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import RequestKind
from tests.services.test_matters import known, opened
from tests.services.test_ready_answers import IN_ARABIC, IN_FRENCH, STILL, reporter, sent
from tests.town import Town

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

UNDO = "Défaire"


@pytest.fixture
def town(connection: Connection, tmp_path: Path) -> Town:
    """Return a town as it ships: with thirty seconds to undo."""
    return Town(connection, tmp_path, undo=30)


def test_a_ready_question_is_held_and_leaves_as_it_was_seen_whatever_is_reworded_meanwhile(
    town: Town,
) -> None:
    officer, phone = town.officer(), reporter(town)
    officer.press("Demander")
    officer.press(STILL)
    officer.press("Envoyer")
    assert UNDO in " ".join(officer.labels())
    assert IN_ARABIC not in sent(phone)

    town.territory = replace(town.territory, ready=())
    town.restart()
    town.pass_time(seconds=30)
    assert sent(phone).count(IN_ARABIC) == 1
    assert IN_FRENCH not in sent(phone)


def test_a_ready_question_that_was_undone_never_leaves_and_is_shown_in_the_officer_s_language(
    town: Town,
) -> None:
    officer, phone = town.officer(), reporter(town)
    officer.press("Demander")
    officer.press(STILL)
    officer.press("Envoyer")
    officer.press(UNDO)
    words = next(each.text for each in officer.bubbles if "Voici votre texte" in each.text)
    assert IN_FRENCH in words
    assert IN_ARABIC not in words
    town.pass_time(days=1)
    assert IN_ARABIC not in sent(phone)


def test_an_answer_in_free_words_to_whoever_reads_another_language_is_held_once_confirmed(town: Town) -> None:
    officer = town.officer()
    phone = known(town, "ar")
    opened(town, phone, RequestKind.QUESTION, text="Quand ?")
    officer.press("Répondre")
    officer.types("Le vendredi.")
    officer.press("Envoyer")
    assert "Le vendredi." not in sent(phone)
    town.pass_time(seconds=30)
    assert sent(phone).count("Le vendredi.") == 1
