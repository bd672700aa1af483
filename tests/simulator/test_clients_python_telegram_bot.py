"""python-telegram-bot's own client, which knows the real API, works with the simulator unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.simulator.server import DEMO_TOKEN
from tests.simulator.api import jpeg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.server import Simulator


def client(simulator: Simulator, token: str = DEMO_TOKEN) -> Bot:
    base = simulator.base_url
    return Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    async with client(simulator) as made:
        yield made


async def test_it_receives_answers_edits_and_deletes(bot: Bot, resident: DrivenPerson) -> None:
    (start,) = await bot.get_updates(timeout=5)
    assert start.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="y")]])
    await start.message.reply_text("<b>é</b>😀 <i>x</i>", parse_mode=ParseMode.HTML, reply_markup=keyboard)
    await resident.press("Oui")
    (press,) = await bot.get_updates(offset=start.update_id + 1, timeout=5)
    assert press.callback_query is not None
    await press.callback_query.answer("Merci")
    await press.callback_query.edit_message_text("fini")
    await resident.gets_popup("Merci")
    seen = await resident.sees("fini")
    await bot.delete_message(resident.id, seen["message_id"])
    await resident.hides("fini")


async def test_it_sends_photos_albums_documents_and_places(bot: Bot, resident: DrivenPerson) -> None:
    sent = await bot.send_photo(resident.id, jpeg(), caption="A")
    again = await bot.send_photo(resident.id, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    album = await bot.send_media_group(
        resident.id, [InputMediaPhoto(jpeg()), InputMediaPhoto(jpeg(colour="blue"))], caption="B"
    )
    assert album[0].media_group_id == album[1].media_group_id
    document = await bot.send_document(resident.id, b"abc", filename="a.txt")
    assert document.document is not None
    assert document.document.file_name == "a.txt"
    place = await bot.send_venue(resident.id, 44.1, 4.1, "Mairie", "Place")
    assert place.venue is not None
    changed = await bot.edit_message_media(
        InputMediaPhoto(jpeg(colour="green"), caption="C"), resident.id, sent.message_id
    )
    assert changed is not True
    await resident.sees("C")


async def test_it_downloads_what_a_person_sent(bot: Bot, resident: DrivenPerson) -> None:
    await resident.sends_document(b"abc", "a.txt", "text/plain")
    message = (await bot.get_updates(timeout=5))[-1].message
    assert message is not None
    assert message.document is not None
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"abc"


async def test_it_asks_for_a_place_and_gets_it(bot: Bot, resident: DrivenPerson) -> None:
    markup = ReplyKeyboardMarkup([[KeyboardButton("Ma position", request_location=True)]])
    await bot.send_message(resident.id, "Où ?", reply_markup=markup)
    await resident.press("Ma position", at=(44.128, 4.081))
    message = (await bot.get_updates(timeout=5))[-1].message
    assert message is not None
    assert message.location is not None
    assert message.location.horizontal_accuracy == 12.0


async def test_it_sets_up_the_account(bot: Bot, resident: DrivenPerson) -> None:
    await bot.set_my_commands([BotCommand("aide", "Aide")], language_code="fr")
    assert [command.command for command in await bot.get_my_commands(language_code="fr")] == ["aide"]
    await bot.set_my_name("Jardins")
    await bot.set_my_description("Un bot")
    await bot.set_my_short_description("Bot")
    assert (await bot.get_my_name()).name == "Jardins"
    assert (await bot.get_chat(resident.id)).first_name == "Resident"
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert (await bot.get_webhook_info()).url == ""


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # of its own RetryAfter
async def test_it_recognises_the_errors(bot: Bot, driver: Driver, resident: DrivenPerson) -> None:
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(resident.id, "x" * 4097)
    await resident.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(resident.id, "x")
    await driver.fault(kind="429", retry_after=3)
    with pytest.raises(RetryAfter):
        await bot.get_me()
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()


async def test_it_refuses_to_start_with_another_token(simulator: Simulator) -> None:
    stranger = client(simulator, "1000000001:another-token-that-nobody-knows-000")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
