"""Topics of a forum: opened, written in, renamed, closed, deleted; and where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.simulator.groups import PlayedGroup

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api


@pytest.fixture
async def forum(driver: Driver, resident: DrivenPerson) -> PlayedGroup:
    return await PlayedGroup.founded(driver, resident, kind="forum", bot="administrator")


@pytest.fixture
async def topic(api: Api, forum: PlayedGroup) -> dict[str, Any]:
    made: dict[str, Any] = await api.ok("createForumTopic", chat_id=forum.id, name="Encombrants")
    return made


async def test_a_topic_is_numbered_by_the_message_that_opens_it(api: Api, topic: dict[str, Any]) -> None:
    last = (await api.updates())[-1]["message"]
    assert last["forum_topic_created"] == {"name": "Encombrants", "icon_color": topic["icon_color"]}
    assert last["message_id"] == last["message_thread_id"] == topic["message_thread_id"]
    assert last["chat"]["is_forum"] is True


async def test_what_is_sent_and_said_in_a_topic_names_it(
    api: Api, forum: PlayedGroup, topic: dict[str, Any], resident: DrivenPerson
) -> None:
    thread = topic["message_thread_id"]
    sent = await api.ok("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    await forum.does("text", resident, text="oui", topic=thread)
    assert (await api.updates())[-1]["message"]["message_thread_id"] == thread
    general = await api.ok("sendMessage", chat_id=forum.id, text="x")
    assert "message_thread_id" not in general
    replied = await api.ok("sendMessage", chat_id=forum.id, text="x", reply_parameters={
        "message_id": sent["message_id"]})  # fmt: skip
    assert replied["message_thread_id"] == thread


@pytest.mark.parametrize("thread", [1, 999_999])
async def test_the_general_topic_and_a_missing_one_cannot_be_named(
    api: Api, forum: PlayedGroup, thread: int
) -> None:
    refused = await api.refused("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    assert refused == (400, "Bad Request: message thread not found")


async def test_a_topic_is_renamed_closed_opened_and_deleted(
    api: Api, forum: PlayedGroup, topic: dict[str, Any]
) -> None:
    at = {"chat_id": forum.id, "message_thread_id": topic["message_thread_id"]}
    await api.ok("editForumTopic", **at, name="Dépôts")
    await api.ok("closeForumTopic", **at)
    assert await api.refused("closeForumTopic", **at) == (400, "Bad Request: TOPIC_NOT_MODIFIED")
    await api.ok("reopenForumTopic", **at)
    sent = await api.ok("sendMessage", **at, text="x")
    bodies = [update.get("message", {}) for update in await api.updates()]
    told = [name.removeprefix("forum_topic_") for body in bodies for name in body if "forum_topic_" in name]
    assert told == ["created", "edited", "closed", "reopened"]
    await api.ok("deleteForumTopic", **at)
    assert (await api.refused("sendMessage", **at, text="x"))[1] == "Bad Request: message thread not found"
    edit = await api.refused("editMessageText", chat_id=forum.id, message_id=sent["message_id"], text="y")
    assert edit == (400, "Bad Request: message to edit not found")


async def test_in_a_closed_topic_only_who_rules_it_writes(
    api: Api, forum: PlayedGroup, topic: dict[str, Any], resident: DrivenPerson
) -> None:
    at = {"chat_id": forum.id, "message_thread_id": topic["message_thread_id"]}
    await api.ok("closeForumTopic", **at)
    await api.ok("sendMessage", **at, text="x")
    await forum.does("change", resident, status="member")
    assert await api.refused("sendMessage", **at, text="x") == (400, "Bad Request: TOPIC_CLOSED")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"name": " "}, "name must be non-empty"),
        ({"name": "x", "icon_color": 0x1000000}, "invalid icon color specified"),
    ],
)
async def test_a_wrong_topic_is_refused(
    api: Api, forum: PlayedGroup, arguments: dict[str, object], words: str
) -> None:
    assert await api.refused("createForumTopic", chat_id=forum.id, **arguments) == (
        400,
        f"Bad Request: {words}",
    )


async def test_a_long_name_is_cut_at_128_characters(api: Api, forum: PlayedGroup) -> None:
    made = await api.ok("createForumTopic", chat_id=forum.id, name="é" * 200)
    assert made["name"] == "é" * 128


async def test_topics_need_a_forum_and_a_right(api: Api, driver: Driver, resident: DrivenPerson) -> None:
    for kind, bot, words in (
        ("group", "administrator", "the chat is not a forum"),
        ("supergroup", "administrator", "the chat is not a supergroup forum"),
        ("forum", "member", "not enough rights to create a topic"),
    ):
        group = await PlayedGroup.founded(driver, resident, kind=kind, bot=bot)
        assert await api.refused("createForumTopic", chat_id=group.id, name="x") == (
            400,
            f"Bad Request: {words}",
        )
