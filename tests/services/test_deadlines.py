"""What time brings to a report: a promise that comes due or passes, a question nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="resident")
def _resident(town: Town, officer: Phone) -> Phone:
    """Somebody whose report, promised an answer for 14 April, waits for the officer."""
    resident = town.phone()
    resident.photo()
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    assert "D-0001" in officer.last
    return resident


def test_a_passed_promise_is_told_to_the_officer_first_and_to_the_resident_honestly(
    town: Town, officer: Phone, resident: Phone
) -> None:
    town.pass_time(days=7)
    assert "promise aujourd'hui" in officer.screen
    assert "retard" not in resident.screen

    town.pass_time(days=1)

    assert "nous sommes en retard" in resident.last
    assert "n'est pas oublié" in resident.last
    assert "En retard" in officer.screen


def test_a_promise_that_was_kept_rings_no_more(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Accepter")
    said, shown = resident.screen, officer.screen
    town.pass_time(days=30)

    assert (resident.screen, officer.screen) == (said, shown)


def test_the_working_day_after_a_friday_is_monday(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.photo()
    resident.place()
    resident.press("Bonbonnes")  # promised within two working days: on Thursday
    resident.press("Envoyer")
    town.pass_time(days=2, hours=12)
    assert "retard" not in resident.screen

    town.pass_time(days=1)

    assert "retard" in resident.last
    assert officer.screen.count("promise aujourd'hui") == 1


def test_a_question_is_put_once_more_after_two_days(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    town.pass_time(days=2)

    assert resident.screen.count("« Quel bâtiment ? »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")) == 2

    resident.types("Le B")
    assert "Le B" in officer.last


def test_a_question_without_an_answer_brings_the_card_back_after_five_days(
    town: Town, officer: Phone, resident: Phone
) -> None:
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    town.pass_time(days=5)

    assert "sans réponse" in officer.last
    assert "Accepter" in " ".join(officer.labels())
    resident.types("Le B")
    assert "Le B" in officer.screen
    assert "sans réponse" not in officer.last


def test_an_answered_question_is_not_put_again(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    resident.types("Le B")
    said = resident.screen
    town.pass_time(days=5)

    assert resident.screen == said
    assert "sans réponse" not in officer.screen


def test_after_a_long_outage_everything_due_comes_and_none_twice(
    town: Town, officer: Phone, resident: Phone
) -> None:
    town.pass_time(days=60)
    town.pass_time(days=1)

    assert resident.screen.count("retard") == 1
    assert officer.screen.count("promise aujourd'hui") == 1
