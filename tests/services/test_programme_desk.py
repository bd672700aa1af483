"""An officer makes the programme in the chat: phases, mornings, changed days; nobody else does."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from bot.services import leaders, shifts
from tests.applying import crew, person, work
from tests.crews import as_it_stands, member, supervisor
from tests.participants import live, read
from tests.programming import SPRING, appointment, first_day, laid, lay_out

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture
def officer(town: Town) -> Phone:
    return town.officer()


def test_a_phase_is_laid_out_once_the_officer_has_read_what_that_adds(town: Town, officer: Phone) -> None:
    member(town)
    officer.types("/programme")
    officer.press(SPRING)
    officer.press("Poser les matinées")
    assert "34 matinées seront posées." in read(officer)
    assert "jeudi 14 mai (14/05)" in read(officer)
    assert "1 personne le verra dans son planning." in read(officer)
    assert laid(town) == []

    officer.press("Poser 34 matinées")
    assert len(laid(town)) == 34
    assert "34 matinées sont posées." in read(officer)
    officer.press("Poser les matinées")
    assert "Toutes les matinées sont déjà posées." in read(officer)
    assert not any("✅" in label for label in officer.labels())


def test_what_was_laid_out_meanwhile_is_shown_anew(town: Town, officer: Phone) -> None:
    officer.types("/programme")
    officer.press(SPRING)
    officer.press("Poser les matinées")
    shifts.lay_out(work(town), crew(town).id, date(2026, 4, 20))
    (reply,) = officer.press("Poser 34 matinées")
    assert reply.alert
    assert len(laid(town)) < 34
    assert "matinées seront posées." in read(officer)


def test_the_screens_are_drawn_over_themselves(officer: Phone) -> None:
    officer.types("/programme")
    before = len(officer.bubbles)
    for label in (SPRING, "Retour", "Rendez-vous", "Retour", "Suivant", "Précédent", SPRING, "Encadrant"):
        officer.press(label)
    assert len(officer.bubbles) == before


def test_a_shift_gets_another_place_of_the_territory(town: Town, officer: Phone) -> None:
    lay_out(officer)
    first_day(officer)
    officer.press("Lieu")
    officer.press("Parc Cauvel")
    assert "Nouveau lieu : Parc Cauvel" in read(officer)
    assert "Personne n'est à prévenir." in read(officer)
    officer.press("Valider")
    (changed,) = [each for each in laid(town) if each.version == 2]
    assert changed.slot.place.name["fr"] == "Parc Cauvel"
    assert changed.slot.place.point is not None
    assert "La matinée est changée." in read(officer)


def test_a_shift_gets_a_place_that_was_typed_another_hour_and_another_day(town: Town, officer: Phone) -> None:
    lay_out(officer)
    first_day(officer)
    officer.press("Lieu")
    officer.types("Devant la mairie")
    officer.press("Valider")
    officer.press("Heure")
    officer.types("9h30")
    officer.press("Même durée")
    officer.press("Valider")
    officer.press("Jour")
    officer.types("11/04")
    officer.press("Valider")
    (changed,) = [each for each in laid(town) if each.version == 4]
    slot = changed.slot
    assert slot.place.name == {"fr": "Devant la mairie"}
    assert (slot.day, slot.starts, slot.ends) == (date(2026, 4, 11), time(9, 30), time(13, 30))


def test_a_shift_is_not_moved_onto_another_and_the_officer_chooses_again(town: Town, officer: Phone) -> None:
    lay_out(officer)
    first_day(officer)
    officer.press("Jour")
    officer.types("09/04")
    officer.press("Valider")
    assert "L'équipe a déjà une matinée à ce moment-là." in read(officer)
    officer.types("11/04")
    officer.press("Valider")
    assert date(2026, 4, 11) in {each.slot.day for each in laid(town)}


def test_a_shift_is_cancelled_and_restored_after_asking(town: Town, officer: Phone) -> None:
    member(town)
    lay_out(officer)
    first_day(officer)
    officer.press("Annuler la matinée")
    assert "Annuler la matinée du mercredi 8 avril (08/04) ?" in read(officer)
    assert "1 personne le verra dans son planning." in read(officer)
    assert not as_it_stands(town, laid(town)[0].id).cancelled

    officer.press("Oui, annuler")
    assert as_it_stands(town, laid(town)[0].id).cancelled
    officer.press("Rétablir")
    assert not as_it_stands(town, laid(town)[0].id).cancelled


def test_whoever_has_heard_of_a_shift_is_counted_and_told(town: Town, officer: Phone) -> None:
    participant = member(town)
    lay_out(officer)
    live(town, "2026-04-07 18:30")
    assert "demain, mercredi 8 avril" in read(participant)
    first_day(officer)
    officer.press("Annuler la matinée")
    assert "1 personne sera prévenue." in read(officer)


def test_a_button_of_an_older_version_shows_the_shift_as_it_is(town: Town, officer: Phone) -> None:
    lay_out(officer)
    first_day(officer)
    old = officer.data("Annuler la matinée")
    shifts.change_shift(work(town), laid(town)[0], starts=time(9))
    (reply,) = officer.forge(old, officer.bubbles[-1].message_id)
    assert reply.alert
    assert "De 9h00 à 13h00" in read(officer)
    assert not laid(town)[0].cancelled


def test_a_shift_that_has_begun_is_changed_no_more(town: Town, officer: Phone) -> None:
    lay_out(officer)
    first_day(officer)
    town.now = town.now.replace(day=8)
    (reply,) = officer.press("Annuler la matinée")
    officer.press("Oui, annuler") if not reply.alert else None
    assert not laid(town)[0].cancelled
    assert "C'est déjà commencé" in "".join(line for _, line in town.log if "💭" in line)


# --- who may -----------------------------------------------------------------------------------


def test_a_supervisor_changes_a_day_of_their_own_crew_and_nothing_else(town: Town, officer: Phone) -> None:
    lay_out(officer)
    leader = supervisor(town)
    leader.types("/programme")
    assert leader.labels() == [label for label in leader.labels() if "Rendez-vous" not in label]
    leader.press(SPRING)
    assert not any("Places" in label or "Poser" in label for label in leader.labels())
    leader.press("Changer un jour")
    leader.press("mercredi 8 avril")
    leader.press("Lieu")
    leader.press("Parc Cauvel")
    leader.press("Valider")
    assert laid(town)[0].slot.place.name["fr"] == "Parc Cauvel"


def every_button(town: Town, officer: Phone) -> list[str]:
    """Return the data of every button of the officer's screens, as they are now."""
    shown: set[str] = set()
    appointment(town, officer, person(town, member(town)))
    officer.press("Annuler ce rendez-vous")
    shown |= {data for bubble in officer.bubbles for row in bubble.buttons for _, data in row}
    for path in (
        (),
        (SPRING,),
        (SPRING, "Poser"),
        (SPRING, "Encadrant"),
        (SPRING, "Changer un jour"),
        (SPRING, "Changer un jour", "mercredi 8 avril"),
        (SPRING, "Changer un jour", "mercredi 8 avril", "Annuler la matinée"),
        ("Rendez-vous",),
        ("Rendez-vous", "Rendez-vous 1"),
        ("Rendez-vous", "Rendez-vous 1", "Retirer"),
    ):
        officer.types("/programme")
        for label in path:
            officer.press(label)
        shown |= {data for row in officer.bubbles[-1].buttons for _, data in row}
    kinds = ("c1:programme:", "c1:crew_plan:", "c1:shift_plan:", "c1:booking:")
    return sorted(data for data in shown if data.startswith(kinds))


def test_nobody_but_an_officer_presses_any_button_of_these_screens(town: Town, officer: Phone) -> None:
    shifts.lay_out(work(town), crew(town).id, date(2026, 5, 20))
    shifts.lay_out(work(town), crew(town).id)
    pressed = every_button(town, officer)
    assert len(pressed) > 30
    stranger, gone = town.phone(), town.officer()
    town.revoke(gone)
    other = supervisor(town)
    leaders.assign_supervisor(work(town), crew(town).id, None)
    for phone in (stranger, gone, other):
        phone.types("/programme")
        phone.types("/nonsense")
        unknown = phone.last
        before = town.dump()
        for data in pressed:
            phone.forge(data)
            assert phone.last == unknown, data
        assert town.dump() == before


def test_numbers_that_are_nothing_change_nothing(town: Town, officer: Phone) -> None:
    shifts.lay_out(work(town), crew(town).id)
    before = town.dump()
    for number in (0, 10**9, 10**17):
        for action in ("show", "days", "lay", "leaders"):
            officer.forge(f"c1:crew_plan:{number}:{action}:7")
        for kind in ("shift_plan", "booking"):
            for action in ("show", "cancel_now", "restore", "move", "release"):
                officer.forge(f"c1:{kind}:{number}:{action}:1")
    for page in (10**6, 10**9, 10**17):
        officer.forge(f"c1:programme:0:show:{page}")
        officer.forge(f"c1:programme:0:appointments:{page}")
        officer.forge(f"c1:crew_plan:{crew(town).id}:days:{page}")
        officer.forge(f"c1:crew_plan:{crew(town).id}:lay_now:{page}")
        officer.forge(f"c1:crew_plan:{crew(town).id}:lead:{page}")
    assert town.dump() == before


def test_an_officer_who_is_one_no_more_ends_no_dialogue(town: Town, officer: Phone) -> None:
    lay_out(officer)
    first_day(officer)
    officer.press("Lieu")
    officer.press("Parc Cauvel")
    town.revoke(officer)
    officer.press("Valider")
    assert all(each.version == 1 for each in laid(town))
    assert "Votre accès d'équipe est terminé." in read(officer)
