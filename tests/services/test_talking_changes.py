"""What officers and people change in their words follows; what does not arrive shows on its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.flows.messages import Code, msg
from bot.storage import outbox
from bot.storage.tables import events

if TYPE_CHECKING:
    from tests.town import Phone, Town

REFERENCE = Code("D-0001")
WORDS = 'Merci <b>&" !'


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="resident")
def _resident(town: Town, officer: Phone) -> Phone:
    """Somebody whose report is on the officer's screen."""
    phone = town.phone()
    phone.report()
    assert "D-0001" in officer.last
    return phone


def writes(officer: Phone, words: str = WORDS) -> None:
    officer.replies("D-0001").types(words)


def sends(officer: Phone, words: str = WORDS) -> None:
    writes(officer, words)
    officer.press("📤 Envoyer")


def kinds(town: Town) -> list[str]:
    return list(town.connection.execute(select(events.c.kind).order_by(events.c.id)).scalars())


def details(town: Town, kind: str) -> list[dict[str, object]]:
    query = select(events.c.detail).where(events.c.kind == kind).order_by(events.c.id)
    return list(town.connection.execute(query).scalars())


# --- changed messages ----------------------------------------------------------------------------


def test_words_changed_after_they_left_are_changed_on_the_person_s_screen(
    town: Town, officer: Phone, resident: Phone
) -> None:
    sends(officer, "Mardi")
    before = len(resident.bubbles)

    officer.edits("Mercredi", officer.written)

    assert "Mercredi" in resident.last
    assert "Mardi" not in resident.screen
    assert len(resident.bubbles) == before
    assert resident.shows(msg("answer.button"))
    assert details(town, "edited") == [{"text": "Mercredi", "note": "Mardi"}]


def test_words_changed_before_they_leave_leave_as_they_are_now(officer: Phone, resident: Phone) -> None:
    writes(officer, "Mardi")
    officer.edits("Mercredi")
    officer.press("📤 Envoyer")

    assert "Mercredi" in resident.last
    assert "Mardi" not in resident.screen


def test_an_answer_that_is_changed_follows_on_the_card_and_in_the_chat(
    town: Town, officer: Phone, resident: Phone
) -> None:
    sends(officer)
    resident.replies("vous écrit").types("Au 2e")

    resident.edits("Au 3e")

    relayed = [each.text for each in officer.bubbles if "la personne répond" in each.text]
    assert len(relayed) == 1
    assert "Au 3e" in relayed[0]
    assert town.says(msg("talk.changed")) in relayed[0]
    cards = [each.text for each in officer.bubbles if each.what == "photo"]
    assert "Au 3e" in cards[-1]
    assert town.says(msg("talk.changed")) in cards[-1]


def test_a_note_that_is_changed_follows(town: Town, officer: Phone, resident: Phone) -> None:
    officer.chooses(msg("card.more"))
    officer.press("📝 Note")
    officer.types("clef chez la gardienne")

    officer.edits("clef chez le gardien")

    assert details(town, "noted") == [{"text": "clef chez le gardien", "changed": True}]
    assert resident.screen.count("gardien") == 0
    back = [each.text for each in officer.bubbles if each.what == "photo"][-1]
    assert "07/04" in back
    assert "clef chez le gardien" in back


def test_a_question_that_was_asked_keeps_its_first_words_and_its_officer_is_told(
    town: Town, officer: Phone, resident: Phone
) -> None:
    officer.press("Demander")
    officer.types("Quel bâtiment ?")

    officer.edits("Quelle entrée ?")

    assert town.says(msg("talk.first_words", reference=REFERENCE)) == officer.last
    assert "Quel bâtiment ?" in resident.last


def test_a_change_of_any_other_message_changes_and_says_nothing(
    town: Town, officer: Phone, resident: Phone
) -> None:
    resident.types("bonjour")
    rows, before = town.dump(), (len(resident.bubbles), len(officer.bubbles))

    resident.edits("au revoir")
    resident.edits("quoi ?", 12345)

    assert town.dump() == rows
    assert (len(resident.bubbles), len(officer.bubbles)) == before


def test_somebody_else_s_message_of_the_same_number_is_not_changed(
    town: Town, officer: Phone, resident: Phone
) -> None:
    sends(officer, "Mardi")
    other = town.phone()
    other.edits("Jamais", officer.written)
    resident.edits("Jamais", officer.written)

    assert "Mardi" in resident.screen
    assert details(town, "edited") == []


def test_an_officer_no_more_changes_nothing(town: Town, officer: Phone, resident: Phone) -> None:
    sends(officer, "Mardi")
    town.revoke(officer)

    officer.edits("Jamais")

    assert "Mardi" in resident.last


# --- what does not arrive ------------------------------------------------------------------------


def test_whoever_blocks_the_bot_is_seen_on_the_card(town: Town, officer: Phone, resident: Phone) -> None:
    resident.blocks()
    card = [each.text for each in officer.bubbles if each.what == "photo"][-1]
    assert town.says(msg("card.blocked")) in card

    resident.types("bonjour")
    card = [each.text for each in officer.bubbles if each.what == "photo"][-1]
    assert town.says(msg("card.blocked")) not in card


def test_words_that_did_not_arrive_show_on_the_card_of_their_request(
    town: Town, officer: Phone, resident: Phone
) -> None:
    writes(officer)
    town.held = True
    officer.press("📤 Envoyer")
    row = next(
        each for each in outbox.claim(town.connection, town.now, 10) if each.chat_id == resident.number
    )
    town.talk.unreachable(town.connection, row.person, town.now)
    town.talk.undelivered(town.connection, row, town.now)
    outbox.fail(town.connection, row.id, "Forbidden: bot was blocked by the user")
    town.held = False
    outbox.recover(town.connection)
    town.settle()

    card = [each.text for each in officer.bubbles if each.what == "photo"][-1]
    assert town.says(msg("card.undelivered")) in card
    assert town.says(msg("talk.failed", reference=REFERENCE)) in officer.screen
