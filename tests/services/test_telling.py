"""« Écrire » on a card tells the person something in passing; whoever cannot read it can be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.request import RequestKind
from bot.flows.messages import Code, msg
from bot.storage import contacts
from bot.storage.contacts import Contact
from bot.storage.tables import events, requests
from tests.applying import file, person
from tests.services.test_matters import known, opened
from tests.services.test_ready_answers import NUMBER, reporter, sent
from tests.town import Town

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.town import Phone

LANDLORD, IN_ARABIC, IN_FRENCH = "C'est au bailleur", "تابع للمؤجّر", "Cet endroit est au bailleur"
LATER = (44.151, 4.083)


def writes(officer: Phone) -> None:
    officer.press("Plus")
    officer.press("Écrire")


def pins(phone: Phone) -> int:
    return sum(each.what == "pin" for each in phone.bubbles)


def test_what_is_told_is_seen_in_both_languages_leaves_and_can_be_answered(town: Town) -> None:
    officer, phone = town.officer(), reporter(town)
    writes(officer)
    officer.press(LANDLORD)
    assert IN_ARABIC in officer.last
    assert IN_FRENCH in officer.last
    assert IN_ARABIC not in sent(phone)

    officer.press("Envoyer")
    assert IN_ARABIC in sent(phone)
    assert IN_FRENCH not in sent(phone)
    officer.opens_queue()
    assert IN_FRENCH in officer.last  # officers read it in their own language

    phone.replies("D-0001").types("Merci")
    assert "Merci" in officer.screen


def test_what_is_told_decides_nothing(town: Town) -> None:
    officer, phone = town.officer(), reporter(town, "fr")
    before = town.connection.execute(select(requests.c.state, requests.c.waiting_since)).all()
    writes(officer)
    officer.types("Nous passons demain.")
    officer.press("Envoyer")

    assert "Nous passons demain." in sent(phone)
    assert town.connection.execute(select(requests.c.state, requests.c.waiting_since)).all() == before
    kinds = town.connection.execute(select(events.c.kind).order_by(events.c.id)).scalars().all()
    assert kinds[-1] == "written"


def test_after_it_the_card_shows_its_first_side_again(town: Town) -> None:
    officer, _ = town.officer(), reporter(town, "fr")
    writes(officer)
    officer.types("Nous passons demain.")
    officer.press("Envoyer")
    card = next(each for each in reversed(officer.bubbles) if "État" in each.text and each.buttons)
    labels = [label for row in card.buttons for label, _ in row]
    assert any("Plus…" in each for each in labels)
    assert not any("Historique" in each for each in labels)


@pytest.mark.parametrize("kind", [RequestKind.QUESTION, RequestKind.CHECK_IN])
def test_words_are_told_about_a_matter_too(town: Town, kind: RequestKind) -> None:
    officer, phone = town.officer(), known(town)
    opened(town, phone, kind, text="Bonjour")
    writes(officer)
    officer.types("Nous vous appelons ce soir.")
    officer.press("Envoyer")
    assert "Nous vous appelons ce soir." in sent(phone)


def test_what_is_told_is_held_and_undone_like_every_decision(connection: Connection, tmp_path: Path) -> None:
    town = Town(connection, tmp_path, undo=30)
    officer, phone = town.officer(), reporter(town, "fr")
    writes(officer)
    officer.types("Nous passons demain.")
    officer.press("Envoyer")
    officer.press("Défaire")
    assert "Nous passons demain." in officer.screen
    officer.press("Écrire")
    officer.types("Nous passons lundi.")
    officer.press("Envoyer")
    town.pass_time(seconds=30)
    assert "Nous passons demain." not in sent(phone)
    assert sent(phone).count("Nous passons lundi.") == 1


def test_to_whoever_has_blocked_the_bot_nothing_is_told_and_the_card_offers_to_call(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    file(town, phone)
    contacts.keep(town.connection, Contact(person=person(town, phone), phone=NUMBER))
    officer.press("Plus")
    assert not officer.shows(msg("matter.call"))
    phone.blocks()
    officer.opens_queue()
    officer.press("Plus")
    assert not officer.shows(msg("card.tell"))
    officer.press("Appeler")
    assert NUMBER in officer.last


def test_a_card_of_somebody_who_reads_another_language_offers_to_call(town: Town) -> None:
    officer, phone = town.officer(), reporter(town)
    assert phone.bubbles
    officer.press("Plus")
    officer.press("Appeler")
    assert NUMBER in officer.last


def test_a_reply_that_leaves_in_another_language_offers_to_call_and_waits_on(town: Town) -> None:
    officer, phone = town.officer(), reporter(town)
    officer.replies("D-0001").types("Demain.")
    officer.press("Appeler")
    assert NUMBER in officer.last
    assert "Demain." not in sent(phone)
    officer.press("📤 Envoyer")
    assert "Demain." in sent(phone)


def test_a_place_shown_later_is_shown_beside_the_first(town: Town) -> None:
    officer, phone = town.officer(), reporter(town, "fr")
    officer.press("Lieu")
    assert pins(officer) == 1
    writes(officer)
    officer.types("Où exactement ?")
    officer.press("Envoyer")
    phone.replies("D-0001").place(LATER)
    before = pins(officer)
    officer.opens_queue()
    officer.press("Lieu")
    assert town.says(msg("card.place_told", reference=Code("D-0001"))) in officer.screen
    assert pins(officer) == before + 2
