"""Words out of the blue: a danger, a dump or a greeting in any language; the rest gets the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.town import Town


@pytest.mark.parametrize(
    "said",
    [
        "Bonjour, il y a un DEPOT rue des Acacias",
        "encombrants",
        "rubbish everywhere",
        "fly-tipping",
        "un vertido",
        "نفايات هنا",
    ],
)
def test_words_for_a_dump_open_a_report(town: Town, said: str) -> None:
    resident = town.phone()
    resident.types(said)

    assert "Envoyez une photo" in resident.last


@pytest.mark.parametrize(
    "said", ["Bonjour, je veux REJOINDRE l'équipe", "I am looking for a job", "busco trabajo", "أبحث عن عمل"]
)
def test_words_for_the_crew_open_an_application(town: Town, said: str) -> None:
    resident = town.phone()
    resident.types(said)

    assert "Aucun papier demandé" in resident.last


def test_a_whole_sentence_is_kept_as_the_message(town: Town) -> None:
    resident = town.phone()
    resident.types("il y a un dépôt derrière l'école")
    resident.press("Pas de photo")
    resident.place()
    resident.press("Gravats")

    assert "il y a un dépôt derrière l'école" in resident.last


@pytest.mark.parametrize(
    "said",
    ["il y a un blessé", "ça brûle !", "il y a le feu", "a fire here", "gas leak", "hay fuego", "حريق"],
)
def test_words_for_a_danger_say_whom_to_call_and_go_on(town: Town, said: str) -> None:
    resident = town.phone()
    resident.types(said)

    assert "112" in resident.screen
    assert "114" in resident.screen
    assert "Envoyez une photo" in resident.last


@pytest.mark.parametrize("said", ["Bonjour !", "salut", "hello", "السلام عليكم"])
def test_a_greeting_is_greeted(town: Town, said: str) -> None:
    resident = town.phone()
    resident.types(said)

    assert "Bonjour" in resident.last
    assert "Je n'ai pas compris" not in resident.screen


@pytest.mark.parametrize("said", ["merci", "feu rouge", "42", "indépôtable"])
def test_other_words_offer_the_menu(town: Town, said: str) -> None:
    resident = town.phone()
    resident.types(said)

    assert "pas compris" in resident.screen


def test_in_the_middle_of_a_report_such_words_are_its_answer(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.types("près du dépôt de bus")

    assert "quartier" in resident.last
