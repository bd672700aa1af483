"""An officer's reply to a card goes to the person once « Envoyer » is pressed; their answer comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.domain.talk import MOST_LETTERS, State
from bot.flows.messages import Code, msg, msgn
from bot.storage import outbox
from bot.storage.tables import events, photos, relays, requests

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


def test_a_reply_to_a_card_asks_first_and_nothing_leaves(town: Town, officer: Phone, resident: Phone) -> None:
    before = len(resident.bubbles)

    writes(officer)

    assert officer.last == town.says(msg("talk.ask", reference=REFERENCE))
    assert len(resident.bubbles) == before


def test_what_is_sent_arrives_with_the_reference_and_a_way_to_answer(
    town: Town, officer: Phone, resident: Phone
) -> None:
    sends(officer)

    first, words = resident.last.split("\n")
    assert first == town.says(msg("talk.from_officer", reference=REFERENCE))
    assert WORDS in words
    assert resident.shows(msg("answer.button"))
    assert town.says(msg("talk.sent", reference=REFERENCE)) in officer.screen
    assert not any(
        "📤 Envoyer" in label for each in officer.bubbles for row in each.buttons for label in row[0]
    )
    assert details(town, "written") == [{"text": WORDS}]


@pytest.mark.parametrize("pressed", ["📝 Note", "Annuler"])
def test_a_note_and_what_is_cancelled_never_leave(
    town: Town, officer: Phone, resident: Phone, pressed: str
) -> None:
    before = len(resident.bubbles)
    writes(officer)

    officer.press(pressed)
    town.pass_time(minutes=30)

    assert len(resident.bubbles) == before
    assert details(town, "noted") == ([{"text": WORDS}] if "Note" in pressed else [])


def test_after_ten_minutes_words_are_a_note_and_cannot_be_sent_any_more(
    town: Town, officer: Phone, resident: Phone
) -> None:
    writes(officer)
    send = officer.data("📤 Envoyer")
    before = len(resident.bubbles)

    town.pass_time(minutes=10)
    officer.forge(send)

    assert details(town, "noted") == [{"text": WORDS}]
    assert len(resident.bubbles) == before
    assert town.says(msg("note.kept", reference=REFERENCE)) in officer.screen


def test_pressed_twice_it_is_sent_once(town: Town, officer: Phone, resident: Phone) -> None:
    writes(officer)
    send = officer.data("📤 Envoyer")
    officer.forge(send)
    before = len(resident.bubbles)

    officer.forge(send)

    assert len(resident.bubbles) == before
    assert kinds(town).count("written") == 1


def test_a_photo_goes_with_its_words(town: Town, officer: Phone, resident: Phone) -> None:
    officer.replies("D-0001").photo("o1", caption="Est-ce ici ?")
    officer.press("📤 Envoyer")

    assert resident.bubbles[-1].what == "photo"
    assert "Est-ce ici ?" in resident.last
    stage = town.connection.execute(select(photos.c.stage).order_by(photos.c.id.desc()).limit(1)).scalar()
    assert stage == "told"


def test_an_album_as_a_reply_is_asked_about_once_and_arrives_whole(
    town: Town, officer: Phone, resident: Phone
) -> None:
    officer.replies("D-0001").photo("o1", album="a", caption="Voici")
    officer.photo("o2", album="a")
    assert officer.screen.count(town.says(msg("talk.ask", reference=REFERENCE))) == 1

    officer.press("📤 Envoyer")

    assert [each.what for each in resident.bubbles[-2:]] == ["album", ""]
    assert "Voici" in resident.last
    (written,) = details(town, "written")
    assert str(written["photos"]).count(",") == 1  # two of them


def test_a_voice_note_and_a_place_go_too(officer: Phone, resident: Phone) -> None:
    officer.replies("D-0001").voice("o1")
    officer.press("📤 Envoyer")
    assert resident.bubbles[-1].what == "voice"

    officer.replies("D-0001").place(venue="Gare")
    officer.press("📤 Envoyer")
    assert [each.what for each in resident.bubbles[-2:]] == ["", "pin"]


def test_the_answer_by_telegram_s_reply_comes_back_and_can_be_replied_to(
    town: Town, officer: Phone, resident: Phone
) -> None:
    sends(officer)

    resident.replies("vous écrit").types("Au 2e étage")

    assert town.says(msg("answer.thanks", reference=REFERENCE)) in resident.last
    relayed = next(each for each in officer.bubbles if "la personne répond" in each.text)
    assert "Au 2e étage" in relayed.text
    call = [each for each in town.calls if "la personne répond" in str(each.arguments.get("text"))][-1]
    assert "reply_parameters" in call.arguments

    officer.replies("la personne répond").types("Merci bien")
    officer.press("📤 Envoyer")
    assert "Merci bien" in resident.last


def test_the_button_opens_the_answer_and_a_voice_note_comes_back(officer: Phone, resident: Phone) -> None:
    sends(officer)

    resident.chooses(msg("answer.button"))
    assert WORDS in resident.last
    resident.voice("r1")

    relayed = next(each for each in officer.bubbles if "la personne répond" in each.text)
    assert relayed.what == "voice"
    assert officer.data("Écouter")


def test_a_place_and_a_photo_come_back(officer: Phone, resident: Phone) -> None:
    sends(officer)
    resident.replies("vous écrit").place()
    assert officer.bubbles[-1].what == "pin"

    resident.replies("vous écrit").photo("r9")
    relayed = [each for each in officer.bubbles if "la personne répond" in each.text]
    assert [each.what for each in relayed] == ["", "photo"]


def test_an_answer_on_a_closed_report_reaches_the_officer_and_opens_nothing(
    town: Town, officer: Phone, resident: Phone
) -> None:
    sends(officer)
    officer.press("Accepter")
    state = town.connection.execute(select(requests.c.state)).scalar_one()
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    closed = town.connection.execute(select(requests.c.state)).scalar_one()
    assert (state, closed) == ("accepted", "cleared")

    resident.replies("vous écrit").types("Il en reste")

    assert "Il en reste" in officer.screen
    assert town.connection.execute(select(requests.c.state)).scalar_one() == "cleared"


def test_somebody_else_s_card_and_message_are_no_way_in(town: Town, officer: Phone, resident: Phone) -> None:
    stranger = town.phone()
    stranger.types("/start")
    card = officer.bubbles[-1].message_id
    stranger.bubbles[-1].message_id = card
    rows = town.connection.execute(select(func.count()).select_from(relays)).scalar_one()

    stranger.replies(stranger.last[:10]).types("coucou")
    writes(officer)
    number = officer.data("📤 Envoyer")
    before = len(resident.bubbles)
    for phone in (stranger, resident, town.officer("autre")):
        phone.forge(number)

    assert rows == 0
    assert len(resident.bubbles) == before + 1  # « commande inconnue », to whoever pressed
    assert kinds(town).count("written") == 0


def test_an_officer_removed_meanwhile_sends_nothing(town: Town, officer: Phone, resident: Phone) -> None:
    writes(officer)
    send = officer.data("📤 Envoyer")
    before = len(resident.bubbles)
    town.revoke(officer)

    officer.forge(send)
    officer.replies("D-0001").types("encore")

    assert len(resident.bubbles) == before
    assert kinds(town).count("written") == 0
    assert town.connection.execute(select(relays.c.state)).scalars().all() == [State.ASKED]


def test_whoever_blocked_the_bot_is_not_written_to_the_words_are_a_note(
    town: Town, officer: Phone, resident: Phone
) -> None:
    resident.blocks()

    writes(officer)

    assert details(town, "noted") == [{"text": WORDS}]
    assert town.says(msg("talk.unreachable", reference=REFERENCE)) in officer.screen


def test_what_is_too_long_to_leave_is_a_note(town: Town, officer: Phone, resident: Phone) -> None:
    before = len(resident.bubbles)
    writes(officer, "é" * (MOST_LETTERS + 1))

    assert town.says(msgn("talk.too_long", MOST_LETTERS)) in officer.screen
    assert kinds(town).count("noted") == 1
    assert len(resident.bubbles) == before


def test_an_officer_is_told_which_language_the_person_reads(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.report()
    resident.types("/langue")
    resident.press("العربية")

    writes(officer)

    assert "العربية" in officer.last


def test_a_reply_to_any_other_message_is_an_ordinary_message(
    town: Town, officer: Phone, resident: Phone
) -> None:
    resident.replies("D-0001").types("bonjour")

    assert town.connection.execute(select(func.count()).select_from(relays)).scalar_one() == 0
    assert resident.last
    assert officer.last


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
