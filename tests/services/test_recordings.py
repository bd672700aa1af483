"""Voice notes: they open reports, answer questions and reach the officer, who hears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.tables import events, recordings
from tests.town import IN_TAMARIS

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def kept(town: Town) -> list[tuple[str, str, int]]:
    query = select(recordings.c.author, recordings.c.file_id, recordings.c.seconds).order_by(recordings.c.id)
    return [(row[0], row[1], row[2]) for row in town.connection.execute(query)]


def send(resident: Phone) -> None:
    """Give the rest of a report that a voice note has opened."""
    resident.press("Pas de photo")
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")


def test_a_voice_note_out_of_the_blue_opens_a_report_that_the_officer_hears(
    town: Town, officer: Phone
) -> None:
    resident = town.phone()
    resident.voice("mine", seconds=12)
    assert "votre message vocal" in resident.last
    assert "photo" in resident.last
    send(resident)

    assert "🎤 1 message vocal" in officer.last
    officer.press("Écouter")
    assert officer.bubbles[-1].what == "voice"
    assert town.calls[-1].arguments["voice"] == "id-mine"
    assert kept(town) == [("reporter", "id-mine", 12)]


def test_a_card_without_a_voice_note_offers_none_to_hear(town: Town, officer: Phone) -> None:
    town.phone().report()

    assert "Écouter" not in " ".join(officer.labels())


def test_another_sound_is_played_as_what_it_is(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.voice("song", sort="audio")
    send(resident)
    officer.press("Écouter")

    assert town.calls[-1].method == "send_audio"


@pytest.mark.parametrize("moment", ["place", "kind", "summary"])
def test_a_voice_note_joins_a_report_at_any_moment_and_is_not_lost_by_going_back(
    town: Town, officer: Phone, moment: str
) -> None:
    resident = town.phone()
    resident.photo()
    if moment == "place":
        resident.voice()
    resident.place()
    if moment == "kind":
        resident.voice()
        resident.press("Retour")
        resident.place()
    resident.press("Sacs")
    if moment == "summary":
        resident.voice()
        resident.press("Retour")
        resident.press("Sacs")
    assert "🎤 1 message vocal" in resident.last
    resident.press("Envoyer")

    assert "🎤 1 message vocal" in officer.last


def test_a_voice_note_answers_the_questions_for_words(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.photo()
    resident.press("Je ne suis plus sur place")
    resident.press("Tamaris")
    resident.voice("way")
    assert "Que voyez-vous" in resident.last
    resident.press("Sacs")
    resident.press("Ajouter un message")
    resident.voice("note")
    assert "🎤 2 messages vocaux" in resident.last
    resident.press("Envoyer")

    assert "🎤 2 messages vocaux" in officer.last


def test_a_voice_note_answers_the_officers_question(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.report()
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    resident.voice("answer")

    assert "Votre réponse est arrivée" in resident.last
    assert "🎤 1 message vocal" in officer.last
    assert "answered" in town.connection.execute(select(events.c.kind)).scalars().all()


def test_a_report_has_room_for_three_and_one_sent_twice_is_one(town: Town) -> None:
    resident = town.phone()
    for name in ("a", "a", "b", "c"):
        resident.voice(name)
    assert "3 messages vocaux" in resident.last
    resident.voice("d")
    assert "suffisent" in resident.last
    send(resident)

    assert [file_id for _, file_id, _ in kept(town)] == ["id-a", "id-b", "id-c"]


def test_one_that_is_too_long_opens_a_report_all_the_same_and_is_not_kept(town: Town) -> None:
    resident = town.phone()
    resident.voice(seconds=301)
    assert "5 minutes au plus" in resident.last
    send(resident)

    assert "D-0001" in resident.last
    assert kept(town) == []


def test_a_follower_speaks_too(town: Town, officer: Phone) -> None:
    town.phone().report("Sacs")
    follower = town.phone()
    follower.voice("theirs")
    follower.press("Pas de photo")
    follower.place(IN_TAMARIS)
    follower.press("Sacs")
    follower.press("C'est le même")

    assert kept(town) == [("follower", "id-theirs", 4)]
    assert "🎤 1 message vocal" in officer.screen


def test_an_officer_who_is_asked_for_words_is_told_that_they_must_be_written(
    town: Town, officer: Phone
) -> None:
    town.phone().report()
    officer.press("Demander")
    officer.voice()

    assert "pas prendre de message vocal" in officer.last
