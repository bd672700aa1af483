"""An officer makes the programme in the chat: phases, mornings, changed days, appointments, seats."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from bot.domain.programme import Sort
from bot.domain.reminders import Kind, diary_of
from bot.services import appointments, leaders, seats, shifts
from bot.storage import appointments as stored_appointments
from bot.storage import attendances
from bot.storage import shifts as stored_shifts
from tests.applying import crew, filed, person, put_on_list, shrink, work
from tests.crews import NAMES, as_it_stands, member, supervisor
from tests.participants import live, read

if TYPE_CHECKING:
    from bot.domain.programme import Appointment, Shift
    from tests.town import Phone, Town

SPRING = "Avril et mai 2026, Équipe"


@pytest.fixture
def officer(town: Town) -> Phone:
    return town.officer()


def laid(town: Town) -> list[Shift]:
    return stored_shifts.of_crew(town.connection, crew(town).id, date.min, date.max)


def lay_out(officer: Phone) -> None:
    officer.types("/programme")
    officer.press(SPRING)
    officer.press("Poser les matinées")
    officer.press("Poser 3")


def first_day(officer: Phone) -> None:
    """Open the first shift that is laid out."""
    officer.types("/programme")
    officer.press(SPRING)
    officer.press("Changer un jour")
    officer.press("mercredi 8 avril")


def booked(town: Town) -> Appointment:
    (number,) = {each for each in range(1, 9) if stored_appointments.find(town.connection, each)}
    found = stored_appointments.find(town.connection, number)
    assert found is not None
    return found


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
    assert "1 autre le lira dans son planning." in read(officer)
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


def appointment(town: Town, officer: Phone, *people: int) -> Appointment:
    """Make an appointment and let the officer open it."""
    starts = diary_of(town.territory).instant(date(2026, 4, 20), time(10))
    made = appointments.book(work(town), Sort.COLLECTIVE, None, starts, 60, None, people)
    officer.types("/programme")
    officer.press("Rendez-vous")
    officer.press("Rendez-vous 1")
    return made


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
    assert "Vous encadrez maintenant" in read(leader)
    officer.press("Encadrant")
    officer.press("Personne")
    assert leaders.supervisor(work(town), crew(town).id) is None


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
    for number in (0, 99, 10**17):
        for action in ("show", "days", "lay", "leaders"):
            officer.forge(f"c1:crew_plan:{number}:{action}:7")
        for kind in ("shift_plan", "booking"):
            for action in ("show", "cancel_now", "restore", "move", "release"):
                officer.forge(f"c1:{kind}:{number}:{action}:1")
    for page in (1, 2, 99, 10**17):
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
    assert "Cela a changé entre-temps." in read(officer)
