"""Adding to a report that is there, and taking one back: what the officer sees of it, and who goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage import photos
from bot.storage.tables import events, requests
from tests.services.test_own_reports import follower_of, opens

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="resident")
def _resident(town: Town, officer: Phone) -> Phone:
    """Somebody who has reported furniture, as an officer has seen."""
    phone = town.phone()
    phone.report()
    assert "D-0001" in officer.last
    return phone


def adds(phone: Phone) -> None:
    opens(phone)
    phone.press("Ajouter une photo")


def test_photos_words_and_a_voice_note_land_on_the_officers_card_without_a_sound(
    town: Town, officer: Phone, resident: Phone
) -> None:
    adds(resident)
    resident.photo("more", caption="Aussi une chaise")
    assert "Autre chose" in resident.last
    resident.types("et un frigo")
    resident.voice()
    shown = len(officer.bubbles)
    resident.press("C'est fini")

    assert "ajouté à D-0001" in resident.last
    assert "2 photos" in officer.last
    assert "Aussi une chaise et un frigo" in officer.last
    assert "1 message vocal" in officer.last
    assert len(officer.bubbles) == shown  # the card that is there was drawn again
    assert "added" in town.connection.execute(select(events.c.kind)).scalars().all()


def test_an_album_counts_as_one_gesture_and_its_late_part_joins(town: Town, resident: Phone) -> None:
    adds(resident)
    said = len(resident.bubbles)
    for name in ("a", "b"):
        resident.photo(name, album="9")
    assert len(resident.bubbles) == said + 1
    resident.press("C'est fini")
    resident.photo("c", album="9")

    assert photos.count(town.connection, 1, photos.BEFORE) == 4


def test_no_more_is_taken_than_a_report_has_room_for(town: Town, resident: Phone) -> None:
    adds(resident)
    for number in range(6):
        resident.photo(f"n{number}")
    assert "5 photos suffisent" in resident.last.replace("\u00a0", " ")
    for number in range(4):
        resident.voice(f"v{number}")
    assert "suffisent" in resident.last
    resident.press("C'est fini")

    assert photos.count(town.connection, 1, photos.BEFORE) == 5


def test_it_waits_for_nobody_anew(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Accepter")
    adds(resident)
    resident.types("C'est urgent")
    resident.press("C'est fini")

    assert town.connection.execute(select(requests.c.waiting_since)).scalar_one() is None
    assert "C'est urgent" in officer.screen


def test_nothing_given_changes_nothing(town: Town, resident: Phone) -> None:
    adds(resident)
    resident.press("C'est fini")

    assert "Rien n'est ajouté" in resident.last
    assert "added" not in town.connection.execute(select(events.c.kind)).scalars().all()


def test_a_report_that_is_closed_takes_no_more_and_a_new_one_is_offered(
    officer: Phone, resident: Phone
) -> None:
    opens(resident)
    add = resident.data("Ajouter une photo")
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    resident.forge(add)
    assert "terminé" in resident.last
    resident.press("Signaler des déchets")

    assert "Envoyez une photo" in resident.last


def test_what_was_given_while_a_report_was_closed_becomes_a_report_of_its_own(
    town: Town, officer: Phone, resident: Phone
) -> None:
    adds(resident)
    resident.photo("more")
    resident.types("Il en reste derrière")
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    resident.press("C'est fini")
    assert "Où sont les déchets" in resident.last
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")

    assert "D-0002" in resident.last
    assert "Il en reste derrière" in officer.last
    assert photos.count(town.connection, 2, photos.BEFORE) == 1


def test_a_follower_adds_too(town: Town, officer: Phone, resident: Phone) -> None:
    follower = follower_of(town)
    adds(follower)
    follower.types("Depuis lundi")
    follower.press("C'est fini")

    assert "Depuis lundi" in officer.screen
    assert resident.bubbles


# --- taking back -------------------------------------------------------------------------------


def withdraws(phone: Phone) -> None:
    """Two taps from the card."""
    opens(phone)
    phone.press("Retirer")
    phone.press("Oui, retirer")


def test_two_taps_take_a_report_back_and_the_officer_reads_it(
    town: Town, officer: Phone, resident: Phone
) -> None:
    withdraws(resident)

    assert "vous l'avez retiré" in resident.last
    assert "a retiré son signalement" in officer.last
    assert "Accepter" not in " ".join(officer.labels())
    resident.types("/demandes")
    assert "Retiré" in resident.last
    resident.press("D-0001")
    assert "Vous l'avez retiré" in resident.last
    officer.opens_queue()
    assert "Rien n'attend" in officer.last
    assert town.connection.execute(select(requests.c.state)).scalar_one() == "dismissed"


def test_a_second_thought_keeps_it(officer: Phone, resident: Phone) -> None:
    opens(resident)
    resident.press("Retirer")
    resident.press("Non, garder")

    assert "gardé" in resident.last
    assert "à traiter" in officer.last


def test_a_report_that_others_follow_goes_on_without_whoever_filed_it(
    town: Town, officer: Phone, resident: Phone
) -> None:
    follower = follower_of(town)
    withdraws(resident)
    assert "l'équipe continue" in resident.last
    assert "autre personne" not in officer.last
    said = len(resident.bubbles)
    officer.press("Nettoyé")
    officer.photo("after")

    assert len(resident.bubbles) == said
    assert "C'est propre maintenant" in follower.last
    assert "Oui" in " ".join(follower.labels())


def test_whoever_goes_on_with_a_report_does_not_see_the_photos_of_whoever_filed_it(
    town: Town, resident: Phone
) -> None:
    follower = follower_of(town)
    withdraws(resident)
    opens(follower)

    assert follower.bubbles[-1].what == ""
    assert "Retirer" in " ".join(follower.labels())


def test_a_question_that_waits_is_put_to_whoever_goes_on(town: Town, officer: Phone, resident: Phone) -> None:
    follower = follower_of(town)
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    withdraws(resident)
    assert "Quel bâtiment" in follower.last
    follower.types("Le B")

    assert "Le B" in officer.last


def test_withdrawing_twice_or_after_the_end_says_that_it_is_over(officer: Phone, resident: Phone) -> None:
    opens(resident)
    resident.press("Retirer")
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    resident.press("Oui, retirer")

    assert "terminé" in resident.last
    assert "nettoyé" in officer.screen


def test_an_officer_who_was_deciding_is_told(officer: Phone, resident: Phone) -> None:
    officer.press("Planifier")
    withdraws(resident)
    officer.types("14/04")

    assert "a changé" in officer.last
    assert "Nettoyage prévu" not in resident.screen
