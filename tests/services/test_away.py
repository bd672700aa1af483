"""An officer is away: people read an honest date, somebody else hears of danger, and it ends in time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.people import Role
from bot.i18n import Words
from bot.services import people, presence
from bot.services.work import Work
from bot.storage import requests
from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.town import Phone

BACK = "Je suis de retour"


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def work(town: Town) -> Work:
    """Return what a use case is given now."""
    return Work(town.connection, town.now, town.territory, Words(town.territory), "test")


def promised(town: Town, request: int) -> date:
    """Return until when an answer is promised."""
    return requests.by_id(town.connection, request).answer_by


def test_who_is_alone_lets_people_read_an_honest_date(town: Town, officer: Phone) -> None:
    town.phone().report()
    usual = promised(town, 1) - town.now.date()
    officer.types("/absence")
    officer.press("lundi 20 avril")
    assert "Retour\N{NO-BREAK SPACE}: lundi 20 avril" in officer.last
    neighbour = town.phone(name="neighbour")
    neighbour.report()
    assert "Nous vous répondons à partir du lundi 20 avril" in neighbour.screen
    assert promised(town, 2) - date(2026, 4, 20) >= usual
    assert "D-0002" not in officer.screen


def test_a_date_is_typed_and_a_holiday_is_the_working_day_after_it(town: Town, officer: Phone) -> None:
    officer.types("/absence")
    officer.types("01/05")  # a Friday, on which nobody works
    assert "Retour\N{NO-BREAK SPACE}: lundi 4 mai" in officer.last
    assert presence.returns_on(work(town)) == date(2026, 5, 4)


def test_today_is_no_day_to_come_back(town: Town, officer: Phone) -> None:
    officer.types("/absence")
    officer.types("07/04")
    assert not presence.absent(work(town), 1)


def test_it_ends_by_itself_when_the_office_opens_and_says_what_waits(town: Town, officer: Phone) -> None:
    officer.types("/absence")
    officer.press("lundi 13 avril")
    town.phone().report()
    town.pass_time(days=5, hours=22, minutes=59)
    assert "Bon retour" not in officer.screen
    town.pass_time(minutes=1)
    assert officer.screen.count("Bon retour") == 1
    assert "1 demande attend" in officer.screen
    assert presence.present(work(town))
    town.pass_time(days=7)
    assert officer.screen.count("Bon retour") == 1


def test_it_ends_at_a_button_which_says_so_when_it_is_over(town: Town, officer: Phone) -> None:
    officer.types("/absence")
    officer.press("lundi 20 avril")
    officer.types("/absence")
    assert "Retour\N{NO-BREAK SPACE}: lundi 20 avril" in officer.last
    officer.press(BACK)
    assert "Rien n'attend" in officer.last
    officer.press(BACK)
    assert "Aucune absence" in officer.last
    neighbour = town.phone(name="neighbour")
    neighbour.report()
    assert "à partir du" not in neighbour.screen
    assert "D-0001" in officer.last


def test_who_is_away_gets_no_digest(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.types("/absence")
    officer.press("lundi 20 avril")
    sent = len(officer.bubbles)
    town.pass_time(days=3)
    assert len(officer.bubbles) == sent
    assert "Voici la file ce matin" not in officer.screen


def test_a_deputy_is_told_and_what_was_taken_is_free(town: Town, officer: Phone) -> None:
    deputy = town.officer("collègue")
    town.phone().report()
    officer.press("Je m'en occupe")
    officer.types("/absence")
    officer.press("lundi 20 avril")
    officer.press("accès numéro 2")
    assert "Vous remplacez accès numéro 1" in deputy.screen
    assert requests.by_id(town.connection, 1).claimed_by is None
    neighbour = town.phone(name="neighbour")
    neighbour.report()
    assert "à partir du" not in neighbour.screen
    assert "D-0002" not in officer.screen


def test_what_was_decided_right_before_leaving_is_carried_out(connection: Connection) -> None:
    town = Town(connection, undo=30)
    officer, _ = town.officer(), town.officer("collègue")
    town.phone().report()
    officer.press("Accepter")
    officer.types("/absence")
    officer.press("lundi 20 avril")
    officer.press("Personne")
    assert requests.by_id(town.connection, 1).held
    town.pass_time(minutes=1)
    assert requests.by_id(town.connection, 1).state == "accepted"


def test_what_comes_back_to_somebody_away_is_shown_to_who_is_there(town: Town, officer: Phone) -> None:
    colleague, resident = town.officer("collègue"), town.phone()
    resident.photo()
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    officer.types("/absence")
    officer.press("lundi 20 avril")
    officer.press("Personne")
    town.pass_time(days=3)
    resident.press("il en reste")
    resident.photo("left")
    assert requests.by_id(town.connection, 1).claimed_by is None
    assert "à revoir" in colleague.last
    assert "D-0001" not in officer.last


def test_with_nobody_there_an_administrator_hears_of_danger(town: Town, officer: Phone) -> None:
    chief = town.phone(name="chief")
    chief.types(f"/start {people.invite(town.connection, Role.ADMINISTRATOR, town.now)}")
    officer.types("/absence")
    officer.press("lundi 20 avril")
    assert "Personne ne décide avant ce jour\N{NO-BREAK SPACE}: lundi 20 avril" in chief.screen
    town.phone().report("Bonbonnes de gaz")
    assert "D-0001\N{NO-BREAK SPACE}: danger" in chief.screen
    assert "D-0001" not in officer.screen


def test_without_anybody_else_danger_reaches_who_is_away(town: Town, officer: Phone) -> None:
    officer.types("/absence")
    officer.press("lundi 20 avril")
    town.phone().report("Bonbonnes de gaz")
    assert "D-0001" in officer.last


def test_a_resident_cannot_be_away(town: Town) -> None:
    resident = town.phone()
    resident.types("/start")
    resident.types("/absence")
    refused = resident.last
    resident.types("/nonsense")
    assert resident.last == refused
    assert "revenez" not in resident.screen
