"""An officer puts a request aside; it comes back when it was said, or when the person answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.queue import WAITING
from bot.storage import queue, requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town

REPORT = 1


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="resident")
def _resident(town: Town, officer: Phone) -> Phone:
    """Somebody whose report waits for the officer on a Tuesday at half past nine."""
    resident = town.phone()
    resident.photo()
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    assert "D-0001" in officer.last
    return resident


def adds(resident: Phone) -> None:
    """Add words to the report."""
    resident.types("/demandes")
    resident.press("D-0001")
    resident.press("Ajouter une photo")
    resident.types("Il y en a plus maintenant")
    resident.press("C'est fini")


def waiting(town: Town) -> list[int]:
    """Return what waits for the officer."""
    person = requests.by_id(town.connection, REPORT).claimed_by or 0
    return queue.listed(town.connection, WAITING, person, town.now.date())


def until(town: Town) -> datetime | None:
    """Return until when the report sleeps."""
    return requests.by_id(town.connection, REPORT).snoozed_until


@pytest.mark.parametrize(
    ("label", "wakes"),
    [
        ("Ce soir, 16h30", datetime(2026, 4, 7, 14, 30, tzinfo=UTC)),
        ("Demain matin, 8h30", datetime(2026, 4, 8, 6, 30, tzinfo=UTC)),
        ("Lundi, 8h30", datetime(2026, 4, 13, 6, 30, tzinfo=UTC)),
    ],
)
def test_two_taps_put_a_request_aside_until_a_local_hour(
    town: Town, officer: Phone, resident: Phone, label: str, wakes: datetime
) -> None:
    said = resident.screen
    officer.press("Plus tard")
    officer.press(label)
    assert until(town) == wakes
    assert "en veille jusqu'à" in officer.last
    assert "mardi 7 avril (07/04)" in officer.screen
    assert waiting(town) == []
    officer.types("/file")
    assert "D-0001" not in officer.last
    assert resident.screen == said


def test_it_never_wakes_before_and_always_at_its_hour(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus tard")
    officer.press("Demain matin")
    town.pass_time(hours=22, minutes=59)
    assert waiting(town) == []
    town.pass_time(minutes=1)
    assert waiting(town) == [REPORT]
    assert "De retour après une veille" in officer.last
    assert "mardi 7 avril (07/04)" in officer.last
    assert resident.bubbles


def test_it_wakes_once_after_a_week_in_which_nothing_ran(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus tard")
    officer.press("Demain matin")
    town.restart()
    town.pass_time(days=9)
    assert waiting(town) == [REPORT]
    assert officer.screen.count("De retour après une veille") == 1
    town.pass_time(days=1)
    assert officer.screen.count("De retour après une veille") == 1
    assert resident.bubbles


def test_a_date_is_typed_at_once_or_pressed(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus tard")
    officer.types("20/04")
    assert until(town) == datetime(2026, 4, 20, 6, 30, tzinfo=UTC)
    assert "⚠️ Une réponse est promise avant" in officer.last
    officer.press("Réveiller")
    officer.press("Plus tard")
    officer.press("Une date")
    officer.press("jeudi 9 avril")
    assert until(town) == datetime(2026, 4, 9, 6, 30, tzinfo=UTC)
    assert "promise avant" not in officer.last
    assert resident.bubbles


def test_what_the_person_adds_wakes_it(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus tard")
    officer.press("Lundi")
    adds(resident)
    assert until(town) is None
    assert waiting(town) == [REPORT]
    assert "De retour après une veille" in officer.screen
    before = officer.screen
    town.pass_time(days=10)  # the old hour rings no more
    assert officer.screen.count("De retour") == before.count("De retour")


def test_what_the_person_adds_lets_a_firm_sleep_be(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus tard")
    officer.press("Même s'il y a une réponse")
    officer.press("Lundi")
    assert "Une réponse ne la réveille pas." in officer.last
    adds(resident)
    assert until(town) == datetime(2026, 4, 13, 6, 30, tzinfo=UTC)
    assert waiting(town) == []
    town.pass_time(days=7)
    assert waiting(town) == [REPORT]


def test_a_danger_wakes_even_a_firm_sleep(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus tard")
    officer.press("Même s'il y a une réponse")
    officer.press("Lundi")
    resident.types("/demandes")
    resident.press("D-0001")
    resident.press("Ajouter une photo")
    resident.types("Il y a le feu !")
    resident.press("C'est fini")
    assert until(town) is None
    assert waiting(town) == [REPORT]


def test_the_same_sleep_again_is_one_tap(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus tard")
    officer.press("Même s'il y a une réponse")
    officer.press("Demain matin")
    town.pass_time(days=1)
    officer.press("Encore")
    asleep = requests.by_id(town.connection, REPORT)
    assert asleep.snoozed_until == datetime(2026, 4, 9, 6, 30, tzinfo=UTC)
    assert asleep.snoozed_firmly
    assert resident.bubbles


def test_an_officer_wakes_it(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Plus tard")
    officer.press("Lundi")
    officer.press("Réveiller")
    assert waiting(town) == [REPORT]
    assert "veille jusqu'à lundi" not in officer.bubbles[-2].text
    assert resident.bubbles


def accept(officer: Phone, resident: Phone) -> None:
    """Decide on what sleeps."""
    officer.press("Accepter")
    assert "prise en compte" in resident.screen or resident.bubbles


def withdraw(_: Phone, resident: Phone) -> None:
    """Take the report back."""
    resident.types("/demandes")
    resident.press("D-0001")
    resident.press("Retirer")
    resident.press("Oui")


@pytest.mark.parametrize("ends", [accept, withdraw])
def test_what_is_decided_or_taken_back_sleeps_no_more(
    town: Town, officer: Phone, resident: Phone, ends: Callable[[Phone, Phone], None]
) -> None:
    officer.press("Plus tard")
    officer.press("Même s'il y a une réponse")
    officer.press("Lundi")
    ends(officer, resident)
    over = requests.by_id(town.connection, REPORT)
    assert (over.waiting_since, over.snoozed_until, over.snoozed_firmly) == (None, None, False)
    shown = officer.screen
    town.pass_time(days=6)
    assert "De retour" not in officer.screen
    assert shown


def test_on_a_friday_monday_is_offered_once(town: Town, officer: Phone, resident: Phone) -> None:
    town.pass_time(days=3)
    officer.press("Plus tard")
    assert [label for label in officer.labels() if "8h30" in label] == ["🗓️ lundi 13 avril (13/04), 8h30"]
    assert resident.bubbles


def test_a_colleague_sees_who_and_cannot_press_an_old_card(
    town: Town, officer: Phone, resident: Phone
) -> None:
    other = town.officer("collègue")
    other.types("/file")
    officer.press("Plus tard")
    officer.press("Lundi")
    assert "Mise en veille par quelqu'un de l'équipe" in other.screen
    other.press("Réveiller")
    assert waiting(town) == [REPORT]
    assert resident.bubbles
