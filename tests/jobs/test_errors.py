from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.handlers.errors import Meaning, judge
from bot.handlers.request import AiohttpRequest
from tests.jobs.server import TOKEN, error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.jobs.server import Api, Wanted


@pytest.fixture
async def bot(api: Api) -> AsyncIterator[Bot]:
    request = AiohttpRequest()
    await request.initialize()
    yield Bot(TOKEN, base_url=f"{api.root}/bot", request=request, get_updates_request=request)
    await request.shutdown()


CASES = [
    (error(429, "Too Many Requests: retry after 7", retry_after=7), Meaning.WAIT),
    (error(400, "Bad Request: message is not modified: specified new message content"), Meaning.SENT),
    (error(400, "Bad Request: can't parse entities"), Meaning.REFUSED),
    (error(400, "Bad Request: chat not found"), Meaning.UNREACHABLE),
    (error(403, "Forbidden: bot was blocked by the user"), Meaning.UNREACHABLE),
    (error(403, "Forbidden: user is deactivated"), Meaning.UNREACHABLE),
    (error(403, "Forbidden: not enough rights to send text messages to the chat"), Meaning.REFUSED),
    (error(401, "Unauthorized"), Meaning.NOT_SENT),
    (error(404, "Not Found"), Meaning.REFUSED),
    (error(500, "Internal Server Error"), Meaning.AMBIGUOUS),
    ((502, {}), Meaning.AMBIGUOUS),
    ((200, {"ok": False}), Meaning.AMBIGUOUS),
    ("reset", Meaning.AMBIGUOUS),
    ("lost", Meaning.AMBIGUOUS),
]


@pytest.mark.parametrize(("answer", "meaning"), CASES)
async def test_what_each_answer_of_telegram_means(
    api: Api, bot: Bot, answer: Wanted | str, meaning: Meaning
) -> None:
    api.order("sendMessage", answer)
    with pytest.raises((TelegramError, KeyError)) as raised:
        await bot.send_message(1, "x")
    verdict = judge(raised.value)
    assert verdict.meaning is meaning
    assert verdict.seconds == (7.0 if meaning is Meaning.WAIT else 0.0)
    assert "loopback-token" not in repr(verdict)


async def test_a_server_that_cannot_be_reached_surely_got_nothing(api: Api, bot: Bot) -> None:
    await api.stop()
    with pytest.raises(TelegramError) as raised:
        await bot.send_message(1, "x")
    assert judge(raised.value).meaning is Meaning.NOT_SENT
    assert "loopback-token" not in str(raised.value) + repr(raised.value.__cause__)


async def test_an_answer_that_does_not_come_in_time_is_ambiguous(api: Api, bot: Bot) -> None:
    api.delay = 1
    with pytest.raises(TelegramError) as raised:
        await bot.send_message(1, "x", read_timeout=0.05)
    assert judge(raised.value).meaning is Meaning.AMBIGUOUS


async def test_files_and_texts_arrive_as_they_were_given(api: Api, bot: Bot) -> None:
    await bot.send_photo(1, b"\x00\xff picture" * 200_000, caption="<b>&é😀", filename="p.jpg")
    (call,) = api.calls
    assert call[0] == "sendPhoto"
    assert call[1]["caption"] == "<b>&é😀"


async def test_a_fault_of_our_own_is_no_reason_to_send_again(bot: Bot) -> None:
    call: Any = bot.send_message
    with pytest.raises(TypeError) as raised:
        await call(1, "x", nonsense=True)
    assert judge(raised.value).meaning is Meaning.REFUSED
