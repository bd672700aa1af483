"""A webhook gets its updates in order, with its secret, again when it failed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import FileClock
    from bot.simulator.driver import DrivenPerson
    from bot.simulator.server import Simulator
    from tests.simulator.api import Api


class Hook:
    """A bot's endpoint that can be told to fail and to answer with a method."""

    def __init__(self) -> None:
        self.url = ""
        self.failures = 0
        self.failing, self.headers = 500, dict[str, str]()
        self.answer: dict[str, Any] = {}
        self.got: asyncio.Queue[tuple[str | None, dict[str, Any]]] = asyncio.Queue()

    async def handle(self, request: web.Request) -> web.Response:
        self.got.put_nowait((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        if self.failures:
            self.failures -= 1
            return web.Response(status=self.failing, headers=self.headers)
        return web.json_response(self.answer)

    async def text(self) -> str:
        async with asyncio.timeout(10):
            return str((await self.got.get())[1]["message"]["text"])


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    application = web.Application()
    application.router.add_post("/hook", made.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_what_waits_and_what_comes_is_delivered_with_the_secret(
    api: Api, resident: DrivenPerson, hook: Hook
) -> None:
    answer = await api.call("setWebhook", url=hook.url, secret_token="abc_1")
    assert answer == {"ok": True, "result": True, "description": "Webhook was set"}
    await resident.says("un")
    assert [await hook.text(), await hook.text()] == ["/start", "un"]
    await resident.says("deux")
    async with asyncio.timeout(10):
        secret, update = await hook.got.get()
    assert (secret, update["message"]["text"]) == ("abc_1", "deux")


async def test_a_failed_delivery_comes_again_before_the_next_of_that_chat(
    api: Api, resident: DrivenPerson, hook: Hook, simulator: Simulator
) -> None:
    simulator.world.webhook._first_pause = 0.01
    hook.failures = 3
    await resident.says("un")
    await api.ok("setWebhook", url=hook.url)
    assert [await hook.text() for _ in range(5)] == ["/start"] * 4 + ["un"]
    info = await api.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_method_in_the_answer_is_carried_out(api: Api, resident: DrivenPerson, hook: Hook) -> None:
    hook.answer = {"method": "sendMessage", "chat_id": resident.id, "text": "par retour"}
    await api.ok("setWebhook", url=hook.url)
    await resident.sees("par retour")


async def test_setting_and_deleting_twice_is_said(api: Api, resident: DrivenPerson, hook: Hook) -> None:
    said = [
        (await api.call(method, **arguments))["description"]
        for method, arguments in (
            ("setWebhook", {"url": hook.url}),
            ("setWebhook", {"url": hook.url}),
            ("deleteWebhook", {"drop_pending_updates": True}),
            ("deleteWebhook", {}),
        )
    ]
    assert said == [
        "Webhook was set",
        "Webhook is already set",
        "Webhook was deleted",
        "Webhook is already deleted",
    ]
    assert await api.updates() == []
    assert (await api.ok("getWebhookInfo"))["url"] == ""
    assert resident.id


async def test_the_bot_may_ask_for_a_later_retry_and_the_clock_may_be_moved(
    api: Api, resident: DrivenPerson, hook: Hook, clock: FileClock
) -> None:
    hook.failures, hook.headers = 1, {"Retry-After": "900"}
    await api.ok("setWebhook", url=hook.url)
    assert await hook.text() == "/start"
    await resident.says("un")
    assert hook.got.empty()
    clock.advance(timedelta(seconds=900))
    assert [await hook.text(), await hook.text()] == ["/start", "un"]


async def test_after_23_hours_of_410_the_webhook_is_forgotten(
    api: Api, resident: DrivenPerson, hook: Hook, clock: FileClock, simulator: Simulator
) -> None:
    simulator.world.webhook._first_pause = 0.01
    hook.failures, hook.failing = 1_000, 410
    await api.ok("setWebhook", url=hook.url)
    assert [await hook.text(), await hook.text()] == ["/start", "/start"]
    clock.advance(timedelta(hours=23, minutes=1))
    async with asyncio.timeout(10):
        while (await api.ok("getWebhookInfo"))["url"]:
            pass
    await resident.says("un")
    assert [update["message"]["text"] for update in await api.updates()] == ["/start", "un"]
