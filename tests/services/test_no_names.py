"""« Ne donnez ni nom ni plaque »: words that seem to are asked about first, and can be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.test_own_reports import follower_of, opens
from tests.town import IN_TAMARIS

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def begins(phone: Phone, caption: str) -> None:
    phone.photo(caption=caption)
    phone.place(IN_TAMARIS)
    phone.press("Meubles")


def test_a_plate_is_cut_out_of_a_caption(town: Town, officer: Phone) -> None:
    resident = town.phone()
    begins(resident, "La voiture AB-123-CD est venue")
    assert "ni nom ni plaque" in resident.last
    resident.press("Effacer")
    assert "La voiture est venue" in resident.last
    resident.press("Envoyer")

    assert "La voiture est venue" in officer.last
    assert "AB-123" not in officer.screen


def test_a_note_that_names_somebody_goes_altogether(town: Town, officer: Phone) -> None:
    resident = town.phone()
    begins(resident, "")
    resident.press("Ajouter un message")
    resident.types("C'est monsieur Dupont du 3e")
    assert "ni nom ni plaque" in resident.last
    resident.press("Effacer")
    resident.press("Envoyer")

    assert "Dupont" not in officer.screen
    assert "3e" not in officer.screen


def test_it_may_be_kept_since_a_machine_may_be_wrong_and_other_words_are_asked_about_again(
    town: Town, officer: Phone
) -> None:
    resident = town.phone()
    begins(resident, "Chez madame Sévigné")
    resident.press("Garder")
    assert "Votre signalement" in resident.last
    resident.press("Changer")
    resident.press("Le message")
    resident.types("Chez madame Martin")
    assert "ni nom ni plaque" in resident.last
    resident.press("Garder")
    resident.press("Envoyer")

    assert "madame Martin" in officer.last


def test_a_streets_name_is_not_asked_about(town: Town) -> None:
    resident = town.phone()
    begins(resident, "Au bout de la rue Jean Moulin")

    assert "Votre signalement" in resident.last


def test_whoever_says_that_it_is_the_same_is_asked_too(town: Town, officer: Phone) -> None:
    town.phone().report()
    resident = town.phone()
    begins(resident, "AB-123-CD")
    assert "ni nom ni plaque" in resident.last
    resident.press("Effacer")
    resident.press("C'est le même")

    assert "AB-123" not in officer.screen


def test_what_is_added_is_asked_about_when_it_is_finished(town: Town, officer: Phone) -> None:
    town.phone().report()
    follower = follower_of(town)
    opens(follower)
    follower.press("Ajouter une photo")
    follower.types("appelez le 06 12 34 56 78")
    follower.press("C'est fini")
    assert "ni nom ni plaque" in follower.last
    follower.press("Effacer")

    assert "ajouté à D-0001" in follower.last
    assert "06 12" not in officer.screen
    assert "appelez le" in officer.screen


def test_an_answer_of_which_nothing_is_left_is_asked_for_again(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.report()
    officer.press("Demander")
    officer.types("Qui ?")
    resident.types("C'est monsieur Dupont")
    resident.press("Effacer")
    assert "Qui ?" in resident.last.replace("\u00a0", " ")
    resident.types("Je ne sais pas")

    assert "Je ne sais pas" in officer.last
    assert "Dupont" not in officer.screen
