"""Reading off an update what somebody did."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.commands import Picture, Recording
from bot.domain.errors import BrokenInput
from bot.flows.inbound import (
    Contact,
    Event,
    Inbound,
    Membership,
    Odd,
    Oddity,
    Photo,
    Place,
    Press,
    Sender,
    SlashCommand,
    Text,
    Voice,
)
from bot.handlers.inbound import receive

CHAT = {"id": 7, "type": "private"}
USER = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "ar"}
HEAD = {"message_id": 1, "date": 1_700_000_000, "chat": CHAT, "from": USER}
FILE = {"file_id": "f", "file_unique_id": "u"}
SIZES = [{**FILE, "file_id": "small", "width": 90, "height": 90}, {**FILE, "width": 1280, "height": 960}]
POINT = {"latitude": 44.1, "longitude": 4.1}


def event(**parts: Any) -> Event:  # noqa: ANN401 - any part of a message
    """Return what a message with these parts means."""
    received = receive({"update_id": 1, "message": {**HEAD, **parts}})
    assert received is not None
    return received.event


@pytest.mark.parametrize(
    ("parts", "meant"),
    [
        ({"text": "bonjour"}, Text("bonjour")),
        ({"text": "/Start@some_bot  i-x "}, SlashCommand("start", "i-x")),
        ({"text": "/"}, SlashCommand("")),
        ({"photo": SIZES, "media_group_id": "9"}, Photo(Picture("f", "u", "9"))),
        ({"photo": SIZES, "caption": "là"}, Photo(Picture("f", "u"), "là")),
        ({"location": {**POINT, "live_period": 900}}, Place(44.1, 4.1)),
        (
            {"location": POINT, "venue": {"location": POINT, "title": "Gare", "address": "rue A"}},
            Place(44.1, 4.1, "Gare, rue A"),
        ),
        ({"document": {**FILE, "mime_type": "image/png"}}, Photo(Picture("f", "u", as_file=True))),
        ({"document": {**FILE, "mime_type": "application/pdf"}}, Odd(Oddity.DOCUMENT)),
        ({"document": FILE}, Odd(Oddity.DOCUMENT)),
        ({"voice": {**FILE, "duration": 4}}, Voice(Recording("f", "u", 4))),
        ({"audio": {**FILE, "duration": 90}}, Voice(Recording("f", "u", 90, as_music=True))),
        ({"video": {"any": "form"}}, Odd(Oddity.VIDEO)),
        ({"animation": {}, "document": {**FILE, "mime_type": "video/mp4"}}, Odd(Oddity.VIDEO)),
        ({"contact": {"phone_number": "33639981234", "user_id": 7}}, Contact("33639981234", own=True)),
        ({"contact": {"phone_number": "33639981234", "user_id": 8}}, Contact("33639981234", own=False)),
        ({"contact": {"phone_number": "33639981234"}}, Contact("33639981234", own=False)),
        ({"story": {}}, Odd(Oddity.OTHER)),
    ],
)
def test_a_message_is_read_for_what_it_is(parts: dict[str, Any], meant: Event) -> None:
    assert event(**parts) == meant


@pytest.mark.parametrize(
    ("size", "meant"),
    [(20_971_520, Photo(Picture("f", "u", as_file=True))), (20_971_521, Odd(Oddity.TOO_BIG))],
)
def test_the_limit_of_a_file_is_the_servers_own(size: int, meant: Event) -> None:
    assert event(document={**FILE, "mime_type": "image/jpeg", "file_size": size}) == meant


@pytest.mark.parametrize(
    "part", ["poll", "sticker", "contact", "dice", "reply_to_message", "from_the_future"]
)
def test_a_part_in_a_form_nobody_knows_does_not_break_the_message(part: str) -> None:
    assert isinstance(event(**{part: {"form": "of another year"}}), Odd)


def test_words_written_below_a_quoted_poll_are_read() -> None:
    assert event(text="oui", reply_to_message={**HEAD, "poll": {}}) == Text("oui")


def test_the_sender_is_the_account_and_its_language() -> None:
    received = receive({"update_id": 1, "message": {**HEAD, "text": "a"}})
    assert received is not None
    assert received.sender == Sender(7, 7, "ar")


def test_a_button_under_a_message_of_any_age_is_a_press() -> None:
    query = {"id": "q", "from": USER, "chat_instance": "1", "data": "c1:report:1:accept:1"}
    old = {"message_id": 5, "date": 0, "chat": CHAT}
    received = receive({"update_id": 1, "callback_query": {**query, "message": old}})

    assert received is not None
    assert received.event == Press("q", 5, "c1:report:1:accept:1")


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_blocking_and_coming_back_are_seen(status: str, *, blocked: bool) -> None:
    bot = {"user": {"id": 1, "is_bot": True, "first_name": "B"}, "until_date": 0}
    states = {"old_chat_member": {**bot, "status": "member"}, "new_chat_member": {**bot, "status": status}}
    received = receive({"update_id": 1, "my_chat_member": {"chat": CHAT, "from": USER, "date": 1, **states}})

    assert received is not None
    assert received.event == Membership(blocked)


@pytest.mark.parametrize(
    "update",
    [
        {"message": {**HEAD, "chat": {"id": -1, "type": "group", "title": "G"}, "text": "a"}},
        {"message": {**HEAD, "from": {**USER, "is_bot": True}, "text": "a"}},
        {"message": {**HEAD, "pinned_message": HEAD}},
        {"message": {**HEAD, "message_auto_delete_timer_changed": {"message_auto_delete_time": 1}}},
        {"inline_query": {"id": "1", "from": USER, "query": "", "offset": ""}},
        {"something_new": {}},
    ],
)
def test_what_the_bot_has_no_part_in_is_let_go(update: dict[str, Any]) -> None:
    assert receive({"update_id": 1, **update}) is None


def test_an_edit_is_told_from_a_new_message_and_a_reply_names_what_it_answers() -> None:
    edit = receive({"update_id": 1, "edited_message": {**HEAD, "message_id": 8, "text": "a", "edit_date": 5}})
    reply = receive({"update_id": 1, "message": {**HEAD, "text": "b", "reply_to_message": {"message_id": 9}}})

    assert edit == Inbound(Sender(7, 7, "ar"), Text("a"), 8, edited=True)
    assert reply == Inbound(Sender(7, 7, "ar"), Text("b"), 1, 9)


@pytest.mark.parametrize("update", [{}, {"update_id": 1, "message": "text"}, {"update_id": 1, "message": {}}])
def test_an_update_without_its_bare_bones_is_broken(update: dict[str, Any]) -> None:
    with pytest.raises(BrokenInput):
        receive(update)
