"""The driver acts and sees as a person does, and its failures show the screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.simulator.driver import Driver, DriverError
from bot.simulator.errors import NotLoopbackError
from bot.simulator.server import DEMO_TOKEN, Simulator, serve
from tests.simulator.api import jpeg

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson
    from tests.simulator.api import Api

INLINE = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}, {"text": "Non", "callback_data": "n"}]]}
ASKING = {
    "keyboard": [
        [{"text": "📍 Partager ma position", "request_location": True}],
        [{"text": "Mon contact", "request_contact": True}, {"text": "Annuler"}],
    ],
    "one_time_keyboard": True,
}


async def test_a_person_is_added_once_and_keeps_the_language(driver: Driver) -> None:
    first = await driver.person("officer", language="fr")
    again = await driver.person("officer", language="ar")
    assert (first.id, again.view["language_code"]) == (again.id, "ar")
    assert len((await driver.state())["people"]) == 1


async def test_sees_waits_for_a_message_and_takes_only_what_is_newer_than_the_mark(
    api: Api, resident: DrivenPerson
) -> None:
    await api.ok("sendMessage", chat_id=resident.id, text="Merci")
    await resident.mark()
    waiting = asyncio.create_task(resident.sees("Merci"))
    newer = await api.ok("sendMessage", chat_id=resident.id, text="Merci encore")
    assert (await waiting)["message_id"] == newer["message_id"]


async def test_an_old_message_that_is_edited_counts_as_new(api: Api, resident: DrivenPerson) -> None:
    sent = await api.ok("sendMessage", chat_id=resident.id, text="avant")
    await resident.mark()
    which = {"chat_id": resident.id, "message_id": sent["message_id"]}
    await api.ok("editMessageText", **which, text="après")
    await resident.sees("après")
    await resident.hides("avant")


async def test_a_failure_shows_the_screen(api: Api, resident: DrivenPerson) -> None:
    await api.ok("sendMessage", chat_id=resident.id, text="Bonjour", reply_markup=INLINE)
    with pytest.raises(
        AssertionError, match=r"nothing with 'Merci'.*\n.*/start\nbot: Bonjour\n.*\[Oui\] \[Non\]"
    ):
        await resident.sees("Merci", timeout=0.01)
    with pytest.raises(AssertionError, match="'Bonjour' can still be seen"):
        await resident.hides("Bonjour", timeout=0.01)
    with pytest.raises(AssertionError, match="no button with 'Peut-être'"):
        await resident.press("Peut-être", timeout=0.01)


async def test_press_takes_the_newest_button_and_press_on_a_given_message(
    api: Api, resident: DrivenPerson
) -> None:
    numbers = [
        (await api.ok("sendMessage", chat_id=resident.id, text=text, reply_markup=INLINE))["message_id"]
        for text in ("un", "deux")
    ]
    await resident.press("Oui")
    await resident.press_on(numbers[0], "Non")
    queries = [update["callback_query"] for update in (await api.updates())[1:]]
    pressed = [(query["message"]["message_id"], query["data"]) for query in queries]
    assert pressed == [(numbers[1], "y"), (numbers[0], "n")]


async def test_buttons_of_a_reply_keyboard_send_their_text_the_place_or_the_contact(
    api: Api, resident: DrivenPerson
) -> None:
    for label, place in (("position", (44.128, 4.081)), ("contact", None), ("Annuler", None)):
        await api.ok("sendMessage", chat_id=resident.id, text="Où ?", reply_markup=ASKING)
        await resident.press(label, at=place)
        assert await resident.keyboard() is None  # one-time: used, it folds away
    shared, contact, text = [update["message"] for update in (await api.updates())[1:]]
    assert shared["location"]["latitude"] == 44.128
    assert contact["contact"]["user_id"] == resident.id
    assert text["text"] == "Annuler"


async def test_of_an_inline_button_and_a_reply_button_the_newer_is_pressed(
    api: Api, resident: DrivenPerson
) -> None:
    for markup in (INLINE, {"keyboard": [["Oui, clavier"]]}, INLINE):
        await api.ok("sendMessage", chat_id=resident.id, text="?", reply_markup=markup)
        await resident.press("Oui")
    kinds = ["text" if "message" in update else "press" for update in (await api.updates())[1:]]
    assert kinds == ["press", "text", "press"]


async def test_a_button_that_asks_for_a_place_needs_one(api: Api, resident: DrivenPerson) -> None:
    await api.ok("sendMessage", chat_id=resident.id, text="Où ?", reply_markup=ASKING)
    with pytest.raises(AssertionError, match="asks for a place"):
        await resident.press("position")


async def test_everything_a_person_can_send_arrives(api: Api, resident: DrivenPerson) -> None:
    await resident.sends_photo(jpeg(200, 100))
    await resident.sends_document(b"%PDF", "a.pdf", "application/pdf")
    await resident.sends_voice()
    await resident.sends_sticker()
    await resident.sends_poll()
    await resident.shares_location(44.1, 4.1)
    await resident.shares_live_location(44.1, 4.1)
    await resident.shares_venue(44.1, 4.1, "Mairie", "Place")
    await resident.shares_contact()
    messages = [update["message"] for update in (await api.updates())[1:]]
    kinds = ["photo", "document", "voice", "sticker", "poll", "location", "location", "venue", "contact"]
    assert [kind for kind, message in zip(kinds, messages, strict=True) if kind not in message] == []
    assert "live_period" not in messages[5]["location"]
    assert messages[6]["location"]["live_period"] == 900


async def test_a_live_location_moves_and_stops(api: Api, resident: DrivenPerson) -> None:
    shared = await resident.shares_live_location(44.1, 4.1)
    await resident.moves(shared["message_id"], 44.2, 4.2)
    await resident.stops_sharing(shared["message_id"])
    moved, stopped = [update["edited_message"]["location"] for update in (await api.updates())[2:]]
    assert moved == {"latitude": 44.2, "longitude": 4.2, "live_period": 900}
    assert stopped == {"latitude": 44.2, "longitude": 4.2}


async def test_a_phone_cuts_a_long_text_into_several_messages(api: Api, resident: DrivenPerson) -> None:
    await resident.says("é" * 5000)
    assert [len(update["message"]["text"]) for update in (await api.updates())[1:]] == [4096, 904]


async def test_a_phone_shrinks_a_photo_that_is_too_heavy(api: Api, resident: DrivenPerson) -> None:
    heavy = jpeg() + bytes(11 << 20)
    await resident.sends_photo(heavy)
    assert (await api.updates())[-1]["message"]["photo"][-1]["file_size"] < 1 << 20


async def test_a_reply_keyboard_goes_with_the_message_that_brought_it(
    api: Api, resident: DrivenPerson
) -> None:
    sent = await api.ok("sendMessage", chat_id=resident.id, text="x", reply_markup={"keyboard": [["A"]]})
    await api.ok("deleteMessage", chat_id=resident.id, message_id=sent["message_id"])
    assert await resident.keyboard() is None


async def test_edits_blocks_and_unblocks_are_told_to_the_bot(api: Api, resident: DrivenPerson) -> None:
    said = await resident.says("avant")
    await resident.edits(said["message_id"], "après")
    await resident.blocks()
    with pytest.raises(DriverError, match="409 this person blocks the bot"):
        await resident.says("encore")
    await resident.unblocks()
    updates = (await api.updates())[2:]
    assert updates[0]["edited_message"]["text"] == "après"
    states = [update["my_chat_member"]["new_chat_member"]["status"] for update in updates[1:]]
    assert states == ["kicked", "member"]


async def test_start_carries_its_payload_and_unblocks(api: Api, resident: DrivenPerson) -> None:
    await resident.blocks()
    await resident.starts("abc-1")
    assert (await api.updates())[-1]["message"]["text"] == "/start abc-1"


async def test_a_press_on_what_is_not_there_is_refused(resident: DrivenPerson) -> None:
    with pytest.raises(DriverError, match="404 there is no message 1"):
        await resident.forge(1, "x")


async def test_the_clock_moves_for_all(driver: Driver, simulator: Simulator) -> None:
    before = simulator.world.now()
    await driver.advance(3600)
    assert (simulator.world.now() - before).total_seconds() >= 3600


async def test_a_clock_that_cannot_be_moved_says_so() -> None:
    simulator = Simulator(DEMO_TOKEN, SystemClock())
    async with Driver(await simulator.start()) as driver:
        with pytest.raises(DriverError, match=r"409 .*cannot be moved"):
            await driver.advance(1)
    await simulator.stop()


async def test_the_demonstration_has_its_phones() -> None:
    simulator = await serve("127.0.0.1", 0, DEMO_TOKEN, SystemClock())
    async with Driver(simulator.base_url) as driver:
        state = await driver.state()
    await simulator.stop()
    assert [person["role"] for person in state["people"]] == ["resident", "resident2", "officer"]
    assert state["flood"] is True


async def test_only_this_machine_is_served_unless_allowed() -> None:
    with pytest.raises(NotLoopbackError):
        await Simulator(DEMO_TOKEN, SystemClock()).start("0.0.0.0")  # noqa: S104 - what is refused


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
async def test_another_sites_page_cannot_drive_the_simulation(api: Api, headers: dict[str, str]) -> None:
    async with api.session.get(f"{api.base_url}/_sim/state", headers=headers) as answer:
        assert answer.status == 403
