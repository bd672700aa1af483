"""A report handed to a body: a message ready to be sent, and the card that comes back after two weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    """Return an officer who has forwarded a report of bags to the landlord."""
    officer, resident = town.officer(), town.phone("ar")
    resident.photo(caption="devant chez moi, au 3")
    resident.place()
    resident.press("أكياس")
    resident.press("إرسال")
    forwards(officer)
    return officer


def forwards(officer: Phone) -> None:
    """Hand the report over once (more)."""
    officer.press("Transmettre")
    officer.press("Logis Cévenols")


def labels(officer: Phone) -> str:
    """Return the labels of the newest card."""
    rows = [bubble.buttons for bubble in officer.bubbles if bubble.what == "photo" and bubble.buttons][-1]
    return " ".join(label for row in rows for label, _ in row)


def test_the_message_says_what_where_and_since_when_and_nothing_of_who_reported(
    town: Town, officer: Phone
) -> None:
    for part in (
        "réf. D-0001",
        "Sacs",
        "44.15020,",
        "https://www.openstreetmap.org/?mlat=44.15020&mlon=4.08230#map=18/44.15020/4.08230",
        "mardi 7 avril",
        "1 photo,",
        "programme Jardins citoyens, 04",
    ):
        assert part in officer.last
    assert "chez moi" not in officer.last
    assert "Logis" in officer.bubbles[-2].text
    assert "04" in officer.bubbles[-2].text
    sent = [call.arguments["text"] for call in town.calls if "text" in call.arguments]
    assert any(str(text).startswith("<pre>") and str(text).endswith("</pre>") for text in sent)


def test_two_weeks_later_the_card_is_back_and_asks_whether_it_is_done(town: Town, officer: Phone) -> None:
    town.pass_time(days=13, hours=23)
    officer.opens_queue()
    assert "Rien n'attend" in officer.last
    town.pass_time(hours=1)

    assert "Transmis il y a 14 jours à Logis Cévenols" in officer.last
    for action in ("Nettoyé", "Transmettre", "Planifier", "Sans suite"):
        assert action in labels(officer)


def test_it_comes_back_on_a_working_day(town: Town) -> None:
    officer = town.officer()
    town.pass_time(days=4)  # a Saturday; two weeks later is one too
    town.phone().report()
    forwards(officer)
    town.pass_time(days=15)
    officer.opens_queue()
    assert "Rien n'attend" in officer.last
    town.pass_time(days=1)

    assert "Transmis il y a 16 jours" in officer.screen


def test_it_stays_until_it_is_closed_or_forwarded_again_for_two_more_weeks(
    town: Town, officer: Phone
) -> None:
    town.pass_time(days=20)
    officer.opens_queue()
    assert "Transmis il y a 20 jours" in officer.last
    forwards(officer)
    officer.opens_queue()
    assert "Rien n'attend" in officer.last
    town.pass_time(days=14)
    officer.opens_queue()
    assert "Transmis il y a 14 jours" in officer.last
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    town.pass_time(days=30)
    officer.opens_queue()

    assert "Rien n'attend" in officer.last


def test_what_was_cleaned_meanwhile_does_not_come_back(town: Town, officer: Phone) -> None:
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    before = len(officer.bubbles)
    town.pass_time(days=20)

    assert len(officer.bubbles) == before
