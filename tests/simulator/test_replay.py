"""A journal can be played again: people do the same to a new simulator, and the bot's calls are compared."""

from __future__ import annotations

import asyncio
import itertools
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.clock import FileClock, monotonic
from bot.simulator.driver import Driver, DriverError
from bot.simulator.server import DEMO_TOKEN, Simulator
from tests.simulator.api import Api, jpeg
from tests.simulator.page_bot import PageBot, page_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.simulator.driver import DrivenPerson

MANY, PATIENCE_SECONDS = 10_000, 8
_clocks = itertools.count()


@asynccontextmanager
async def played(folder: Path) -> AsyncIterator[tuple[Driver, PageBot, Simulator]]:
    """A new simulator with a bot, and what drives its people."""
    simulator = Simulator(DEMO_TOKEN, FileClock(folder / f"clock{next(_clocks)}"))
    url = await simulator.start()
    try:
        async with Driver(url) as driver, page_bot(f"{url}/bot{DEMO_TOKEN}") as bot:
            yield driver, bot, simulator
    finally:
        await simulator.stop()


@asynccontextmanager
async def another(clock: FileClock) -> AsyncIterator[Driver]:
    """A new simulator without a bot."""
    simulator = Simulator(DEMO_TOKEN, clock)
    try:
        async with Driver(await simulator.start()) as driver:
            yield driver
    finally:
        await simulator.stop()


async def report(driver: Driver, bot: PageBot) -> DrivenPerson:
    """Two people, an album, a document, places, presses, an edit, a fault and a moved clock."""
    officer = await driver.person("officer", language="fr")
    bot.officer = officer.id
    await officer.starts()
    await officer.sees("Rien en attente")
    resident = await driver.person("resident", language="fr")
    await resident.starts()
    await resident.sees("Que voulez-vous faire")
    await resident.sends_album([jpeg(), jpeg(colour="blue")], "devant chez moi")
    await resident.press("Partager ma position", at=(44.13, 4.08))
    await driver.advance(3600)
    await resident.press("Encombrants")
    await resident.press("Envoyer")
    await resident.sees("D-0042")
    await officer.press("Accepter")
    await officer.gets_popup("C'est noté.")
    said = await resident.says("merci")
    await resident.edits(said["message_id"], "merci beaucoup")
    await resident.blocks()
    await resident.unblocks()
    await driver.until_called("answerCallbackQuery", 3)
    return resident


async def heard(bot: PageBot, kinds: set[str]) -> None:
    """Wait until the bot has got updates of all these kinds."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not kinds <= {name for update in bot.heard for name in update}:
            await bot.came.wait()


async def found(client: Api, kind: str) -> dict[str, Any]:
    """Wait until the bot has got a message of a kind, and return it."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            for update in await client.updates(timeout=1):
                message: dict[str, Any] = update.get("message", {})
                if kind in message:
                    return message


async def recorded(folder: Path) -> list[dict[str, Any]]:
    async with played(folder) as (driver, bot, _):
        await report(driver, bot)
        await driver.until_called("sendMessage", 9)
        return await driver.journal()


async def test_the_same_bot_makes_the_same_calls(tmp_path: Path) -> None:
    journal = await recorded(tmp_path)
    async with played(tmp_path) as (driver, bot, simulator):
        bot.officer = next(entry["update"]["message"]["from"]["id"] for entry in journal if "update" in entry)
        began = simulator.world.now()
        made = await driver.replay(journal, check=True)
        assert made["differences"] == []
        assert made["skipped"] == []
        assert made["updates"] == len([entry for entry in journal if entry["kind"] == "update"])
        assert (simulator.world.now() - began).total_seconds() >= 3600
        await heard(bot, {"message", "callback_query", "edited_message", "my_chat_member"})
        resident = next(p for p in (await driver.state())["people"] if p["first_name"] == "Resident")
        person = await driver.person(resident["role"])
        await person.sees("D-0042")
        assert not resident["blocked"]


async def test_a_bot_that_says_something_else_is_shown_with_both_words(tmp_path: Path) -> None:
    journal = await recorded(tmp_path)
    changed = json.loads(json.dumps(journal).replace("Que voulez-vous faire ?", "Que désirez-vous ?"))
    async with played(tmp_path) as (driver, bot, _):
        bot.officer = next(entry["update"]["message"]["from"]["id"] for entry in journal if "update" in entry)
        (found,) = (await driver.replay(changed, check=True))["differences"]
        assert "Que désirez-vous" in found["recorded"]["arguments"]["text"]
        assert "Que voulez-vous faire" in found["now"]["arguments"]["text"]
        assert found["call"] == 1


async def test_what_is_ignored_may_differ(tmp_path: Path) -> None:
    journal = await recorded(tmp_path)
    changed = json.loads(json.dumps(journal).replace("Que voulez-vous faire ?", "Que désirez-vous ?"))
    async with played(tmp_path) as (driver, bot, _):
        bot.officer = next(entry["update"]["message"]["from"]["id"] for entry in journal if "update" in entry)
        assert (await driver.replay(changed, check=True, ignore=("text",)))["differences"] == []


async def test_a_call_that_does_not_come_is_reported_and_waited_for_once(tmp_path: Path) -> None:
    journal = await recorded(tmp_path)
    async with played(tmp_path) as (driver, bot, _):
        assert bot.officer is None  # so nobody tells the officer now
        made = await driver.replay(journal, check=True, patience=0.3)
        assert len(made["differences"]) == 1
        assert any("has not come again" in reason for reason in made["skipped"])
        assert made["seconds"] < 5


async def test_files_that_are_not_here_have_stand_ins_of_their_size(driver: Driver, clock: FileClock) -> None:
    person = await driver.person("resident")
    await person.sends_document(b"abc" * 100, "a.pdf", "application/pdf")
    await person.sends_photo(jpeg())
    journal = await driver.journal()
    async with another(clock) as again, Api(again.base_url, DEMO_TOKEN) as client:
        await again.replay(journal)
        document, photo = (update["message"] for update in await client.updates())
        file = await client.ok("getFile", file_id=document["document"]["file_id"])
        assert (document["document"]["file_name"], file["file_size"]) == ("a.pdf", 300)
        file = await client.ok("getFile", file_id=photo["photo"][-1]["file_id"])
        assert (await client.download(file["file_path"]))[1][:2] == b"\xff\xd8"


async def test_a_film_comes_again_with_its_size_and_length(driver: Driver, clock: FileClock) -> None:
    person = await driver.person("resident")
    film = {"file_id": "BAAC-of-another-day", "file_unique_id": "AgAD1", "width": 640, "height": 360}
    film |= {"duration": 7, "file_size": 90, "mime_type": "video/mp4"}
    sender = {"id": person.id, "is_bot": False, "first_name": "Resident"}
    chat = {"id": person.id, "type": "private", "first_name": "Resident"}
    message = {"message_id": 7, "date": 1_790_000_000, "chat": chat, "from": sender, "video": film}
    journal = [{"number": 1, "kind": "update", "update": {"update_id": 5, "message": message}}]
    async with another(clock) as again, Api(again.base_url, DEMO_TOKEN) as client:
        assert (await again.replay(journal))["skipped"] == []
        (shown,) = [update["message"]["video"] for update in await client.updates()]
        assert {name: shown[name] for name in film if name != "file_id"} | {
            "file_id": film["file_id"]
        } == film
        assert (await client.ok("getFile", file_id=shown["file_id"]))["file_size"] == 90


async def test_faults_come_again_where_they_came(driver: Driver, clock: FileClock) -> None:
    person = await driver.person("resident")
    await person.says("bonjour")
    await driver.fault(kind="429", method="sendMessage", retry_after=7)
    journal = await driver.journal()
    async with another(clock) as again, Api(again.base_url, DEMO_TOKEN) as client:
        await again.replay(journal)
        refused = await client.call("sendMessage", chat_id=person.id, text="x")
        assert refused["parameters"] == {"retry_after": 7}


async def test_a_group_comes_again_with_its_topic_and_the_press_in_it(
    driver: Driver, api: Api, clock: FileClock
) -> None:
    person = await driver.person("resident")
    await driver.person("resident2")
    wanted = {"creator": person.id, "title": "Voisins", "kind": "forum", "bot": "administrator"}
    group = await driver.post("groups", wanted)

    async def answer(client: Api, chat: int) -> int:
        topic = await found(client, "forum_topic_created")
        made = await client.ok(
            "sendMessage",
            chat_id=chat,
            text="Qui vient ?",
            message_thread_id=topic["message_thread_id"],
            reply_markup={"inline_keyboard": [[{"text": "Moi", "callback_data": "x"}]]},
        )
        return int(made["message_id"])

    await driver.post(f"groups/{group['id']}/topic", {"person": person.id, "name": "Samedi"})
    under = await answer(api, group["id"])
    await driver.post(f"groups/{group['id']}/press", {"person": person.id, "message_id": under, "data": "x"})
    journal = await driver.journal()
    async with another(clock) as again, Api(again.base_url, DEMO_TOKEN) as client:
        playing = asyncio.create_task(again.replay(journal, check=True))
        now = await answer(client, group["id"])
        made = await playing
        assert (made["skipped"], made["differences"]) == ([], [])
        (press,) = [u["callback_query"] for u in await client.updates() if "callback_query" in u]
        assert (press["message"]["message_id"], press["message"]["chat"]["title"]) == (now, "Voisins")


@pytest.mark.parametrize("broken", ["{", '"text"', '{"number": 1}'])
async def test_what_is_no_journal_is_refused_with_its_line(driver: Driver, broken: str) -> None:
    with pytest.raises(DriverError, match="line 1 of the journal"):
        await driver.replay(broken)


@pytest.mark.slow
async def test_ten_thousand_updates_are_replayed_in_seconds(
    driver: Driver, simulator: Simulator, clock: FileClock
) -> None:
    await driver.push(MANY, chats=100)
    journal = "".join(simulator.world.journal.lines())
    async with another(clock) as again:
        began = monotonic()
        made = await again.replay(journal)
        assert monotonic() - began < 20
        assert (made["updates"], (await again.state())["pending"]) == (MANY, MANY)
