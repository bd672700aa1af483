"""pyTelegramBotAPI, which sends parameters in the query string of a POST, works with the simulator unchanged.

It blocks, so it runs in threads beside the simulator.
"""

from __future__ import annotations

import asyncio
import io
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
import telebot
from telebot import apihelper, types

from bot.simulator.server import DEMO_TOKEN
from tests.simulator.api import jpeg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.server import Simulator

PATIENCE_SECONDS = 20
in_thread = asyncio.to_thread


@pytest.fixture
def library(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], telebot.TeleBot]:
    """Make clients; the library keeps the address of the API for the whole process."""
    monkeypatch.setattr(apihelper, "API_URL", f"{simulator.base_url}/bot{{0}}/{{1}}")
    monkeypatch.setattr(apihelper, "FILE_URL", f"{simulator.base_url}/file/bot{{0}}/{{1}}")
    return lambda token: telebot.TeleBot(token, threaded=False, parse_mode="HTML")


@pytest.fixture
async def bot(library: Callable[[str], telebot.TeleBot]) -> AsyncIterator[telebot.TeleBot]:
    yield library(DEMO_TOKEN)
    session = apihelper._get_req_session(reset=True)  # type: ignore[no-untyped-call]  # the library's own lacks types
    await in_thread(session.close)


def picture(colour: str = "sienna") -> types.InputFile:
    return types.InputFile(io.BytesIO(jpeg(colour=colour)), "a.jpg")


def handle(bot: telebot.TeleBot) -> None:
    """An echo with one button, as the library's own documents begin."""
    keyboard = types.InlineKeyboardMarkup([[types.InlineKeyboardButton("Oui", callback_data="y")]])

    def echo(message: types.Message) -> None:
        bot.send_message(message.chat.id, f"<b>écho 😀</b> : {message.text}", reply_markup=keyboard)

    def pressed(query: types.CallbackQuery) -> None:
        bot.answer_callback_query(query.id, "Merci")
        assert isinstance(query.message, types.Message)
        bot.edit_message_text(f"reçu : {query.data}", query.message.chat.id, query.message.message_id)

    bot.register_message_handler(echo, content_types=["text"])
    bot.register_callback_query_handler(pressed, func=bool)


@asynccontextmanager
async def polling(bot: telebot.TeleBot) -> AsyncIterator[None]:
    handle(bot)
    running = asyncio.create_task(in_thread(bot.polling, long_polling_timeout=1, non_stop=True))
    try:
        yield
    finally:
        bot.stop_polling()  # type: ignore[no-untyped-call]  # the library's own lacks types
        async with asyncio.timeout(PATIENCE_SECONDS):
            await running


async def test_its_polling_receives_answers_and_edits(bot: telebot.TeleBot, driver: Driver) -> None:
    async with polling(bot):
        person = await driver.person("resident")
        await person.says("bonjour é😀")
        await person.sees("écho 😀 : bonjour é😀")
        await person.press("Oui")
        await person.gets_popup("Merci")
        await person.sees("reçu : y")


async def test_it_uploads_photos_albums_documents_and_sends_a_file_again(
    bot: telebot.TeleBot, resident: DrivenPerson
) -> None:
    sent = await in_thread(bot.send_photo, resident.id, jpeg(), caption="<i>une</i>")
    assert sent.photo
    again = await in_thread(bot.send_photo, resident.id, sent.photo[-1].file_id)
    assert again.photo
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    parts = [types.InputMediaPhoto(picture()), types.InputMediaPhoto(picture("blue"))]
    first, second = await in_thread(bot.send_media_group, resident.id, list(parts))
    assert first.media_group_id == second.media_group_id
    document = await in_thread(bot.send_document, resident.id, b"abc", visible_file_name="a.txt")
    assert document.document
    assert document.document.file_name == "a.txt"
    photo = types.InputMediaPhoto(picture("green"), caption="deux")
    await in_thread(bot.edit_message_media, photo, resident.id, sent.message_id)
    await resident.sees("deux")


async def test_it_downloads_what_a_person_sent(bot: telebot.TeleBot, resident: DrivenPerson) -> None:
    await resident.sends_document(b"abc", "a.txt", "text/plain")
    message = (await in_thread(bot.get_updates, timeout=5))[-1].message
    assert message
    assert message.document
    file = await in_thread(bot.get_file, message.document.file_id)
    assert file.file_path
    assert await in_thread(bot.download_file, file.file_path) == b"abc"


async def test_it_deletes_and_reads_its_account(bot: telebot.TeleBot, resident: DrivenPerson) -> None:
    sent = await in_thread(bot.send_message, resident.id, "à effacer")
    assert await in_thread(bot.delete_message, resident.id, sent.message_id)
    await resident.hides("à effacer")
    assert (await in_thread(bot.get_me)).is_bot
    assert (await in_thread(bot.get_webhook_info)).url == ""


async def refused(call: Callable[[], object], code: int, description: str) -> None:
    with pytest.raises(apihelper.ApiTelegramException, match=re.escape(description)) as error:
        await in_thread(call)
    assert error.value.error_code == code
    assert error.value.description == description


async def test_it_recognises_the_errors(bot: telebot.TeleBot, driver: Driver, resident: DrivenPerson) -> None:
    def write(text: str = "x", chat: int = resident.id) -> Callable[[], object]:
        return lambda: bot.send_message(chat, text)

    await refused(write("x" * 4097), 400, "Bad Request: message is too long")
    await refused(write(chat=1), 400, "Bad Request: chat not found")
    await resident.blocks()
    await refused(write(), 403, "Forbidden: bot was blocked by the user")
    await driver.fault(kind="429", retry_after=3)
    await refused(bot.get_me, 429, "Too Many Requests: retry after 3")
    await driver.fault(kind="500")
    await refused(bot.get_me, 500, "Internal Server Error")


async def test_it_is_refused_with_another_token(
    library: Callable[[str], telebot.TeleBot], bot: telebot.TeleBot
) -> None:
    assert bot.token == DEMO_TOKEN
    stranger = library("1000000001:another-token-that-nobody-knows-000")
    await refused(stranger.get_me, 401, "Unauthorized")
