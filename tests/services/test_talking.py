"""An officer's reply to a card goes to the person once « Envoyer » is pressed; their answer comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.domain.talk import MOST_LETTERS, State
from bot.flows.messages import Code, msg, msgn
from bot.storage.tables import events, photos, relays, requests
from tests.town import Town

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.town import Phone

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

    assert "Partira en français. La personne lit\u00a0: arabe." in officer.last


def test_a_reply_to_any_other_message_is_an_ordinary_message(
    town: Town, officer: Phone, resident: Phone
) -> None:
    resident.replies("D-0001").types("bonjour")

    assert town.connection.execute(select(func.count()).select_from(relays)).scalar_one() == 0
    assert resident.last
    assert officer.last


def test_what_is_sent_waits_and_can_be_undone_then_asked_about_again(
    connection: Connection, tmp_path: Path
) -> None:
    town = Town(connection, tmp_path, undo=30)
    officer, resident = town.officer(), town.phone()
    resident.report()
    before = len(resident.bubbles)
    sends(officer)
    town.pass_time(seconds=10)
    officer.press("Défaire")
    town.pass_time(seconds=60)
    assert len(resident.bubbles) == before

    officer.press("📤 Envoyer")
    officer.edits("Autrement", officer.written)
    town.pass_time(seconds=31)

    assert "Autrement" in resident.last
    assert kinds(town).count("written") == 1
    assert town.says(msg("talk.sent", reference=REFERENCE)) in officer.screen
