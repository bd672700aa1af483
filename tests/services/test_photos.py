"""What comes of fetching a photo, and which picture a card shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.flows.messages import Code, msg
from bot.handlers.calls import Call
from bot.storage import outbox
from bot.storage.files import kept_photo
from bot.storage.tables import photos

if TYPE_CHECKING:
    from tests.town import Phone, Town

DIGEST = "ab" * 32


def states(town: Town) -> list[Any]:
    return [*town.connection.execute(select(photos.c.state, photos.c.digest)).all()]


def report_with_file(phone: Phone) -> None:
    phone.file("image/jpeg")
    phone.place()
    phone.press("Meubles")
    phone.press("Envoyer")


def pictures(town: Town, phone: Phone) -> list[object]:
    """Return the picture of each card sent to a phone."""
    arguments = [call.arguments for call in town.calls if call.arguments.get("chat_id") == phone.number]
    return [each.get("photo") or getattr(each.get("media"), "media", None) for each in arguments]


def test_a_fetched_photo_is_kept_under_its_digest_and_nobody_is_told(town: Town) -> None:
    resident = town.phone()
    resident.report()
    before = len(resident.bubbles)
    town.end_errands(DIGEST)

    assert states(town) == [("kept", DIGEST)]
    assert len(resident.bubbles) == before


@pytest.mark.parametrize("error", ["gone", "not_an_image"])
def test_a_photo_that_cannot_be_had_does_not_hold_the_report_up(town: Town, error: str) -> None:
    resident = town.phone()
    resident.report()
    before = len(resident.bubbles)
    town.end_errands(None, error)

    assert states(town) == [("failed", None)]
    assert len(resident.bubbles) == before


def test_a_photo_that_turns_out_too_big_is_told_and_the_report_is_kept(town: Town) -> None:
    resident = town.phone("es")
    resident.photo()
    resident.place()
    resident.press(town.says(msg("kind.bags"), "es"))
    resident.press(town.says(msg("button.send"), "es"))
    town.end_errands(None, "too_big")

    assert resident.last == town.says(msg("report.photos.too_big_after", reference=Code("D-0001")), "es")
    assert states(town) == [("too_big", None)]


def test_a_card_without_a_photo_shows_the_neutral_picture_uploaded_once(town: Town) -> None:
    officer = town.officer()
    for phone, kind in ((town.phone(), "Meubles"), (town.phone(), "Gravats")):
        phone.place()
        phone.press("Pas de photo")
        phone.press(kind)
        phone.press("Envoyer")
        officer.press("Accepter")
    shown = [each for each in pictures(town, officer) if each is not None]

    assert not isinstance(shown[0], str)
    assert all(each == "shown" for each in shown[1:])


def test_a_photo_sent_as_a_file_is_shown_once_our_own_copy_is_there(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    report_with_file(resident)
    before = len(town.calls)
    town.end_errands(DIGEST)

    assert [call.method for call in town.calls[before:]] == ["edit_message_media"]
    assert kept_photo(town.photos, DIGEST).exists()
    assert states(town) == [("kept", DIGEST)]
    assert officer.bubbles[-1].what == "photo"


def test_a_neutral_picture_sent_while_the_photo_arrived_is_not_taken_for_it(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.file("image/jpeg")
    resident.place()
    resident.press("Meubles")
    town.held = True
    resident.press("Envoyer")
    row = next(each for each in outbox.claim(town.connection, town.now, 9) if each.content["is"] == "card")
    call = town.talk.prepare(town.connection, row, town.now)
    assert isinstance(call, Call)
    town.end_errands(DIGEST)
    town.talk.settle(town.connection, row, officer.show(call, 999), town.now)

    assert town.connection.execute(select(photos.c.file_id)).scalar_one() == "file-f1"
