"""/planning and /rdv: what a participant reads of their weeks and appointments, and nobody else does."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.attendance import Answer, State
from bot.domain.programme import Sort
from bot.domain.reminders import Kind
from bot.services import appointments, seats, shifts
from bot.storage import attendances
from tests.applying import person, work
from tests.taking_part import appointment, member, shift

if TYPE_CHECKING:
    from tests.town import Phone, Town

TODAY, THURSDAY, NEXT = date(2026, 4, 7), date(2026, 4, 9), date(2026, 4, 14)  # of MORNING, a Tuesday at 9h30


@pytest.fixture(name="camille")
def _camille(town: Town) -> Phone:
    return member(town)


def noted(town: Town, phone: Phone, kind: Kind, thing: int, state: State) -> None:
    held = attendances.book(town.connection, person(town, phone), kind, thing, town.now)
    attendances.note(town.connection, held.id, state, None, town.now)


def test_this_week_says_day_hours_place_task_and_what_to_bring(town: Town, camille: Phone) -> None:
    shift(town, THURSDAY)
    camille.types("/planning")
    for words in (
        "Cette semaine",
        "jeudi 9 avril (09/04), de 8h00 à 12h00",
        "Rue Docteur-Coulet",
        "Nettoyer et ramasser",
        "À apporter",
    ):
        assert words in camille.last


def test_the_first_line_tells_a_stranger_nothing(town: Town, camille: Phone) -> None:
    appointment(town, camille, THURSDAY)
    for command in ("/planning", "/rdv"):
        camille.types(command)
        first = camille.last.split("\n")[0]
        assert "France Travail" in camille.last
        assert "France Travail" not in first


def test_next_week_is_drawn_over_this_one_and_back(town: Town, camille: Phone) -> None:
    shift(town, THURSDAY)
    shift(town, NEXT)
    camille.types("/planning")
    screens = len(camille.bubbles)
    camille.press("Semaine suivante")
    assert "mardi 14 avril" in camille.last
    assert "jeudi 9 avril" not in camille.last
    camille.press("Cette semaine")
    assert "jeudi 9 avril" in camille.last
    assert len(camille.bubbles) == screens


def test_an_appointment_stands_among_the_shifts_in_the_order_of_the_days(town: Town, camille: Phone) -> None:
    shift(town, date(2026, 4, 10))
    appointment(town, camille, THURSDAY)
    camille.types("/planning")
    assert camille.last.index("jeudi 9 avril") < camille.last.index("vendredi 10 avril")
    assert "Avec France Travail" in camille.last


def test_what_was_answered_and_what_is_cancelled_is_said(town: Town, camille: Phone) -> None:
    made, off = shift(town, THURSDAY), shift(town, date(2026, 4, 10))
    held = attendances.book(town.connection, person(town, camille), Kind.SHIFT, made.id, town.now)
    attendances.answer(town.connection, held, Answer.ABSENT, 1, town.now, in_time=True)
    shifts.cancel_shift(work(town), off)
    camille.types("/planning")
    assert "Vous ne venez pas." in camille.last
    assert "vendredi 10 avril (10/04), à 8h00\u00a0: annulé" in camille.last


def test_a_week_without_anything_says_so(camille: Phone) -> None:
    camille.types("/planning")
    assert "Rien n'est prévu." in camille.last
    assert "À apporter" not in camille.last


def test_today_s_place_comes_as_a_pin_until_the_shift_is_over(town: Town, camille: Phone) -> None:
    shift(town, TODAY)
    camille.types("/planning")
    camille.press("Lieu d'aujourd'hui")
    assert [bubble.what for bubble in camille.bubbles[-2:]] == ["", "pin"]
    assert "8h00\u00a0: Rue Docteur-Coulet" in camille.bubbles[-2].text
    assert camille.last == "44.1502, 4.0823"

    town.pass_time(hours=4)
    camille.press("Lieu d'aujourd'hui")
    assert camille.bubbles[-1].what != "pin"
    assert "pas de lieu" in camille.last
    camille.types("/planning")
    assert "Lieu d'aujourd'hui" not in " ".join(camille.labels())


def test_appointments_are_counted_of_the_season_past_and_to_come(town: Town, camille: Phone) -> None:
    was = appointment(town, camille, date(2026, 4, 1))
    missed = appointment(town, camille, date(2026, 4, 2))
    appointment(town, camille, date(2026, 4, 3), sort=Sort.COLLECTIVE)
    appointment(town, camille, NEXT)
    appointment(town, camille, date(2025, 9, 1))  # of another season
    noted(town, camille, Kind.APPOINTMENT, was.id, State.PRESENT)
    noted(town, camille, Kind.APPOINTMENT, missed.id, State.EXCUSED)
    camille.types("/rdv")
    for words in (
        "collectifs\u00a0: 1 sur 3",
        "individuels\u00a0: 1 sur 5",
        "mardi 14 avril (14/04), à 10h00\u00a0: individuel",
        "mercredi 1er avril (01/04), à 10h00, individuel\u00a0: présence",
        "jeudi 2 avril (02/04), à 10h00, individuel\u00a0: absence excusée",
        "collectif\u00a0: pas encore noté",
    ):
        assert words in camille.last
    assert "septembre" not in camille.last


def test_one_appointment_is_shown_as_it_now_stands(town: Town, camille: Phone) -> None:
    made = appointment(town, camille, NEXT)
    camille.types("/rdv")
    appointments.move(work(town), made, place="12 rue Neuve")
    camille.press("mardi 14 avril")
    assert "12 rue Neuve" in camille.last
    camille.press("Mes rendez-vous")
    assert "sur 5" in camille.last


def test_another_moment_is_wished_for_an_appointment_of_one_s_own_alone(town: Town, camille: Phone) -> None:
    appointment(town, camille, NEXT)
    appointment(town, camille, date(2026, 4, 15), sort=Sort.COLLECTIVE)
    camille.types("/rdv")
    camille.press("mardi 14 avril")
    camille.press("Un autre moment")
    assert sum("reschedule" in each for each in town.dump()["requests"]) == 1
    camille.types("/rdv")
    camille.press("mercredi 15 avril")
    assert "Un autre moment" not in " ".join(camille.labels())


def test_whoever_is_in_no_crew_hears_calmly_that_it_comes_with_one(town: Town) -> None:
    phone = town.phone()
    for command in ("/planning", "/rdv"):
        phone.types(command)
        assert phone.last == "Le planning arrive avec une place dans l'équipe."


def test_the_crew_s_button_leads_to_the_planning(camille: Phone) -> None:
    camille.press("Mon équipe")
    camille.press("Mon planning")
    assert "Cette semaine" in camille.last


def test_whoever_has_left_sees_no_shift_after_that_day(town: Town, camille: Phone) -> None:
    shift(town, THURSDAY)
    seats.free(work(town), 1)
    camille.types("/planning")
    assert "Rien n'est prévu." in camille.last


@pytest.mark.parametrize(
    "data", ["c1:rdv:1:show:1", "c1:rdv:99:show:1", "c1:planning:1:this:0", "c1:planning:0:this:3"]
)
def test_somebody_else_s_appointment_and_forged_screens_are_refused(
    town: Town, camille: Phone, data: str
) -> None:
    appointment(town, camille, NEXT)
    other = member(town)
    before = town.dump()
    other.forge(data)
    assert "France Travail" not in other.screen
    assert "commande" in other.last
    assert town.dump() == before


def test_a_stranger_s_forged_screen_is_refused(town: Town) -> None:
    stranger = town.phone()
    stranger.types("/start")
    stranger.forge("c1:planning:0:this:0")
    assert "commande" in stranger.last


@pytest.mark.parametrize("takes_part", [True, False])
def test_only_whoever_takes_part_has_the_commands(town: Town, *, takes_part: bool) -> None:
    phone = member(town) if takes_part else town.phone()
    phone.types("/langue")
    phone.press("English")
    (call,) = [call for call in town.calls if call.method == "set_my_commands"]
    said: Any = call.arguments["commands"]
    names = {command.command for command in said}
    assert {"start", "aide"} <= names
    assert ({"planning", "rdv"} <= names) is takes_part
    assert "file" not in names


def test_the_planning_does_not_forget_an_open_dialogue(town: Town, camille: Phone) -> None:
    shift(town, THURSDAY, time(9))
    camille.photo()
    camille.types("/planning")
    assert "jeudi 9 avril" in camille.bubbles[-2].text
    assert "On continue." in camille.last
