"""Updates come twice, late, overtaken or in parts when a fault orders it, by polling and by webhook."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.driver import DriverError
from tests.simulator.api import jpeg
from tests.simulator.test_webhook import hook as hook  # noqa: PLC0414 - a fixture is found by being here

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api
    from tests.simulator.test_webhook import Hook

SOON, NEVER = 1.0, 3600.0
PATIENCE_SECONDS = 20
ORDERS: list[tuple[dict[str, Any], list[str], list[str | None]]] = [
    ({"kind": "duplicate"}, ["a", "a", "b", "c"], [None, "duplicate", None, None]),
    ({"kind": "duplicate", "times": 2}, ["a", "a", "b", "b", "c"], [None, "duplicate"] * 2 + [None]),
    ({"kind": "duplicate", "after": 2}, ["a", "b", "c", "c"], [None, None, None, "duplicate"]),
    ({"kind": "delay", "seconds": SOON}, ["b", "c", "a"], [None, None, "delay"]),
    ({"kind": "reorder", "seconds": NEVER}, ["b", "a", "c"], [None, "reorder", None]),
    ({"kind": "reorder", "seconds": SOON, "after": 2}, ["a", "b", "c"], [None, None, "reorder"]),
    ({"kind": "split"}, ["a", "b", "c"], [None, None, None]),  # there is no album
]


class Polled:
    """A bot that confirms what it got with each next poll."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._offset = 0

    async def poll(self) -> list[dict[str, Any]]:
        """Return the messages of the next poll that gets any."""
        found: list[dict[str, Any]] = []
        while not found:
            found = await self._api.updates(self._offset, timeout=5)
        self._offset = found[-1]["update_id"] + 1
        return [update["message"] for update in found]

    async def texts(self, count: int) -> list[str]:
        """Return the texts of the next so many messages."""
        got: list[str] = []
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(got) < count:
                got += [message["text"] for message in await self.poll()]
        return got


@pytest.fixture
async def polled(api: Api, resident: DrivenPerson) -> Polled:
    """A poller that has confirmed the start."""
    bot = Polled(api)
    assert (await bot.poll())[0]["from"]["id"] == resident.id
    return bot


async def say(person: DrivenPerson, *texts: str) -> None:
    """Say one thing after another."""
    for text in texts:
        await person.says(text)


async def struck(driver: Driver) -> list[str | None]:
    """Return the fault of each update in the journal but the start."""
    return [entry.get("fault") for entry in await driver.journal() if entry["kind"] == "update"][1:]


@pytest.mark.parametrize(("fault", "texts", "faults"), ORDERS)
async def test_a_poller_gets_what_was_ordered_and_the_journal_says_what_struck(
    driver: Driver,
    resident: DrivenPerson,
    polled: Polled,
    fault: dict[str, Any],
    texts: list[str],
    faults: list[str | None],
) -> None:
    await driver.fault(**fault)
    await say(resident, "a", "b", "c")
    assert await polled.texts(len(texts)) == texts
    assert await struck(driver) == faults
    left = (await driver.state())["faults"]
    assert [each["kind"] for each in left] == (["split"] if fault["kind"] == "split" else [])


@pytest.mark.parametrize(("fault", "texts", "faults"), ORDERS)
async def test_a_webhook_gets_the_same(
    api: Api,
    driver: Driver,
    resident: DrivenPerson,
    hook: Hook,
    fault: dict[str, Any],
    texts: list[str],
    faults: list[str | None],
) -> None:
    await api.ok("setWebhook", url=hook.url)
    assert await hook.text() == "/start"
    await driver.fault(**fault)
    await say(resident, "a", "b", "c")
    assert [await hook.text() for _ in texts] == texts
    assert await struck(driver) == faults


async def test_a_repeated_update_has_the_same_id(api: Api, driver: Driver, resident: DrivenPerson) -> None:
    await driver.fault(kind="duplicate", chat_id=resident.id)
    await resident.says("a")
    ids = [update["update_id"] for update in await api.updates() if update["message"]["text"] == "a"]
    assert len(ids) == 2
    assert len(set(ids)) == 1


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("duplicate", ["a", "1", "1", "b", "2"]),
        ("delay", ["a", "b", "2", "1"]),
        ("reorder", ["a", "b", "2", "1"]),
    ],
)
async def test_a_fault_of_one_chat_leaves_the_other_alone(
    driver: Driver, resident: DrivenPerson, polled: Polled, kind: str, texts: list[str]
) -> None:
    neighbour = await driver.person("neighbour")
    await driver.fault(kind=kind, chat_id=neighbour.id, seconds=SOON if kind == "delay" else NEVER)
    for mine, theirs in (("a", "1"), ("b", "2")):
        await resident.says(mine)
        await neighbour.says(theirs)
    assert sorted(await polled.texts(len(texts))) == sorted(texts)
    made = [
        entry["update"]["message"]["text"] for entry in await driver.journal() if entry["kind"] == "update"
    ]
    assert [text for text in made if text != "/start"] != ["a", "1", "b", "2"]
    assert [text for text in made if text in "ab"] == ["a", "b"]
    assert [text for text in made if text in "12"] == [text for text in texts if text in "12"]


async def test_a_press_overtakes_a_message(api: Api, driver: Driver, resident: DrivenPerson) -> None:
    button = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    await api.ok("sendMessage", chat_id=resident.id, text="?", reply_markup=button)
    await driver.fault(kind="reorder", seconds=NEVER)
    await resident.says("a")
    await resident.press("Oui")
    first, second = (await api.updates())[1:]
    assert first["callback_query"]["data"] == "oui"
    assert second["message"]["text"] == "a"
    assert second["update_id"] == first["update_id"] + 1


async def test_the_parts_of_a_split_album_come_in_different_polls_and_the_next_album_whole(
    driver: Driver, resident: DrivenPerson, polled: Polled
) -> None:
    await driver.fault(kind="split")
    photos = [jpeg(colour=colour) for colour in ("red", "green", "blue")]
    async with asyncio.timeout(PATIENCE_SECONDS):
        await resident.sends_album(photos)
        parts = [await polled.poll() for _ in photos]
        await resident.sends_album(photos[:2])
        whole = [*await polled.poll()]
        while len(whole) < 2:
            whole += await polled.poll()
    assert [len(part) for part in parts] == [1, 1, 1]
    assert len({part[0]["media_group_id"] for part in parts}) == 1
    assert [part[0]["message_id"] for part in parts] == sorted(part[0]["message_id"] for part in parts)
    assert await struck(driver) == ["split"] * 3 + [None] * 2


async def test_a_webhook_gets_the_parts_in_order_each_after_a_while(
    api: Api, driver: Driver, resident: DrivenPerson, hook: Hook
) -> None:
    await api.ok("setWebhook", url=hook.url)
    assert await hook.text() == "/start"
    await driver.fault(kind="split")
    made = await resident.sends_album([jpeg(colour="red"), jpeg(colour="blue")])
    assert made["update_ids"][1] == 0  # held back: it is not queued yet
    async with asyncio.timeout(PATIENCE_SECONDS):
        got = [(await hook.got.get())[1]["message"]["message_id"] for _ in range(2)]
    assert got == made["message_ids"]
    assert await struck(driver) == ["split", "split"]


async def test_parts_that_all_wait_already_still_come_in_different_polls(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await driver.fault(kind="split")
    await resident.sends_album([jpeg(colour="red"), jpeg(colour="blue")])
    await driver.clear_faults()  # what is held back comes now
    start, *first = await api.updates()
    assert first == []
    second = await api.updates(start["update_id"] + 1)
    assert len(second) == 1
    assert len(await api.updates(second[0]["update_id"] + 1)) == 1


@pytest.mark.parametrize("kind", ["delay", "reorder"])
async def test_switching_off_lets_go_what_is_held_back(
    driver: Driver, resident: DrivenPerson, polled: Polled, kind: str
) -> None:
    await driver.fault(kind=kind, seconds=NEVER, times=9)
    assert (await resident.says("a"))["update_id"] == 0
    await driver.clear_faults()
    await resident.says("b")
    assert await polled.texts(2) == ["a", "b"]


async def test_calls_are_left_alone_and_a_method_is_refused(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await driver.fault(kind="duplicate")
    assert (await api.call("sendMessage", chat_id=resident.id, text="x"))["ok"]
    assert (await driver.state())["faults"][0]["times"] == 1
    with pytest.raises(DriverError, match="duplicate is a fault of updates: it has no method"):
        await driver.fault(kind="duplicate", method="sendMessage")


async def test_a_struck_journal_played_again_tells_the_bot_the_same_once_more(
    driver: Driver, resident: DrivenPerson, polled: Polled
) -> None:
    await driver.fault(kind="duplicate")
    await driver.fault(kind="reorder", seconds=NEVER)
    await say(resident, "a", "b", "c")
    assert await polled.texts(4) == ["a", "a", "c", "b"]
    made = await driver.replay(await driver.journal())
    assert made["skipped"] == []
    assert [text for text in await polled.texts(5) if text != "/start"] == ["a", "a", "c", "b"]
