"""An officer makes appointments, new phases and seats in the chat, and says who leads a crew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.programme import Sort
from bot.domain.reminders import Kind
from bot.services import appointments, leaders, seats
from bot.storage import attendances
from tests.applying import crew, filed, person, put_on_list, shrink, work
from tests.crews import NAMES, member, supervisor
from tests.participants import live, read
from tests.programming import SPRING, appointment, booked

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture
def officer(town: Town) -> Phone:
    return town.officer()


def test_an_appointment_is_made_for_one_person(town: Town, officer: Phone) -> None:
    participant = member(town)
    officer.types("/programme")
    officer.press("Rendez-vous")
    officer.press("Nouveau rendez-vous")
    officer.press("Individuel")
    officer.press("France Travail")
    officer.press("Camille E.")
    officer.types("20/04")
    officer.types("14h")
    officer.press("60 minutes")
    officer.press("À l'adresse habituelle")
    assert "Individuel : France Travail" in read(officer)
    assert "1 personne sera prévenue." in read(officer)
    officer.press("Valider")

    made = booked(town)
    assert (made.sort, made.partner, made.minutes) == (Sort.INDIVIDUAL, "france-travail", 60)
    assert appointments.expected(work(town), made.id) == [person(town, participant)]
    assert f"{made.starts_at:%d/%m %H:%M}" == "20/04 12:00"
    assert "Le rendez-vous est pris." in read(officer)


def test_an_appointment_is_made_for_a_whole_crew_or_for_some_who_are_ticked(
    town: Town, officer: Phone
) -> None:
    shrink(town, 12)
    everybody = [person(town, member(town, name)) for name in NAMES]
    officer.types("/programme")
    officer.press("Rendez-vous")
    officer.press("Nouveau rendez-vous")
    officer.press("Collectif")
    officer.press("Notre service")
    officer.press("Choisir des personnes")
    officer.press("Camille E.")
    officer.press("Suivant")
    officer.press("Zoé F.")
    assert "✓ Zoé F. (E-0006)" in officer.labels()
    officer.press("C'est bon")
    officer.press("Retour")
    officer.press("Retour")
    officer.press(SPRING)
    officer.types("20/04")
    officer.types("9h")
    officer.types("75")
    officer.types("Salle 2")
    officer.press("Valider")
    assert appointments.expected(work(town), booked(town).id) == everybody
    assert (booked(town).minutes, booked(town).place) == (75, "Salle 2")


def test_an_appointment_is_moved_and_people_join_and_leave_it(town: Town, officer: Phone) -> None:
    one, two = (person(town, member(town, name)) for name in NAMES[:2])
    made = appointment(town, officer, one)
    officer.press("Ajouter")
    officer.press("Ali B.")
    officer.press("C'est bon")
    officer.press("Valider")
    assert appointments.expected(work(town), made.id) == [one, two]

    officer.press("Retirer")
    officer.press("Camille E.")
    assert appointments.expected(work(town), made.id) == [two]

    officer.press("Déplacer")
    officer.types("21/04")
    officer.types("11h")
    officer.press("Valider")
    assert f"{booked(town).starts_at:%d/%m %H:%M}" == "21/04 09:00"
    assert "Le rendez-vous est déplacé." in read(officer)


def test_an_appointment_is_cancelled_after_asking(town: Town, officer: Phone) -> None:
    made = appointment(town, officer, person(town, member(town)))
    officer.press("Annuler ce rendez-vous")
    assert not booked(town).cancelled
    officer.press("Oui, annuler")
    assert booked(town).cancelled
    officer.press("Rétablir ce rendez-vous")
    assert not booked(town).cancelled
    assert len(attendances.of_thing(town.connection, Kind.APPOINTMENT, made.id)) == 1


def test_nobody_can_be_expected_while_nobody_is_in_a_crew(officer: Phone) -> None:
    officer.types("/programme")
    officer.press("Rendez-vous")
    (reply,) = officer.press("Nouveau rendez-vous")
    assert reply.text == "Personne n'est encore dans une équipe."


def test_a_new_phase_has_a_name_days_crews_and_seats(town: Town, officer: Phone) -> None:
    officer.types("/programme")
    officer.press("Nouvelle période")
    officer.types("Chantier d'hiver")
    officer.types("04/01/2027")
    assert "vendredi 26 février (26/02)" in " ".join(officer.labels())
    officer.types("03/01/2027")
    assert "Ce jour est avant le premier jour." in read(officer)
    officer.types("26/02/2027")
    officer.press("2")
    officer.types("7")
    assert "Chantier d'hiver 2027" in read(officer)
    officer.press("Valider")
    made = [each for each in seats.crews(work(town)) if each.phase.code == "2027-Chantier d'hiver"]
    assert [each.seats for each in made] == [7, 7]
    assert [each.name["fr"] for each in made] == ["Équipe 1", "Équipe 2"]
    assert "Période ajoutée : Chantier d'hiver 2027" in read(officer)


def test_a_phase_that_is_there_already_is_left_as_it_is(town: Town, officer: Phone) -> None:
    before = seats.crews(work(town))
    officer.types("/programme")
    officer.press("Nouvelle période")
    officer.press("Avril et mai")
    officer.types("01/04/2027")
    officer.types("31/05/2027")
    officer.press("1")
    officer.press("8")
    officer.press("Valider")
    assert "Cette période existe déjà" in read(officer)
    assert seats.crews(work(town)) == before


def test_a_new_seat_is_offered_to_whoever_waits(town: Town, officer: Phone) -> None:
    shrink(town, 0)
    waits = filed(town)
    put_on_list(officer)
    officer.types("/programme")
    officer.press(SPRING)
    officer.press("Places")
    officer.types("1")
    assert "Une place est proposée à 1 personne qui attend." in read(officer)
    before = len(waits.bubbles)
    officer.press("Valider")
    assert crew(town).seats == 1
    assert len(waits.bubbles) > before
    assert "Cette équipe a maintenant 1 place." in read(officer)


def test_the_officer_says_who_leads_a_crew_and_they_are_told(town: Town, officer: Phone) -> None:
    leader = supervisor(town)
    leaders.assign_supervisor(work(town), crew(town).id, None)
    officer.types("/programme")
    officer.press(SPRING)
    assert "Personne n'encadre encore cette équipe." in read(officer)
    officer.press("Encadrant")
    (name,) = [label for label in officer.labels() if label not in ("Personne", "⬅️ Retour", "↩️ Retour")][:1]
    officer.press(name)
    assert leaders.supervisor(work(town), crew(town).id) == person(town, leader)
    assert "maintenant cette équipe" in read(leader)
    officer.press("Encadrant")
    officer.press("Personne")
    assert leaders.supervisor(work(town), crew(town).id) is None


def test_whoever_knows_of_an_appointment_is_told_that_it_is_theirs_no_more(
    town: Town, officer: Phone
) -> None:
    participant = member(town)
    made = appointment(town, officer, person(town, participant))
    live(town, "2026-04-08 10:00")
    officer.press("Retirer")
    officer.press("Camille E.")
    assert appointments.expected(work(town), made.id) == []
    assert "Votre rendez-vous du lundi 20 avril (20/04) à 10h00 n'est plus prévu." in read(participant)
    assert "1 personne sera prévenue." in read(officer)
