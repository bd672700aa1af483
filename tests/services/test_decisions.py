"""What an officer decides is told to the resident once, in the resident's language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.report import State
from bot.flows.messages import Code, msg
from bot.storage.tables import events, outbox, requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.messages import Message
    from tests.town import Phone, Town


def accept(officer: Phone) -> None:
    officer.press("Accepter")


def plan(officer: Phone) -> None:
    officer.press("Planifier")
    officer.press("mercredi 8 avril")


def clear(officer: Phone) -> None:
    officer.press("Nettoyé")
    officer.press("Pas de photo")


def forward(officer: Phone) -> None:
    officer.press("Transmettre")
    officer.press("Logis Cévenols")


def dismiss(officer: Phone) -> None:
    officer.press("Sans suite")
    officer.press("terrain privé")


DECISIONS = [
    (accept, State.ACCEPTED, msg("state.accepted")),
    (plan, State.PLANNED, msg("news.planned", day=date(2026, 4, 8))),
    (clear, State.CLEARED, msg("news.cleared")),
    (forward, State.FORWARDED, msg("news.forwarded")),
    (dismiss, State.DISMISSED, msg("news.thanks")),
]


@pytest.mark.parametrize(("decide", "state", "word"), DECISIONS)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_resident_is_told_once_in_their_language(
    town: Town, decide: Callable[[Phone], None], state: State, word: Message, language: str
) -> None:
    officer, resident = town.officer(), town.phone(language)
    resident.photo()
    resident.place()
    resident.press(town.says(msg("kind.bulky"), language))
    resident.press(town.says(msg("button.send"), language))
    before = len(resident.bubbles)
    decide(officer)

    news = [bubble.text for bubble in resident.bubbles[before:]]
    assert len(news) == 1
    assert news[0].startswith(town.says(msg("news.title", reference=Code("D-0001")), language))
    assert town.says(word, language) in news[0]
    assert town.connection.execute(select(requests.c.state)).scalar_one() == state


@pytest.mark.parametrize(("decide", "state"), [each[:2] for each in DECISIONS])
def test_history_says_what_was_decided_and_the_officer_reads_it_below_the_card(
    town: Town, decide: Callable[[Phone], None], state: State
) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    decide(officer)
    history = town.connection.execute(select(events.c.kind, events.c.state_from, events.c.state_to)).all()

    assert [*map(tuple, history)] == [("filed", None, "received"), ("moved", "received", state.value)]
    assert "D-0001" in officer.last


@pytest.mark.parametrize("decide", [each[0] for each in DECISIONS])
def test_the_next_report_is_one_press_away_after_any_decision(
    town: Town, decide: Callable[[Phone], None]
) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    resident.report("Sacs")
    decide(officer)
    officer.press("Suivant")

    assert "D-0002" in next(bubble.text for bubble in officer.bubbles if bubble.what == "photo")


def test_whoever_can_act_is_named_with_a_phone_number(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    forward(officer)

    assert "Logis Cévenols" in resident.last
    assert "04" in resident.last


def test_nobody_ever_reads_sans_suite(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    dismiss(officer)
    resident.types("/demandes")

    assert "sans suite" not in resident.screen.lower()
    assert "Nous ne pouvons pas" in resident.screen


def test_the_after_photo_comes_with_the_news(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    officer.press("Nettoyé")
    officer.photo("after")

    assert [bubble.what for bubble in resident.bubbles[-2:]] == ["photo", ""]
    assert town.says(msg("news.cleared")) in resident.last


def test_more_after_photos_of_the_same_album_join(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    officer.press("Nettoyé")
    before = len(officer.bubbles)
    officer.photo("after1", album="9")
    said = len(officer.bubbles)
    officer.photo("after2", album="9")

    assert len(officer.bubbles) == said > before
    assert len(town.dump()["photos"]) == 3


def test_an_after_photo_sent_as_a_file_reaches_the_resident_once_it_is_kept(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    town.end_errands()
    officer.press("Nettoyé")
    officer.file("image/png")
    assert resident.bubbles[-1].what == ""
    town.end_errands()

    assert [bubble.what for bubble in resident.bubbles].count("photo") == 1


def test_a_second_decision_is_told_and_makes_no_more_noise(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    accept(officer)
    plan(officer)
    clear(officer)
    rows = town.connection.execute(select(outbox.c.silent, outbox.c.content).order_by(outbox.c.id))
    audible = [not silent for silent, content in rows if "news.title" in str(content)]

    assert audible == [True, False, True]  # answered, then in silence, then clean
    assert resident.screen.count("Du nouveau") == 3


def test_a_closed_report_cannot_be_decided_again(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    again = officer.data("Accepter").removesuffix("1")
    clear(officer)
    before = town.dump()
    for version in range(1, 4):
        officer.forge(f"{again}{version}", officer.bubbles[0].message_id)

    assert town.dump() == before


def test_a_closed_card_promises_nothing_more_and_nobody_is_on_it(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    clear(officer)
    card = next(bubble.text for bubble in officer.bubbles if bubble.what == "photo")

    assert "Réponse promise" not in card
    assert town.says(msg("card.mine")) not in card


def test_cancelling_a_decision_changes_nothing(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    officer.press("Planifier")
    officer.press("Annuler")

    assert "Du nouveau" not in resident.screen
    assert town.connection.execute(select(requests.c.state)).scalar_one() == "received"


def test_no_text_is_stored_with_a_message(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    plan(officer)

    queued = town.connection.execute(select(outbox.c.content)).scalars()
    assert not any("Nettoyage" in str(content) for content in queued)
