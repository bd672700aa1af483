"""Groups: what the bot hears there, what it may do, what it is told when it may not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.errors import TooManyRequests
from bot.simulator.flood import Flood
from tests.simulator.api import jpeg
from tests.simulator.groups import PlayedGroup

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api

ALL = json.dumps(["message", "edited_message", "callback_query", "my_chat_member", "chat_member",
                  "message_reaction", "poll", "poll_answer"])  # fmt: skip


async def news(api: Api, kind: str) -> list[dict[str, Any]]:
    return [update[kind] for update in await api.updates() if kind in update]


@pytest.fixture
async def group(driver: Driver, resident: DrivenPerson, api: Api) -> PlayedGroup:
    await api.updates(allowed_updates=ALL)
    return await PlayedGroup.founded(driver, resident)


@pytest.fixture
async def ruled(driver: Driver, resident: DrivenPerson, api: Api) -> PlayedGroup:
    """A supergroup that the bot rules."""
    await api.updates(allowed_updates=ALL)
    return await PlayedGroup.founded(driver, resident, kind="supergroup", bot="administrator")


async def test_being_added_comes_as_a_change_of_the_bot_and_as_a_message(
    api: Api, group: PlayedGroup
) -> None:
    change = (await news(api, "my_chat_member"))[-1]
    assert change["chat"] == {"id": group.id, "title": "Voisins", "type": "group"}
    assert [change[f"{when}_chat_member"]["status"] for when in ("old", "new")] == ["left", "member"]
    assert (await news(api, "message"))[-1]["new_chat_members"][0]["is_bot"] is True


@pytest.mark.parametrize(
    ("text", "heard"),
    [("bonjour", False), ("/aide", True), ("/aide@autrebot", False), ("dis @JardinsDemoBot", True)],
)
async def test_with_privacy_the_bot_hears_only_what_is_meant_for_it(
    api: Api,
    group: PlayedGroup,
    resident: DrivenPerson,
    text: str,
    heard: bool,  # noqa: FBT001 - of the table
) -> None:
    done = await group.does("text", resident, text=text)
    assert bool(done["update_id"]) is heard
    assert any(message.get("text") == text for message in await news(api, "message")) is heard


async def test_a_reply_to_the_bot_is_heard(api: Api, group: PlayedGroup, resident: DrivenPerson) -> None:
    sent = await api.ok("sendMessage", chat_id=group.id, text="Qui vient ?")
    await group.does("text", resident, text="moi", reply_to=sent["message_id"])
    assert (await news(api, "message"))[-1]["reply_to_message"]["text"] == "Qui vient ?"


async def test_a_bot_that_rules_hears_everything_and_of_everybody(
    api: Api, driver: Driver, ruled: PlayedGroup, resident: DrivenPerson
) -> None:
    other = await driver.person("neighbour")
    await ruled.does("join", other)
    await ruled.does("text", other, text="bonjour")
    await ruled.does("kick", resident, user=other.id)
    changes = await news(api, "chat_member")
    assert [change["new_chat_member"]["status"] for change in changes] == ["member", "kicked"]
    heard = [
        message.get("text") or next(iter(message.keys() - {"chat"})) for message in await news(api, "message")
    ]
    assert "bonjour" in heard
    assert (await news(api, "message"))[-1]["left_chat_member"]["id"] == other.id


async def test_somebody_met_in_a_group_cannot_be_written_to_alone(
    api: Api, driver: Driver, ruled: PlayedGroup
) -> None:
    other = await driver.person("neighbour")
    assert await api.refused("sendMessage", chat_id=other.id, text="x") == (
        400,
        "Bad Request: chat not found",
    )
    await ruled.does("join", other)
    assert await api.refused("sendMessage", chat_id=other.id, text="x") == (
        403, "Forbidden: bot can't initiate conversation with a user")  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "act", "words"),
    [
        ("group", {"status": "kicked"}, "bot was kicked from the group chat"),
        ("supergroup", {"status": "kicked"}, "bot was kicked from the supergroup chat"),
        ("group", {"status": "left"}, "bot is not a member of the group chat"),
        ("supergroup", {"status": "left"}, "bot is not a member of the supergroup chat"),
    ],
)
async def test_outside_the_bot_is_told_why(
    api: Api, driver: Driver, resident: DrivenPerson, kind: str, act: dict[str, str], words: str
) -> None:
    group = await PlayedGroup.founded(driver, resident, kind=kind)
    await group.does("change", resident, **act)
    assert await api.refused("sendMessage", chat_id=group.id, text="x") == (403, f"Forbidden: {words}")


async def test_a_deleted_group_and_an_unknown_one(
    api: Api, group: PlayedGroup, resident: DrivenPerson
) -> None:
    assert (await api.refused("sendMessage", chat_id=-7, text="x"))[1] == "Bad Request: chat not found"
    await group.does("delete", resident)
    refused = await api.refused("sendMessage", chat_id=group.id, text="x")
    assert refused == (403, "Forbidden: the group chat was deleted")


async def test_a_group_that_became_a_supergroup_names_its_new_id(
    api: Api, group: PlayedGroup, resident: DrivenPerson
) -> None:
    done = await group.does("migrate", resident)
    new = done["group"]["id"]
    assert new < -1_000_000_000_000
    answer = await api.call("sendMessage", chat_id=group.id, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new}
    moved = (await news(api, "message"))[-2:]
    assert (moved[0]["migrate_to_chat_id"], moved[1]["migrate_from_chat_id"]) == (new, group.id)
    await api.ok("sendMessage", chat_id=new, text="x")


@pytest.mark.parametrize(
    ("keyboard", "wish", "words"),
    [
        ("keyboard", {"request_location": True}, "location can be requested in private chats only"),
        ("keyboard", {"request_contact": True}, "phone number can be requested in private chats only"),
        (
            "keyboard",
            {"web_app": {"url": "https://a.org"}},
            "web App buttons can be used in private chats only",
        ),
        ("inline_keyboard", {"web_app": {"url": "https://a.org"}}, "BUTTON_TYPE_INVALID"),
    ],
)
async def test_what_only_a_private_chat_can_be_asked_is_refused_in_a_group(
    api: Api, group: PlayedGroup, keyboard: str, wish: dict[str, object], words: str
) -> None:
    markup = {keyboard: [[{"text": "x", **wish}]]}
    refused = await api.refused("sendMessage", chat_id=group.id, text="x", reply_markup=markup)
    assert refused == (400, f"Bad Request: {words}")


async def test_a_press_in_a_group_is_answered_there(
    api: Api, group: PlayedGroup, resident: DrivenPerson
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]}
    sent = await api.ok("sendMessage", chat_id=group.id, text="?", reply_markup=keyboard)
    await group.does("press", resident, message_id=sent["message_id"], data="y")
    press = (await news(api, "callback_query"))[-1]
    assert (press["message"]["chat"]["id"], press["from"]["id"]) == (group.id, resident.id)
    await api.ok("answerCallbackQuery", callback_query_id=press["id"], text="Noté")
    assert (await group.seen())["popups"][0]["text"] == "Noté"


async def test_members_administrators_and_their_number(
    api: Api, driver: Driver, ruled: PlayedGroup, resident: DrivenPerson
) -> None:
    me = await api.ok("getMe")
    assert (await api.ok("getChatMember", chat_id=ruled.id, user_id=resident.id))["status"] == "creator"
    mine = await api.ok("getChatMember", chat_id=ruled.id, user_id=me["id"])
    assert (mine["status"], mine["can_delete_messages"]) == ("administrator", True)
    other = await driver.person("neighbour")
    await other.starts()
    assert (await api.ok("getChatMember", chat_id=ruled.id, user_id=other.id))["status"] == "left"
    assert await api.ok("getChatMemberCount", chat_id=ruled.id) == 2
    rulers = await api.ok("getChatAdministrators", chat_id=ruled.id)
    assert {each["user"]["id"] for each in rulers} == {resident.id, me["id"]}
    assert await api.ok("getChatMemberCount", chat_id=resident.id) == 2


async def test_leaving_is_heard_and_ends_it(api: Api, ruled: PlayedGroup) -> None:
    await api.ok("leaveChat", chat_id=ruled.id)
    assert (await news(api, "my_chat_member"))[-1]["new_chat_member"]["status"] == "left"
    assert (await news(api, "message"))[-1]["left_chat_member"]["is_bot"] is True
    refused = await api.refused("getChat", chat_id=ruled.id)
    assert refused == (403, "Forbidden: bot is not a member of the supergroup chat")


async def test_throwing_somebody_out_is_a_right(
    api: Api, driver: Driver, group: PlayedGroup, ruled: PlayedGroup, resident: DrivenPerson
) -> None:
    other = await driver.person("neighbour")
    await ruled.does("join", other)
    assert await api.ok("banChatMember", chat_id=ruled.id, user_id=other.id)
    assert (await api.ok("getChatMember", chat_id=ruled.id, user_id=other.id))["status"] == "kicked"
    refusals = (
        (group.id, other.id, "not enough rights to restrict/unrestrict chat member"),
        (ruled.id, resident.id, "can't remove chat owner"),
        (resident.id, other.id, "can't ban members in private chats"),
    )
    for chat_id, user_id, words in refusals:
        assert await api.refused("banChatMember", chat_id=chat_id, user_id=user_id) == (
            400,
            f"Bad Request: {words}",
        )


async def test_others_messages_are_deleted_by_right_only(
    api: Api, group: PlayedGroup, ruled: PlayedGroup, resident: DrivenPerson
) -> None:
    said = await group.does("text", resident, text="x")
    refused = await api.refused("deleteMessage", chat_id=group.id, message_id=said["message_id"])
    assert refused == (400, "Bad Request: message can't be deleted")
    said = await ruled.does("text", resident, text="x")
    assert await api.ok("deleteMessage", chat_id=ruled.id, message_id=said["message_id"])


async def test_where_only_administrators_write_the_bot_is_told(
    api: Api, group: PlayedGroup, resident: DrivenPerson
) -> None:
    await group.does("mute", resident)
    for method, content, kind in (
        ("sendMessage", {"text": "x"}, "text messages"),
        ("sendPhoto", {"photo": jpeg(90, 90)}, "photos"),
        ("sendLocation", {"latitude": 44, "longitude": 4}, "locations"),
    ):
        refused = await api.refused(method, chat_id=group.id, **content)
        assert refused == (400, f"Bad Request: not enough rights to send {kind} to the chat")


async def test_pinning_in_a_group_is_a_right(api: Api, group: PlayedGroup, ruled: PlayedGroup) -> None:
    sent = await api.ok("sendMessage", chat_id=group.id, text="x")
    refused = await api.refused("pinChatMessage", chat_id=group.id, message_id=sent["message_id"])
    assert refused == (400, "Bad Request: not enough rights to manage pinned messages in the chat")
    sent = await api.ok("sendMessage", chat_id=ruled.id, text="x")
    await api.ok("pinChatMessage", chat_id=ruled.id, message_id=sent["message_id"])
    assert (await api.ok("getChat", chat_id=ruled.id))["pinned_message"]["text"] == "x"
    await api.ok("unpinAllChatMessages", chat_id=ruled.id)
    assert "pinned_message" not in await api.ok("getChat", chat_id=ruled.id)


async def test_a_supergroup_numbers_its_own_messages(
    api: Api, ruled: PlayedGroup, resident: DrivenPerson
) -> None:
    first = await api.ok("sendMessage", chat_id=ruled.id, text="x")
    for _ in range(10):
        await resident.says("ailleurs")
    second = await api.ok("sendMessage", chat_id=ruled.id, text="x")
    assert first["message_id"] < second["message_id"] <= first["message_id"] + 2


def test_a_group_takes_twenty_messages_a_minute() -> None:
    flood = Flood(on=True)
    for number in range(20):
        flood.spend(-5, number * 2.0)
    with pytest.raises(TooManyRequests) as caught:
        flood.spend(-5, 40.0)
    assert caught.value.retry_after == 20
    flood.spend(5, 40.0)
    flood.spend(-5, 60.1)


async def test_commands_have_scopes_of_groups(api: Api, group: PlayedGroup, resident: DrivenPerson) -> None:
    scope = {"type": "chat_member", "chat_id": group.id, "user_id": resident.id}
    await api.ok("setMyCommands", commands=[{"command": "aide", "description": "x"}], scope=scope)
    assert len(await api.ok("getMyCommands", scope=scope)) == 1
    assert await api.ok("getMyCommands", scope={"type": "chat", "chat_id": group.id}) == []
    private = {"type": "chat_administrators", "chat_id": resident.id}
    refused = await api.refused("setMyCommands", commands=[], scope=private)
    assert refused == (400, "Bad Request: can't use specified scope in private chats")
