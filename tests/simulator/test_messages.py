"""What the bot sends, edits, deletes and answers changes the chat as people see it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from bot.clock import FileClock
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api

INLINE = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]}
UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def sent(api: Api, person: DrivenPerson, text: str = "x", **more: object) -> int:
    return int((await api.ok("sendMessage", chat_id=person.id, text=text, **more))["message_id"])


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(api: Api, resident: DrivenPerson) -> None:
    number = await sent(api, resident, reply_markup=INLINE)
    edited = await api.ok("editMessageText", chat_id=resident.id, message_id=number, text="y")
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= edited["date"]
    assert (await resident.sees("y"))["edited"]


async def test_an_edit_that_changes_nothing_is_refused(api: Api, resident: DrivenPerson) -> None:
    number = await sent(api, resident, "<b>x</b>", parse_mode="HTML", reply_markup=INLINE)
    same = {"chat_id": resident.id, "message_id": number, "parse_mode": "HTML"}
    for text in ("<b>x</b>", "<strong>x</strong> "):
        refused = await api.refused("editMessageText", **same, text=text, reply_markup=INLINE)
        assert refused == (400, UNCHANGED)
    refused = await api.refused("editMessageReplyMarkup", **same, reply_markup=INLINE)
    assert refused == (400, UNCHANGED)
    await api.ok("editMessageText", **same, text="x", reply_markup=INLINE)


@pytest.mark.parametrize("markup", [{"keyboard": [["A"]]}, {"remove_keyboard": True}, {"force_reply": True}])
async def test_a_message_sent_with_another_keyboard_can_never_be_edited(
    api: Api, resident: DrivenPerson, markup: dict[str, Any]
) -> None:
    number = await sent(api, resident, reply_markup=markup)
    refused = await api.refused("editMessageText", chat_id=resident.id, message_id=number, text="y")
    assert refused == (400, "Bad Request: message can't be edited")


async def test_a_reply_keyboard_cannot_come_with_an_edit(api: Api, resident: DrivenPerson) -> None:
    number = await sent(api, resident)
    edit = {"chat_id": resident.id, "message_id": number, "reply_markup": {"keyboard": [["A"]]}}
    refused = await api.refused("editMessageText", **edit, text="y")
    assert refused == (400, "Bad Request: inline keyboard expected")


async def test_what_a_person_wrote_cannot_be_edited_by_the_bot_but_deleted(
    api: Api, resident: DrivenPerson
) -> None:
    said = await resident.says("bonjour")
    which = {"chat_id": resident.id, "message_id": said["message_id"]}
    refused = await api.refused("editMessageText", **which, text="y")
    assert refused == (400, "Bad Request: message can't be edited")
    assert await api.ok("deleteMessage", **which) is True
    assert "bonjour" not in await resident.transcript()


async def test_a_message_can_be_deleted_for_48_hours_only(
    api: Api, resident: DrivenPerson, clock: FileClock
) -> None:
    old = await sent(api, resident)
    clock.advance(timedelta(hours=48, seconds=2))
    refused = await api.refused("deleteMessage", chat_id=resident.id, message_id=old)
    assert refused == (400, "Bad Request: message can't be deleted for everyone")


async def test_several_messages_are_deleted_and_missing_ones_passed_over(
    api: Api, resident: DrivenPerson
) -> None:
    first, second = await sent(api, resident, "un"), await sent(api, resident, "deux")
    assert await api.ok("deleteMessages", chat_id=resident.id, message_ids=[first, second, 99_999]) is True
    assert await resident.transcript() == "Resident: /start"


async def test_a_press_spins_until_it_is_answered_once(api: Api, resident: DrivenPerson) -> None:
    number = await sent(api, resident, "?", reply_markup=INLINE)
    await resident.press("Oui")
    query = (await api.updates())[-1]["callback_query"]
    assert query["data"] == "y"
    assert query["message"]["message_id"] == number
    assert (await resident.screen())[-1]["spinner"] == [query["id"]]
    answer = {"callback_query_id": query["id"], "text": "Merci", "show_alert": True}
    assert await api.ok("answerCallbackQuery", **answer) is True
    assert (await resident.screen())[-1]["spinner"] == []
    assert (await resident.gets_popup("Merci"))["alert"] is True
    assert await api.refused("answerCallbackQuery", **answer) == (400, TOO_OLD)


async def test_an_answer_after_fifteen_seconds_is_too_late(
    api: Api, resident: DrivenPerson, clock: FileClock
) -> None:
    await sent(api, resident, "?", reply_markup=INLINE)
    await resident.press("Oui")
    query = (await api.updates())[-1]["callback_query"]
    clock.advance(timedelta(seconds=16))
    refused = await api.refused("answerCallbackQuery", callback_query_id=query["id"])
    assert refused == (400, TOO_OLD)


async def test_a_forged_press_on_a_deleted_message_reaches_the_bot(api: Api, resident: DrivenPerson) -> None:
    number = await sent(api, resident, "?", reply_markup=INLINE)
    await api.ok("deleteMessage", chat_id=resident.id, message_id=number)
    await resident.forge(number, "c1:anything")
    query = (await api.updates())[-1]["callback_query"]
    assert query["data"] == "c1:anything"
    assert query["message"]["date"] == 0
    assert "text" not in query["message"]


async def test_a_reply_stands_under_what_it_answers(api: Api, resident: DrivenPerson) -> None:
    said = await resident.says("question")
    wanted = {"message_id": said["message_id"]}
    made = await api.ok("sendMessage", chat_id=resident.id, text="réponse", reply_parameters=wanted)
    assert made["reply_to_message"]["text"] == "question"
    lost = {"message_id": 1, "allow_sending_without_reply": True}
    made = await api.ok("sendMessage", chat_id=resident.id, text="réponse", reply_parameters=lost)
    assert "reply_to_message" not in made


async def test_typing_is_shown_for_five_seconds_or_until_the_message(
    api: Api, driver: Driver, resident: DrivenPerson, clock: FileClock
) -> None:
    async def typing() -> bool:
        return bool((await driver.call("GET", f"chats/{resident.id}"))["typing"])

    await api.ok("sendChatAction", chat_id=resident.id, action="typing")
    assert await typing()
    clock.advance(timedelta(seconds=6))
    assert not await typing()
    await api.ok("sendChatAction", chat_id=resident.id, action="typing")
    await sent(api, resident)
    assert not await typing()


async def test_the_last_pinned_message_is_what_the_chat_shows(api: Api, resident: DrivenPerson) -> None:
    first, second = await sent(api, resident, "un"), await sent(api, resident, "deux")
    for number in (first, second):
        await api.ok("pinChatMessage", chat_id=resident.id, message_id=number)
    assert (await api.ok("getChat", chat_id=resident.id))["pinned_message"]["text"] == "deux"
    await api.ok("unpinChatMessage", chat_id=resident.id)
    assert (await api.ok("getChat", chat_id=resident.id))["pinned_message"]["text"] == "un"
    refused = await api.refused("pinChatMessage", chat_id=resident.id, message_id=1)
    assert refused == (400, "Bad Request: message to pin not found")


async def test_a_venue_and_a_place_arrive_as_sent(api: Api, resident: DrivenPerson) -> None:
    place = {"latitude": 44.1281, "longitude": 4.0817}
    made = await api.ok("sendVenue", chat_id=resident.id, **place, title="Mairie", address="Place")
    assert made["venue"] == {"location": place, "title": "Mairie", "address": "Place"}
    made = await api.ok("sendLocation", chat_id=resident.id, **place)
    assert made["location"] == place
    refused = await api.refused(
        "editMessageText", chat_id=resident.id, text="y", message_id=made["message_id"]
    )
    assert refused == (400, "Bad Request: there is no text in the message to edit")


async def test_what_a_newer_api_knows_of_a_preview_is_forgotten(api: Api, resident: DrivenPerson) -> None:
    preview = {"is_disabled": True, "brand_new": 1, "show_above_text": "perhaps"}
    sent = await api.ok("sendMessage", chat_id=resident.id, text="x", link_preview_options=preview)
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_pinning_is_told_to_everybody_the_bot_too(api: Api, resident: DrivenPerson) -> None:
    sent = await api.ok("sendMessage", chat_id=resident.id, text="important")
    await api.ok("pinChatMessage", chat_id=resident.id, message_id=sent["message_id"])
    told = (await api.updates())[-1]["message"]
    assert (told["from"]["is_bot"], told["pinned_message"]["text"]) == (True, "important")
