from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.clock import SystemClock
from bot.jobs.health import Health
from bot.jobs.metrics import Metrics
from bot.jobs.pulse import LIMITS, Pulse
from bot.storage import inputs, timers
from bot.storage.database import Database
from bot.storage.tables import metadata
from tests.jobs.server import error, text_update

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.jobs.running import Start
    from tests.jobs.server import Api

SECRET = "sixteen-letters-or-more"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _health(port: int) -> dict[str, Any]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/healthz") as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def test_a_bot_that_has_answered_everything_is_well_and_idle(api: Api, start: Start) -> None:
    port = _free_port()
    async with start(http=f"127.0.0.1:{port}"):
        await api.push(text_update(1, 1, "hello"))
        await api.until(lambda: api.texts() == ["hello"] and api.polls > 1)
        report = await _health(port)
        while not report["idle"]:
            report = await _health(port)
        assert (report["ok"], report["stale"]) == (True, [])
        nothing = dict.fromkeys(("inputs", "messages", "errands", "timers", "reminders", "in_flight"), 0)
        assert report["pending"] == nothing
        assert report["reminders_age"] < 60


async def test_what_is_stuck_and_what_is_to_do_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await Database.open("", tmp_path)
    await database.run(metadata.create_all)
    now = SystemClock().now()
    await database.run(inputs.add, "update", [("1", "{}")], now)
    await database.run(timers.set_timer, "reminder", 1, now.replace(year=now.year + 1))
    monkeypatch.setitem(LIMITS, "outbox", -1.0)
    report = await Health(database, SystemClock(), Pulse(), Metrics(), lambda: 0).report()
    assert (report["ok"], report["stale"], report["idle"]) == (False, ["outbox"], False)
    assert report["pending"]["inputs"] == 1
    assert report["next_due"] == now.replace(year=now.year + 1).isoformat()
    await database.close()


async def test_by_webhook_an_update_is_answered_and_the_webhook_is_set(api: Api, start: Start) -> None:
    port = _free_port()
    api.order("getWebhookInfo", (200, {"ok": True, "result": {"url": ""}}))
    settings = {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_secret": SECRET}
    async with start(http=f"127.0.0.1:{port}", **settings):
        await api.until(lambda: any(method == "setWebhook" for method, _ in api.calls))
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with aiohttp.ClientSession() as session:
            for _ in range(2):  # Telegram may post one twice
                update = text_update(1, 1, "posted")
                async with session.post(
                    f"http://127.0.0.1:{port}/hook", json=update, headers=headers
                ) as answer:
                    assert answer.status == 200
        await api.until(lambda: api.texts() == ["posted"])
    (told,) = [arguments for method, arguments in api.calls if method == "setWebhook"]
    assert (told["url"], told["secret_token"]) == (settings["webhook_url"], SECRET)
    assert api.polls == 0


async def test_by_webhook_a_refused_token_ends_the_process_too(api: Api, start: Start) -> None:
    api.order("getWebhookInfo", error(401, "Unauthorized"))
    settings = {"webhook_url": "http://127.0.0.1:1/hook", "webhook_secret": SECRET}
    async with start(**settings) as bot:
        assert await bot.task == 2
