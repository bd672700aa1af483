"""A text that names somebody is erased wherever it is kept; history keeps that it was, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.text import ERASED
from tests.town import IN_TAMARIS

if TYPE_CHECKING:
    from tests.town import Phone, Town

NOTE, LANDMARK, ANSWER, ADDED = "voici le voisin", "chez le voisin", "le voisin du 3", "encore le voisin"


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="resident")
def _resident(town: Town, officer: Phone) -> Phone:
    """Somebody who has named a neighbour everywhere."""
    resident = town.phone()
    resident.photo(caption=NOTE)
    resident.place(IN_TAMARIS, venue=None)
    resident.press("Sacs")
    resident.press("Envoyer")
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    resident.types(ANSWER)
    follower = town.phone()
    follower.photo(caption=ADDED)
    follower.place(IN_TAMARIS)
    follower.press("Sacs")
    follower.press("C'est le même")
    return resident


def kept(town: Town) -> str:
    return str(town.dump())


def erases(officer: Phone, text: str) -> None:
    officer.press("Plus…")
    officer.press("Effacer le texte")
    officer.press(text)


def test_a_note_is_erased_with_what_others_added(town: Town, officer: Phone, resident: Phone) -> None:
    assert NOTE in kept(town)
    assert ADDED in kept(town)
    erases(officer, "La précision")

    assert NOTE not in kept(town)
    assert ADDED not in kept(town)
    assert ANSWER in kept(town)
    assert any("redacted" in row and "note" in row for row in town.dump()["events"])
    officer.opens_queue()
    assert f"« {ERASED} »".replace("« ", "«\u00a0").replace(" »", "\u00a0»") in officer.last
    assert resident.bubbles


def test_an_answer_is_erased(town: Town, officer: Phone, resident: Phone) -> None:
    erases(officer, "La réponse")

    assert ANSWER not in kept(town)
    assert NOTE in kept(town)
    assert resident.bubbles


def test_a_landmark_is_erased(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.photo("x")
    resident.press("plus sur place")
    resident.press("Tamaris")
    resident.types(LANDMARK)
    resident.press("Sacs")
    resident.press("Envoyer")
    erases(officer, "Le repère")

    assert LANDMARK not in kept(town)


def test_it_is_asked_once_and_cancelling_erases_nothing(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus…")
    officer.press("Effacer le texte")
    assert "quel texte effacer" in officer.last
    officer.press("Annuler")

    assert NOTE in kept(town)
    assert resident.bubbles


def test_what_is_erased_is_offered_no_more(town: Town, officer: Phone, resident: Phone) -> None:
    erases(officer, "La précision")
    officer.press("Effacer le texte")
    assert not any("précision" in label for label in officer.labels())
    officer.press("La réponse")
    officer.opens_queue()
    officer.press("Plus…")

    assert not any("Effacer" in label for label in officer.labels())
    assert "voisin" not in kept(town)
    assert resident.bubbles


def test_a_resident_cannot_erase(town: Town, officer: Phone, resident: Phone) -> None:
    before = kept(town)
    resident.forge("c1:report:1:redact:3")

    assert kept(town) == before
    assert officer.bubbles
