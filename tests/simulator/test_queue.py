"""Updates wait, live, are confirmed and replayed by the real server's rules."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.clock import FileClock
    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.server import Simulator
    from tests.simulator.api import Api

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_a_higher_offset_confirms_them(
    api: Api, resident: DrivenPerson
) -> None:
    await resident.says("un")
    first = await api.updates()
    assert texts(first) == ["/start", "un"]
    assert await api.updates() == first
    assert texts(await api.updates(first[0]["update_id"] + 1)) == ["un"]
    assert await api.updates(first[1]["update_id"] + 1) == []
    assert await api.updates() == []


async def test_the_first_id_is_drawn_and_the_next_follow_it(api: Api, resident: DrivenPerson) -> None:
    await resident.says("un")
    first, second = await api.updates()
    assert 2_000_001 <= first["update_id"] < 10**9
    assert second["update_id"] == first["update_id"] + 1


async def test_a_negative_offset_keeps_only_the_last_updates(api: Api, resident: DrivenPerson) -> None:
    for text in ("un", "deux", "trois"):
        await resident.says(text)
    assert texts(await api.updates(-2)) == ["deux", "trois"]
    assert texts(await api.updates()) == ["deux", "trois"]


async def test_an_offset_far_ahead_is_ignored_and_the_queue_starts_over(
    api: Api, resident: DrivenPerson
) -> None:
    (start,) = await api.updates()
    await resident.says("un")
    assert texts(await api.updates(start["update_id"] + 1000)) == ["/start", "un"]


async def test_limit_and_timeout_out_of_range_are_clamped(api: Api, resident: DrivenPerson) -> None:
    for number in range(101):
        await resident.says(str(number))
    assert len(await api.updates(limit=1000)) == 100
    assert len(await api.updates(limit=0)) == 1
    assert len(await api.updates(timeout=600)) == 100


async def test_a_message_is_forgotten_after_a_day_and_a_press_after_150_seconds(
    api: Api, resident: DrivenPerson, clock: FileClock
) -> None:
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]}
    await api.ok("sendMessage", chat_id=resident.id, text="?", reply_markup=markup)
    await resident.press("Oui")
    clock.advance(timedelta(seconds=149))
    assert "callback_query" in (await api.updates())[-1]
    clock.advance(timedelta(seconds=2))
    assert texts(await api.updates()) == ["/start"]
    clock.advance(timedelta(hours=24))
    assert await api.updates() == []


async def test_a_poll_that_waits_is_woken_by_what_happens(
    api: Api, resident: DrivenPerson, simulator: Simulator
) -> None:
    (start,) = await api.updates()
    waiting = asyncio.create_task(api.updates(start["update_id"] + 1, timeout=20))
    await until_polling(api, simulator)
    await resident.says("bonjour")
    async with asyncio.timeout(5):
        assert texts(await waiting) == ["bonjour"]


async def until_polling(api: Api, simulator: Simulator) -> None:
    """Return when a poll waits."""
    async with asyncio.timeout(5):
        while simulator.world.poller._waiting is None:
            await api.ok("getMe")


async def test_a_second_poll_ends_the_older_with_409(api: Api, simulator: Simulator) -> None:
    older = asyncio.create_task(api.refused("getUpdates", timeout=20))
    await until_polling(api, simulator)
    newer = asyncio.create_task(api.updates(timeout=20))
    async with asyncio.timeout(5):
        assert await older == (409, OTHER)
    simulator.world.poller.release()
    assert await newer == []


async def test_a_webhook_ends_the_poll_and_forbids_the_next(api: Api, simulator: Simulator) -> None:
    polling = asyncio.create_task(api.refused("getUpdates", timeout=20))
    await until_polling(api, simulator)
    await api.ok("setWebhook", url="http://127.0.0.1:9/hook")
    async with asyncio.timeout(5):
        assert await polling == (409, "Conflict: terminated by setWebhook request")
    assert await api.refused("getUpdates") == (
        409,
        (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        ),
    )


async def test_only_wanted_kinds_are_made_and_the_wish_is_remembered(
    api: Api, resident: DrivenPerson
) -> None:
    await api.updates(allowed_updates=["callback_query", "nonsense"])
    await resident.says("unwanted")
    assert texts(await api.updates(allowed_updates="not json")) == ["/start"]
    await resident.says("still unwanted")
    await api.updates(allowed_updates=[])
    await resident.says("wanted")
    assert texts(await api.updates()) == ["/start", "wanted"]


async def test_an_update_can_be_made_by_hand_and_one_delivered_twice(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    (start,) = await api.updates()
    made = await driver.raw({"message": {"nonsense": True}})
    assert await api.updates(start["update_id"] + 1) == [{"message": {"nonsense": True}, "update_id": made}]
    await driver.redeliver(start["update_id"])
    again = await api.updates(made + 1)
    assert [update["update_id"] for update in again] == [start["update_id"]]
    assert await api.updates(made + 1) == []
    assert resident.id == start["message"]["chat"]["id"]


async def test_who_asks_for_the_same_offset_in_a_hurry_gets_one_update_at_a_time(
    api: Api, resident: DrivenPerson, simulator: Simulator
) -> None:
    simulator.world.flood.on = True
    await resident.says("un")
    assert texts(await api.updates()) == ["/start", "un"]
    assert texts(await api.updates()) == ["/start"]


async def test_a_crowd_can_fill_the_queue(api: Api, driver: Driver) -> None:
    people = await driver.push(250, chats=5)
    assert len(people) == 5
    assert (await driver.state())["pending"] == 250
    first = await api.updates()
    assert len(first) == 100
    assert {update["message"]["chat"]["id"] for update in first} == set(people)


@pytest.mark.parametrize("verb", ["getupdates", "GETUPDATES"])
async def test_method_names_are_read_in_any_case(api: Api, verb: str) -> None:
    assert await api.ok(verb) == []


async def test_arguments_come_in_the_query_in_json_or_in_a_form(api: Api, resident: DrivenPerson) -> None:
    ways = {
        "query": api.session.get(f"{api.root}/sendMessage", params={"chat_id": resident.id, "text": "é"}),
        "query of a post": api.session.post(
            f"{api.root}/sendMessage", params={"chat_id": resident.id, "text": "é"}
        ),
        "json": api.session.post(f"{api.root}/sendMessage", json={"chat_id": resident.id, "text": "é"}),
        "form": api.session.post(f"{api.root}/sendMessage", data={"chat_id": resident.id, "text": "é"}),
        "method in the query": api.session.post(
            api.root, params={"method": "sendMessage", "chat_id": resident.id, "text": "é"}
        ),
    }
    for way, request in ways.items():
        async with request as answer:
            assert (await answer.json())["result"]["text"] == "é", way


@pytest.mark.parametrize(
    ("wish", "kept"),
    [
        ('["CHAT_MEMBER"]', {"chat_member"}),
        ('["nonsense"]', set()),
        ('["message", 5]', {"poll"}),
        ("[[]]", {"poll"}),
        ("nonsense", {"poll"}),
    ],
)
async def test_a_wish_is_read_in_any_case_and_what_cannot_be_read_changes_nothing(
    api: Api, simulator: Simulator, wish: str, kept: set[str]
) -> None:
    await api.updates(allowed_updates=["poll"])
    await api.updates(allowed_updates=wish)
    assert simulator.world.queue.allowed == kept
