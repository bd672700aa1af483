"""A muted person sees no difference; officers see nothing of theirs but a danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.queue import WAITING
from bot.storage import errands, queue, requests
from tests.town import IN_TAMARIS

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


@pytest.fixture(name="pest")
def _pest(town: Town, officer: Phone) -> Phone:
    """Somebody whose first report was answered and who is muted since."""
    pest = town.phone()
    pest.report("Sacs")
    officer.press("Plus…")
    officer.press("Ne plus recevoir")
    officer.press("Retour")
    officer.press("Accepter")
    town.end_errands()
    return pest


def sentences(phone: Phone, before: int) -> list[str]:
    return [bubble.text.replace("D-0003", "D-0002") for bubble in phone.bubbles[before:]]


def test_the_muted_person_reads_what_everybody_reads(town: Town, pest: Phone) -> None:
    other = town.phone()
    before = len(pest.bubbles), len(other.bubbles)
    for phone in (pest, other):
        phone.photo(f"p-{phone.number}")
        phone.place((44.14, 4.08))
        phone.press("Gravats")
        phone.press("Envoyer")
        phone.press("Mes demandes")

    muted, heard = sentences(pest, before[0]), sentences(other, before[1])
    assert muted[:-1] == heard[:-1]
    assert "Gravats, béton : Reçu".replace(" :", "\u00a0:") in muted[-1] or "Reçu" in muted[-1]


def test_no_card_no_count_no_reminder_and_no_photo(town: Town, officer: Phone, pest: Phone) -> None:
    said = officer.screen
    pest.report("Gravats")

    assert officer.screen == said
    assert errands.due(town.connection, town.now, 9) == []
    officer.opens_queue()
    assert "Rien n'attend" in officer.last
    town.pass_time(days=7)
    assert "promise aujourd'hui" not in officer.screen
    pest.press("Mes demandes")
    assert "D-0002" in pest.last


def test_a_neighbour_is_not_led_to_what_nobody_reads(town: Town, pest: Phone) -> None:
    pest.report("Gravats")
    neighbour = town.phone()
    neighbour.photo("n")
    neighbour.place(IN_TAMARIS)
    neighbour.press("Gravats")

    assert "Votre signalement" in neighbour.last


def test_a_danger_is_shown_all_the_same(officer: Phone, pest: Phone) -> None:
    pest.report("Seringues")

    assert "D-0002" in officer.last
    assert "Danger" in officer.last


def test_whoever_is_heard_again_is_heard_with_what_they_filed_meanwhile(
    town: Town, officer: Phone, pest: Phone
) -> None:
    pest.report("Gravats")
    pest.report("Meubles")
    card = next(bubble for bubble in officer.bubbles if bubble.what == "photo" and bubble.buttons)
    officer.forge("c1:report:1:more:2", card.message_id)
    officer.press("Recevoir de nouveau")

    assert "D-0002" in officer.last
    assert queue.count(town.connection, WAITING, 1, town.now.date()) == 2
    assert [each.kind for each in errands.due(town.connection, town.now, 9)] == ["photo", "photo"]
    pest.report("Sacs")
    assert queue.count(town.connection, WAITING, 1, town.now.date()) == 3


def test_muting_twice_is_muting_once_and_history_says_who(town: Town, officer: Phone, pest: Phone) -> None:
    before = town.dump()["events"]
    officer.forge("c1:report:1:mute:2", officer.bubbles[0].message_id)

    assert town.dump()["events"] == before
    assert sum("'muted'" in row for row in before) == 1
    assert pest.bubbles


def test_a_question_asked_meanwhile_is_heard_too(town: Town, officer: Phone, pest: Phone) -> None:
    pest.types("/question")
    pest.types("Quand passez-vous ?")
    pest.press("Envoyer")
    before = officer.screen
    officer.types("/file")
    assert "Quand passez-vous" not in before + officer.last
    card = next(each for each in officer.bubbles if "D-0001" in each.text)
    version = requests.by_id(town.connection, 1).version
    officer.forge(f"c1:report:1:unmute:{version}", card.message_id)

    assert "Quand passez-vous" in officer.screen
