"""A decision can be undone for thirty seconds: nothing leaves before, and nothing of what was undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage import contacts
from bot.storage.tables import events, held_decisions, requests
from tests.applying import person
from tests.town import Town

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.town import Phone


@pytest.fixture
def town(connection: Connection, tmp_path: Path) -> Town:
    """Return a town as it ships: with thirty seconds to undo."""
    return Town(connection, tmp_path, undo=30)


@pytest.fixture
def officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture
def resident(town: Town, officer: Phone) -> Phone:
    """Return somebody whose report is on the officer's card."""
    assert officer
    phone = town.phone()
    phone.report()
    return phone


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def endings(town: Town) -> list[str | None]:
    query = select(held_decisions.c.ending).order_by(held_decisions.c.id)
    return list(town.connection.execute(query).scalars())


def history(town: Town) -> list[str]:
    return list(town.connection.execute(select(events.c.kind).order_by(events.c.id)).scalars())


def state(town: Town) -> tuple[str, bool]:
    row = town.connection.execute(select(requests.c.state, requests.c.held).where(requests.c.id == 1)).one()
    return row[0], row[1]


def test_a_decision_leaves_after_thirty_seconds_and_not_before(
    town: Town, officer: Phone, resident: Phone
) -> None:
    before = resident.screen
    officer.press("Accepter")
    assert "⏳ D-0001\N{NO-BREAK SPACE}: accepté.\nPart dans 30 secondes." in officer.screen
    town.pass_time(seconds=29)
    assert resident.screen == before
    assert state(town) == ("received", True)
    town.pass_time(seconds=1)
    assert "Accepté" in resident.last
    assert state(town) == ("accepted", False)
    assert endings(town) == ["done"]
    assert history(town)[-2:] == ["decided", "moved"]


def test_the_officer_s_message_then_says_that_it_has_left_and_offers_to_correct(
    town: Town, officer: Phone, resident: Phone
) -> None:
    officer.press("Accepter")
    said = officer.last
    town.pass_time(seconds=30)
    assert resident.last
    assert said not in officer.screen
    assert officer.last == "✅ D-0001\N{NO-BREAK SPACE}: accepté.\nParti à 9h30."
    assert officer.labels() == ["✏️ Corriger"]


def test_a_decision_taken_in_a_dialogue_is_held_too(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Planifier")
    officer.press("mercredi 8 avril")
    assert "⏳ D-0001\N{NO-BREAK SPACE}: prévu" in officer.screen
    before = resident.screen
    town.restart()
    town.pass_time(seconds=30)
    assert "mercredi 8 avril" in resident.screen.removeprefix(before)


def test_what_was_undone_never_leaves_and_its_card_is_back(
    town: Town, officer: Phone, resident: Phone
) -> None:
    before = resident.screen
    officer.press("Accepter")
    officer.press("Défaire")
    assert "↩️ D-0001\N{NO-BREAK SPACE}: accepté, défait.\nRien n'est parti." in officer.screen
    assert "Planifier" in " ".join(officer.labels())
    town.pass_time(days=1)
    assert resident.screen == before
    assert state(town) == ("received", False)
    assert endings(town) == ["undone"]
    assert history(town)[-2:] == ["decided", "undone"]


def test_what_was_undone_can_be_decided_otherwise(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Accepter")
    officer.press("Défaire")
    officer.press("Sans suite")
    officer.press(officer.labels()[0])
    town.pass_time(seconds=30)
    assert "Nous ne pouvons pas" in resident.last
    assert endings(town) == ["undone", "done"]


def test_a_decision_may_leave_at_once(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Accepter")
    officer.press("Envoyer maintenant")
    assert "Accepté" in resident.last
    heard = resident.screen
    town.pass_time(hours=1)
    assert resident.screen == heard
    assert endings(town) == ["done"]


def test_after_it_has_left_undoing_says_so_and_when(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Accepter")
    undo, message = officer.data("Défaire"), officer.bubbles[-1].message_id
    town.pass_time(seconds=45)
    heard = resident.screen
    (reply,) = officer.forge(undo, message)
    assert reply.text == "D-0001\N{NO-BREAK SPACE}: c'est déjà parti, à 9h30. Vous pouvez corriger."
    assert resident.screen == heard
    assert state(town)[0] == "accepted"


def test_what_the_person_did_meanwhile_comes_first(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    town.pass_time(seconds=30)
    officer.opens_queue()
    resident.types("Le bâtiment C")
    officer.opens_queue()
    officer.press("Sans suite")
    officer.press(officer.labels()[0])
    resident.types("/demandes")
    resident.press("D-0001")
    resident.press("Retirer")
    resident.press("Oui")
    taken_back = resident.screen
    town.pass_time(seconds=30)
    assert resident.screen == taken_back
    assert "La personne a changé sa demande entre-temps." in officer.screen
    assert state(town) == ("dismissed", False)
    assert endings(town) == ["done", "overtaken"]


def test_words_that_did_not_leave_are_given_back(town: Town, officer: Phone, resident: Phone) -> None:
    before = resident.screen
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    officer.press("Défaire")
    assert "Voici votre texte" in officer.screen
    assert "Quel bâtiment ?" in officer.screen
    assert resident.screen == before
    kept = town.connection.execute(select(held_decisions.c.given)).scalars().all()
    assert "bâtiment" not in str(kept)


def test_an_officer_whose_role_was_taken_away_decides_nothing(
    town: Town, officer: Phone, resident: Phone
) -> None:
    colleague = town.officer("collègue")
    before = resident.screen
    officer.press("Accepter")
    town.revoke(officer)
    town.pass_time(seconds=30)
    assert resident.screen == before
    assert state(town) == ("received", False)
    assert "Accepter" in " ".join(colleague.labels())
    assert endings(town) == ["overtaken"]


def test_a_colleague_sees_who_decided_what_and_can_do_nothing(
    town: Town, officer: Phone, resident: Phone
) -> None:
    colleague = town.officer("collègue")
    accept, message = colleague.data("Accepter"), colleague.bubbles[-1].message_id
    officer.press("Accepter")
    assert "⏳ Décidé dans l'équipe\N{NO-BREAK SPACE}: accepté. Part dans un instant." in colleague.screen
    assert "Accepter" not in str([bubble.buttons for bubble in colleague.bubbles])
    (reply,) = colleague.forge(accept, message)
    assert reply.alert
    assert reply.text is not None
    assert plain(reply.text) == "D-0001 : accepté, par quelqu'un de l'équipe."
    colleague.forge(officer.data("Défaire"))
    assert state(town) == ("received", True)
    town.pass_time(seconds=30)
    assert "Accepté" in resident.last


def test_a_week_without_the_bot_carries_it_out_once(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Accepter")
    before = len(resident.bubbles)
    town.restart()
    town.pass_time(days=7)
    assert [bubble.text for bubble in resident.bubbles[before:]].count(resident.bubbles[before].text) == 1
    assert "Accepté" in resident.bubbles[before].text
    assert endings(town) == ["done"]


def test_a_day_that_has_passed_meanwhile_is_promised_to_nobody(
    town: Town, officer: Phone, resident: Phone
) -> None:
    officer.press("Planifier")
    officer.press("mercredi 8 avril")
    before = resident.screen
    town.pass_time(days=7)
    assert "8 avril" not in resident.screen.removeprefix(before)
    assert "Ce n'est plus possible ainsi." in officer.screen
    assert endings(town) == ["overtaken"]


def test_what_cannot_be_is_refused_at_once(town: Town, officer: Phone, resident: Phone) -> None:
    assert resident
    officer.press("Plus")
    officer.press("Doublon")
    officer.types("D-0042")
    assert endings(town) == []
    assert state(town) == ("received", False)


def test_a_correcting_message_goes_to_those_who_were_told(
    town: Town, officer: Phone, resident: Phone
) -> None:
    follower, stranger = town.phone(), town.phone()
    follower.photo()
    follower.place()
    follower.press("Meubles")
    follower.press("C'est le même")
    stranger.types("/start")
    officer.press("Accepter")
    town.pass_time(seconds=30)
    officer.press("Corriger")
    assert "2 personnes" in officer.last
    officer.types("C'est pour mercredi.")
    before = stranger.screen
    officer.press("Envoyer")
    for told in (resident, follower):
        assert told.last.startswith("Du nouveau")
        assert "Correction" in told.last
        assert "C'est pour mercredi." in told.last
    assert stranger.screen == before
    assert history(town)[-1] == "corrected"


def test_whatever_an_officer_presses_on_a_held_request_is_refused(
    town: Town, officer: Phone, resident: Phone
) -> None:
    before = resident.screen
    officer.press("Accepter")
    version = town.connection.execute(select(requests.c.version)).scalar_one()
    (reply,) = officer.forge(f"c1:report:1:accept:{version}", officer.bubbles[-2].message_id)
    assert reply.alert
    assert resident.screen == before
    assert endings(town) == [None]


def test_a_colleague_with_a_name_is_named(town: Town, officer: Phone, resident: Phone) -> None:
    colleague = town.officer("collègue")
    accept, message = colleague.data("Accepter"), colleague.bubbles[-1].message_id
    named = {"first_name": "Camille", "last_name": "Exemple"}
    contacts.correct(town.connection, person(town, officer), named)
    officer.press("Accepter")
    assert "⏳ Décidé par Camille Exemple" in colleague.screen
    (reply,) = colleague.forge(accept, message)
    assert plain(str(reply.text)) == "D-0001 : accepté, par Camille Exemple."
    town.pass_time(seconds=30)
    assert "Accepté" in resident.last


def test_what_was_closed_is_reopened_and_told_once(town: Town, officer: Phone, resident: Phone) -> None:
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    town.pass_time(seconds=30)
    before = len(resident.bubbles)
    officer.press("Rouvrir")
    assert state(town) == ("cleared", True)
    town.pass_time(seconds=30)
    assert state(town) == ("reopen_requested", False)
    (told,) = resident.bubbles[before:]
    assert "Nous regardons de nouveau ce lieu." in told.text
    officer.types("/file")
    assert "En attente de réponse (1)" in str(officer.labels())


def test_what_was_taken_back_is_not_reopened(town: Town, officer: Phone, resident: Phone) -> None:
    version = town.connection.execute(select(requests.c.version)).scalar_one()
    resident.forge(f"c1:mine:1:confirm:{version}")
    assert state(town) == ("dismissed", False)
    assert "Rouvrir" not in str([bubble.buttons for bubble in officer.bubbles])
    (reply,) = officer.forge(f"c1:report:1:reopen:{version + 1}", officer.bubbles[-1].message_id)
    assert reply.alert
    assert state(town) == ("dismissed", False)
