"""aiogram, written by others against the real API, works with the simulator unchanged."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from bot.simulator.server import DEMO_TOKEN
from tests.simulator.api import jpeg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.server import Simulator

PATIENCE_SECONDS = 20
YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Oui", callback_data="y")]])


def client(simulator: Simulator, token: str = DEMO_TOKEN) -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(simulator.base_url))
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    made = client(simulator)
    yield made
    await made.session.close()


def picture(colour: str = "sienna") -> BufferedInputFile:
    return BufferedInputFile(jpeg(colour=colour), "a.jpg")


def dispatcher() -> Dispatcher:
    """An echo with one button, as aiogram's own documents begin."""
    made = Dispatcher()

    async def echo(message: Message) -> None:
        await message.answer(f"<b>écho 😀</b> : {message.text}", reply_markup=YES)

    async def pressed(query: CallbackQuery) -> None:
        await query.answer("Merci")
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"reçu : {query.data}")

    made.message.register(echo)
    made.callback_query.register(pressed)
    return made


@asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    made = dispatcher()
    running = asyncio.create_task(made.start_polling(bot, handle_signals=False, close_bot_session=False))
    try:
        yield
    finally:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await made.stop_polling()
            await running


async def test_its_dispatcher_receives_answers_and_edits(bot: Bot, driver: Driver) -> None:
    async with polling(bot):
        person = await driver.person("resident")
        await person.says("bonjour é😀")
        await person.sees("écho 😀 : bonjour é😀")
        await person.press("Oui")
        await person.gets_popup("Merci")
        await person.sees("reçu : y")


async def test_it_uploads_photos_albums_documents_and_sends_a_file_again(
    bot: Bot, resident: DrivenPerson
) -> None:
    sent = await bot.send_photo(resident.id, picture(), caption="<i>une</i>")
    assert sent.photo
    again = await bot.send_photo(resident.id, sent.photo[-1].file_id)
    assert again.photo
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    parts = [InputMediaPhoto(media=picture()), InputMediaPhoto(media=picture("blue"))]
    first, second = await bot.send_media_group(resident.id, list(parts))
    assert first.media_group_id == second.media_group_id
    document = await bot.send_document(resident.id, BufferedInputFile(b"abc", "a.txt"))
    assert document.document
    assert document.document.file_name == "a.txt"
    changed = await bot.edit_message_media(
        InputMediaPhoto(media=picture("green"), caption="deux"),
        chat_id=resident.id,
        message_id=sent.message_id,
    )
    assert isinstance(changed, Message)
    await resident.sees("deux")


async def test_it_downloads_what_a_person_sent(bot: Bot, resident: DrivenPerson) -> None:
    await resident.sends_document(b"abc", "a.txt", "text/plain")
    message = (await bot.get_updates(timeout=5))[-1].message
    assert message
    assert message.document
    got = await bot.download(message.document)
    assert got is not None
    assert got.read() == b"abc"


async def test_it_deletes_and_sets_up_the_account(bot: Bot, resident: DrivenPerson) -> None:
    sent = await bot.send_message(resident.id, "à effacer")
    assert await sent.delete()
    await resident.hides("à effacer")
    assert (await bot.me()).is_bot
    assert (await bot.get_webhook_info()).url == ""


async def test_it_recognises_the_errors(bot: Bot, driver: Driver, resident: DrivenPerson) -> None:
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(resident.id, "x" * 4097)
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(1, "x")
    await resident.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(resident.id, "x")
    await driver.fault(kind="429", retry_after=3)
    with pytest.raises(TelegramRetryAfter) as flooded:
        await bot.get_me()
    assert flooded.value.retry_after == 3
    await driver.fault(kind="500")
    with pytest.raises(TelegramServerError):
        await bot.get_me()
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()


async def test_it_is_refused_with_another_token(simulator: Simulator) -> None:
    stranger = client(simulator, "1000000001:another-token-that-nobody-knows-000")
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await stranger.session.close()
