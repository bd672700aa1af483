"""Words that tell of a danger, wherever they are written: whom to call comes first, and the card says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.tables import requests

if TYPE_CHECKING:
    from tests.town import Phone, Town

CALL = "Appelez le 112"


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def is_dangerous(town: Town) -> bool:
    return bool(town.connection.execute(select(requests.c.danger)).scalar_one())


def send(phone: Phone) -> None:
    phone.place()
    phone.press("Meubles")
    phone.press("Envoyer")


def test_a_caption_that_tells_of_a_danger_says_first_whom_to_call_and_the_report_goes_on(
    town: Town, officer: Phone
) -> None:
    resident = town.phone()
    resident.photo(caption="Attention, ça fume !")
    assert CALL in resident.bubbles[-2].text
    assert "Où sont les déchets" in resident.last
    send(resident)

    assert "Danger" in officer.last
    assert is_dangerous(town)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Un enfant est blessé"),
        ("en", "there is a fire"),
        ("es", "hay un incendio"),
        ("ar", "هناك حريق"),
    ],
)
def test_it_is_understood_in_any_language_whichever_one_reads(
    town: Town, officer: Phone, language: str, words: str
) -> None:
    resident = town.phone(language)
    resident.photo()
    resident.types(words)  # where a place is asked

    assert "112" in resident.bubbles[-2].text
    assert officer.bubbles


def test_it_is_said_once_a_report(town: Town, officer: Phone) -> None:
    resident = town.phone()
    for name in ("a", "b"):
        resident.photo(name, caption="ça brûle")
    send(resident)

    assert resident.screen.count(CALL) == 1
    assert is_dangerous(town)
    assert "Danger" in officer.last


def test_words_that_answer_nothing_count_too(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.photo()
    resident.place()
    resident.types("ça fume")  # where a kind is asked
    assert CALL in resident.screen
    resident.press("Meubles")
    resident.press("Envoyer")

    assert is_dangerous(town)
    assert officer.bubbles


def test_words_out_of_the_blue_mark_the_report_they_open(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.types("ça fume derrière le bâtiment")
    assert resident.screen.count(CALL) == 1
    resident.press("Pas de photo")
    send(resident)

    assert "Danger" in officer.last


def test_an_answer_or_an_addition_marks_a_report_that_is_there(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.report()
    assert not is_dangerous(town)
    officer.press("Demander")
    officer.types("Que voyez-vous ?")
    resident.types("Maintenant ça brûle")

    assert CALL in resident.screen
    assert "Danger" in officer.last


def test_a_colleagues_words_are_no_cry_for_help(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.press("Demander")
    officer.types("Est-ce que ça fume ?")

    assert CALL not in officer.screen
    assert not is_dangerous(town)


def test_a_report_without_such_words_is_none(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.photo(caption="Un canapé sur le trottoir")
    send(resident)

    assert "Danger" not in officer.last
    assert not is_dangerous(town)
