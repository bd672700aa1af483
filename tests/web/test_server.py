from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from prometheus_client import CollectorRegistry, Counter

from bot.web.server import SECRET_HEADER, Endpoint, Server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "sixteen-letters-or-more"


class Store:
    """What arrived; it can be out of order."""

    def __init__(self) -> None:
        self.updates: list[object] = []
        self.broken = False
        self.report: dict[str, Any] = {"ok": True, "idle": True}

    async def receive(self, update: object) -> None:
        if self.broken:
            raise OSError
        await asyncio.sleep(0)
        self.updates.append(update)

    async def say(self) -> dict[str, Any]:
        return self.report


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
async def client(store: Store) -> AsyncIterator[aiohttp.ClientSession]:
    registry = CollectorRegistry()
    Counter("apples", "Apples", registry=registry).inc()
    server = Server(store.say, registry, Endpoint("https://example.org/hook", SECRET, store.receive))
    port = await server.start("127.0.0.1", 0)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session
    await server.stop()


async def test_health_is_200_while_everything_is_fresh_and_503_otherwise(
    client: aiohttp.ClientSession, store: Store
) -> None:
    async with client.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"ok": True, "idle": True})
    store.report = {"ok": False, "stale": ["clock"]}
    async with client.get("/healthz") as answer:
        assert (answer.status, (await answer.json())["stale"]) == (503, ["clock"])


async def test_metrics_are_prometheus_text(client: aiohttp.ClientSession) -> None:
    async with client.get("/metrics") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert "apples_total 1.0" in await answer.text()


async def test_an_update_with_the_secret_is_stored_before_200(
    client: aiohttp.ClientSession, store: Store
) -> None:
    async with client.post("/hook", json={"update_id": 1}, headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 200
    assert store.updates == [{"update_id": 1}]


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: SECRET + "x"}, {SECRET_HEADER: "é"}]
)
async def test_without_the_secret_nothing_is_stored(
    client: aiohttp.ClientSession, store: Store, headers: dict[str, str]
) -> None:
    async with client.post("/hook", json={"update_id": 1}, headers=headers) as answer:
        assert answer.status == 403
    assert store.updates == []


async def test_an_update_that_could_not_be_stored_is_asked_for_again(
    client: aiohttp.ClientSession, store: Store
) -> None:
    store.broken = True
    async with client.post("/hook", json={"update_id": 1}, headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 503


async def test_what_is_no_json_is_kept_for_the_operator_and_what_is_huge_is_refused(
    client: aiohttp.ClientSession, store: Store
) -> None:
    async with client.post("/hook", data=b"{", headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 200
    assert store.updates == [{"unreadable": "{"}]
    async with client.post(
        "/hook", data=BytesIO(b"x" * (2 << 20)), headers={SECRET_HEADER: SECRET}
    ) as answer:
        assert answer.status == 413
