"""Open reports near the place are shown before one more is sent; whoever says « C'est le même » follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.storage import photos
from tests.town import IN_TAMARIS, Town

if TYPE_CHECKING:
    from tests.town import Phone

TWENTY_METRES_ON = (IN_TAMARIS[0] + 0.00018, IN_TAMARIS[1])
FAR = (IN_TAMARIS[0] + 0.002, IN_TAMARIS[1])


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="first")
def _first(town: Town, officer: Phone) -> Phone:
    """Somebody who has reported bags in Tamaris."""
    first = town.phone()
    reports(first, IN_TAMARIS)
    first.press("Envoyer")
    assert "D-0001" in officer.last
    return first


def reports(phone: Phone, at: tuple[float, float], kind: str = "Sacs", photo: str = "p1") -> None:
    """Report up to the last question."""
    phone.photo(photo)
    phone.place(at)
    phone.press(kind)


def test_a_near_report_is_shown_with_its_distance_and_rough_age_and_no_name(town: Town, first: Phone) -> None:
    second = town.phone()
    reports(second, TWENTY_METRES_ON)

    assert "Sacs" in second.last
    assert "à 20 m, cette semaine" in second.last
    assert "D-0001" not in second.last
    same, other, *_ = second.labels()
    assert "C'est le même" in same
    assert "Non, un autre" in other
    assert first.bubbles


@pytest.mark.parametrize("steps", [1, 2])
def test_a_button_of_the_list_pressed_after_going_back_harms_nothing(
    town: Town, first: Phone, steps: int
) -> None:
    second = town.phone()
    reports(second, TWENTY_METRES_ON)
    same = second.data("C'est le même")
    for _ in range(steps):
        second.press("Retour")
    second.forge(same)

    asked = ("Que voyez-vous", "Où sont les déchets")[steps - 1]
    assert asked in second.last
    assert "D-0001" not in second.screen
    assert first.bubbles


def test_one_tap_makes_a_follower_who_is_counted_and_told(town: Town, officer: Phone, first: Phone) -> None:
    second = town.phone("ar")
    second.photo("p2")
    second.place(TWENTY_METRES_ON)
    second.press("أكياس")
    second.press("إنه نفسه")

    assert "D-0001" in second.last
    assert "1 autre personne" in officer.screen
    assert photos.count(town.connection, 1, photos.BEFORE) == 2

    officer.press("Nettoyé")
    officer.press("Pas de photo")

    assert "D-0001" in second.last
    assert "نظيف" in second.last
    assert "C'est nettoyé" in first.last


def test_another_one_is_a_report_of_its_own(town: Town, first: Phone) -> None:
    second = town.phone()
    reports(second, TWENTY_METRES_ON)
    second.press("Non, un autre")
    second.press("Envoyer")

    assert "D-0002" in second.last
    assert first.bubbles


@pytest.mark.parametrize(
    ("at", "kind"),
    [(FAR, "Sacs"), (TWENTY_METRES_ON, "Gravats")],
    ids=["farther than fifty metres", "waste of another kind"],
)
def test_what_is_not_the_same_is_not_asked_about(
    town: Town, first: Phone, at: tuple[float, float], kind: str
) -> None:
    second = town.phone()
    reports(second, at, kind)

    assert "Votre signalement" in second.last
    assert first.bubbles


def test_somebody_who_does_not_know_what_it_is_is_asked(town: Town, first: Phone) -> None:
    second = town.phone()
    reports(second, TWENTY_METRES_ON, "Je ne sais pas")

    assert "C'est le même" in " ".join(second.labels())
    assert first.bubbles


def test_a_closed_or_old_report_is_not_shown(town: Town, officer: Phone, first: Phone) -> None:
    town.pass_time(weeks=13)
    second = town.phone()
    reports(second, TWENTY_METRES_ON)
    assert "Votre signalement" in second.last  # the first one is old
    second.press("Envoyer")

    officer.press("Nettoyé")
    officer.press("Pas de photo")
    assert "D-0002" in officer.last
    third = town.phone()
    reports(third, TWENTY_METRES_ON)

    assert "Votre signalement" in third.last  # and the second one is closed
    assert first.bubbles


def test_a_report_that_is_closed_while_one_hesitates_loses_nothing(
    town: Town, officer: Phone, first: Phone
) -> None:
    second = town.phone()
    reports(second, TWENTY_METRES_ON)
    same = second.data("C'est le même")
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    second.forge(same)
    second.press("Envoyer")

    assert "D-0002" in second.last
    assert first.bubbles


def test_one_finds_ones_own_report_and_does_not_follow_oneself(officer: Phone, first: Phone) -> None:
    reports(first, IN_TAMARIS, photo="p9")
    first.press("C'est le même")
    officer.press("Accepter")

    assert first.screen.count("Du nouveau") == 1
    assert "autre personne" not in officer.screen


def test_a_territory_may_switch_it_off(town: Town, first: Phone) -> None:
    limits = replace(town.territory.limits, same_within_metres=0)
    town.territory = replace(town.territory, limits=limits)
    town.restart()
    second = town.phone()
    reports(second, TWENTY_METRES_ON)

    assert "Votre signalement" in second.last
    assert first.bubbles


def test_another_place_asks_again(town: Town, first: Phone) -> None:
    second = town.phone()
    reports(second, TWENTY_METRES_ON)
    second.press("Non, un autre")
    second.press("Changer")
    second.press("Le lieu")
    second.place(IN_TAMARIS)

    assert "C'est le même" in " ".join(second.labels())
    assert first.bubbles


def test_a_follower_sees_the_report_in_their_list_and_can_stop(
    town: Town, officer: Phone, first: Phone
) -> None:
    second = town.phone()
    reports(second, TWENTY_METRES_ON, photo="p2")
    second.press("C'est le même")
    second.press("Mes demandes")
    assert "D-0001 (suivi)" in second.last

    officer.press("Planifier")
    officer.types("14/04")
    assert "mardi 14 avril" in second.last
    second.press("Ne plus suivre")
    assert "ne suivez plus" in second.last
    said = second.screen
    officer.press("Nettoyé")
    officer.press("Pas de photo")

    assert second.screen == said
    assert "C'est nettoyé" in first.last
    assert "autre personne" not in officer.last


def test_nobody_can_stop_what_they_do_not_follow(town: Town, first: Phone) -> None:
    stranger = town.phone()
    stranger.types("/inconnu")
    unknown = stranger.last
    for data in ("c1:follow:1:stop:0", "c1:follow:99:stop:0", "c1:follow:1", "c1:follow:", "c1:follow:x"):
        stranger.forge(data)
        assert stranger.last == unknown
    assert first.bubbles
