"""« C'est propre maintenant ? »: what each answer brings, to whom, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.tables import events, requests
from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.town import Phone


@pytest.fixture(name="cleared")
def _cleared(connection: Connection) -> tuple[Town, Phone, Phone]:
    """A place that an officer has called clean: the town, the officer, the resident."""
    town = Town(connection)
    officer, resident = town.officer(), town.phone()
    resident.photo()
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    return town, officer, resident


def kinds(town: Town) -> list[str]:
    return list(town.connection.execute(select(events.c.kind).order_by(events.c.id)).scalars())


def test_a_yes_is_noted_once_and_the_crew_can_be_thanked(cleared: tuple[Town, Phone, Phone]) -> None:
    town, _, resident = cleared
    for _ in range(2):
        resident.press("👍 Oui")
    resident.press("Merci à l'équipe")

    assert kinds(town).count("found_clean") == 1
    assert kinds(town)[-1] == "thanked"
    assert "gardé" in resident.last


def test_a_no_brings_the_report_back_to_the_officer_with_a_photo_and_a_new_date(
    cleared: tuple[Town, Phone, Phone],
) -> None:
    town, officer, resident = cleared
    town.pass_time(days=3)
    resident.press("il en reste")
    resident.photo("left")

    assert "vendredi 17 avril (17/04)" in resident.last
    assert "à revoir" in officer.last
    assert "2 photos" in officer.last
    assert "Accepter" in " ".join(officer.labels())


def test_a_no_needs_no_photo(cleared: tuple[Town, Phone, Phone]) -> None:
    _, officer, resident = cleared
    resident.press("il en reste")
    resident.press("Pas de photo")

    assert "à revoir" in officer.last


def test_not_knowing_changes_nothing(cleared: tuple[Town, Phone, Phone]) -> None:
    town, _, resident = cleared
    before = kinds(town)
    resident.press("pas vu")

    assert kinds(town) == before
    assert "Merci" in resident.last


def test_an_answer_that_comes_after_the_report_was_reopened_says_so(
    cleared: tuple[Town, Phone, Phone],
) -> None:
    town, _, resident = cleared
    yes = resident.data("👍 Oui")
    resident.press("il en reste")
    resident.press("Pas de photo")
    resident.forge(yes)

    assert "a changé" in resident.last
    assert "found_clean" not in kinds(town)


def test_two_dialogues_of_the_same_no_reopen_it_once(cleared: tuple[Town, Phone, Phone]) -> None:
    town, _, resident = cleared
    resident.press("il en reste")
    resident.press("il en reste")
    resident.press("Pas de photo")
    resident.press("Pas de photo")

    states = town.connection.execute(select(events.c.state_to)).scalars().all()
    assert states.count("reopen_requested") == 1


def test_somebody_elses_press_gets_what_an_unknown_command_gets(cleared: tuple[Town, Phone, Phone]) -> None:
    town, officer, resident = cleared
    data = resident.data("il en reste")
    neighbour = town.phone()
    neighbour.types("/inconnu")
    unknown = neighbour.last
    neighbour.forge(data)

    assert neighbour.last == unknown
    assert town.connection.execute(select(requests.c.state)).scalar_one() == "cleared"
    assert "nettoyé" in officer.screen
