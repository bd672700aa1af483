"""/pause and /stop: by purpose, truly, and only the person takes up again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.attendance import Purpose
from bot.services import shifts
from bot.storage import pauses, reminders
from bot.storage.reminders import Standing
from tests.applying import person, work
from tests.taking_part import member, shift

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="camille")
def _camille(town: Town) -> Phone:
    return member(town)


def paused(town: Town, phone: Phone) -> frozenset[Purpose]:
    return pauses.paused(town.connection, person(town, phone))


def waiting(town: Town, phone: Phone) -> int:
    held = reminders.of_person(town.connection, person(town, phone))
    return sum(one.standing is Standing.UNTOLD for one in held)


@pytest.mark.parametrize("command", ["/pause", "/stop"])
def test_one_tap_pauses_a_purpose_and_another_takes_it_up_again(
    town: Town, camille: Phone, command: str
) -> None:
    shift(town, date(2026, 4, 14))
    planned = waiting(town, camille)
    assert planned
    camille.types(command)
    camille.press("Mes matinées\u00a0: oui")
    assert paused(town, camille) == {Purpose.SHIFTS}
    assert waiting(town, camille) == 0
    assert "Regardez /planning avant de venir." in camille.last
    camille.press("Mes matinées\u00a0: non")
    assert paused(town, camille) == frozenset()
    assert waiting(town, camille) == planned
    assert "/planning" not in camille.last


def test_everything_is_stopped_and_taken_up_again_at_once(town: Town, camille: Phone) -> None:
    camille.types("/stop")
    camille.press("Tout arrêter")
    assert paused(town, camille) == set(Purpose)
    assert "Tout arrêter" not in " ".join(camille.labels())
    assert "toujours" in camille.last
    camille.press("Tout reprendre")
    assert paused(town, camille) == frozenset()


def test_the_screen_is_drawn_over_itself_and_an_old_button_pressed_twice_does_no_harm(
    town: Town, camille: Phone
) -> None:
    camille.types("/pause")
    data, screens = camille.data("Mes matinées"), len(camille.bubbles)
    camille.press("Mes matinées")
    camille.forge(data, camille.bubbles[-1].message_id)
    assert paused(town, camille) == {Purpose.SHIFTS}
    assert len(camille.bubbles) == screens


def test_of_a_cancelled_morning_nothing_comes_while_mornings_are_paused(town: Town, camille: Phone) -> None:
    made = shift(town, date(2026, 4, 14))
    camille.types("/pause")
    camille.press("Mes matinées")
    shifts.cancel_shift(work(town), made)
    assert waiting(town, camille) == 0
    camille.types("/planning")
    assert "Des rappels sont arrêtés." in camille.last


def test_a_resident_may_pause_news_alone_and_still_sees_and_hears_answers(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    resident.types("/pause")
    assert len(resident.labels()) == 1
    resident.press("Nouvelles de mes demandes\u00a0: oui")
    before = len(resident.bubbles)
    officer.press("Accepter")
    assert len(resident.bubbles) == before
    resident.types("/demandes")
    assert "Accepté" in resident.last
    resident.types("/pause")
    resident.press("Nouvelles de mes demandes\u00a0: non")
    officer.press("Demander")
    officer.types("Devant quel bâtiment ?")
    assert "Devant quel bâtiment" in resident.screen


def test_a_question_of_the_officer_s_comes_although_news_is_paused(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    resident.types("/pause")
    resident.press("Nouvelles de mes demandes")
    officer.press("Demander")
    officer.types("Devant quel bâtiment ?")
    assert "Devant quel bâtiment" in resident.screen


@pytest.mark.parametrize("button", ["0:stop-shifts", "1:stop-news", "0:stop-x"])
def test_what_concerns_somebody_not_and_what_is_forged_is_refused(town: Town, button: str) -> None:
    resident = town.phone()
    resident.types("/start")
    resident.forge(f"c1:pause:{button}:0")
    assert "commande" in resident.last
    assert paused(town, resident) == frozenset()
