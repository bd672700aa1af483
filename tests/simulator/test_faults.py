"""Ordered failures, the flood model and the journal do what a test or a person at the page asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.simulator.driver import DriverError
from bot.simulator.errors import TooManyRequests
from bot.simulator.flood import Flood

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api


async def raw(api: Api, person: DrivenPerson, text: str) -> tuple[int, bytes]:
    """Send a text and return status and body as they come; raises what aiohttp raises."""
    form = {"chat_id": str(person.id), "text": text}
    async with api.session.post(f"{api.root}/sendMessage", data=form) as answer:
        return answer.status, await answer.read()


async def test_429_says_how_long_to_wait_in_body_and_header(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await driver.fault(kind="429", method="sendMessage", retry_after=7)
    form = {"chat_id": str(resident.id), "text": "x"}
    async with api.session.post(f"{api.root}/sendMessage", data=form) as answer:
        payload = await answer.json()
        assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
    assert payload == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert (await raw(api, resident, "x"))[0] == 200


@pytest.mark.parametrize(("kind", "status"), [("500", 500), ("502", 502), ("not_ok_200", 200)])
async def test_a_failing_server_sends_nothing_to_anybody(
    api: Api, driver: Driver, resident: DrivenPerson, kind: str, status: int
) -> None:
    await driver.fault(kind=kind)
    found, body = await raw(api, resident, "lost")
    assert (found, b"html" in body) == (status, kind == "502")
    assert "lost" not in await resident.transcript()


@pytest.mark.parametrize(("kind", "arrives"), [("reset_before", False), ("reset_after", True)])
async def test_a_connection_is_cut_before_or_after_the_effect(
    api: Api,
    driver: Driver,
    resident: DrivenPerson,
    kind: str,
    arrives: bool,  # noqa: FBT001 - a column of the table
) -> None:
    await driver.fault(kind=kind)
    with pytest.raises(aiohttp.ClientError):
        await raw(api, resident, "message")
    assert ("message" in await resident.transcript()) is arrives


async def test_a_truncated_answer_breaks_off_after_the_effect(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await driver.fault(kind="truncated")
    with pytest.raises(aiohttp.ClientPayloadError):
        await raw(api, resident, "message")
    await resident.sees("message")


async def test_an_empty_answer_comes_after_the_effect(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await driver.fault(kind="empty_200")
    assert await raw(api, resident, "message") == (200, b"")
    await resident.sees("message")


async def test_a_slow_answer_comes_whole(api: Api, driver: Driver, resident: DrivenPerson) -> None:
    await driver.fault(kind="slow", seconds=0.01)
    assert (await raw(api, resident, "message"))[0] == 200


async def test_a_fault_waits_counts_and_hits_only_its_method_and_chat(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await driver.fault(kind="500", method="sendMessage", chat_id=resident.id, after=1, times=2)
    assert (await api.call("getMe"))["ok"]
    assert (await api.call("sendMessage", chat_id=1, text="x"))["error_code"] == 400
    outcomes = [(await raw(api, resident, "x"))[0] for _ in range(4)]
    assert outcomes == [200, 500, 500, 200]


async def test_faults_can_be_switched_off_and_a_wrong_one_is_refused(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await driver.fault(kind="500", times=100)
    assert (await driver.state())["faults"][0]["times"] == 100
    await driver.clear_faults()
    assert (await raw(api, resident, "x"))[0] == 200
    with pytest.raises(DriverError, match="kind is one of"):
        await driver.fault(kind="earthquake")


def test_a_chat_takes_a_burst_of_five_then_one_a_second() -> None:
    flood = Flood(on=True)
    for _ in range(5):
        flood.spend(1, 1000.0)
    with pytest.raises(TooManyRequests, match="retry after 1"):
        flood.spend(1, 1000.5)
    flood.spend(2, 1000.5)
    flood.spend(1, 1001.0)


def test_thirty_messages_a_second_is_the_most_over_all_chats() -> None:
    flood = Flood(on=True)
    for chat in range(30):
        flood.spend(chat, 1000.0)
    with pytest.raises(TooManyRequests):
        flood.spend(99, 1000.9)
    flood.spend(99, 1001.0)


def test_switched_off_nothing_is_too_fast() -> None:
    flood = Flood(on=False)
    for _ in range(100):
        flood.spend(1, 1000.0)


async def test_the_journal_tells_calls_answers_and_updates_and_no_token(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await raw(api, resident, "bonjour")
    await api.call("sendFlowers")
    entries = await driver.journal()
    assert [(entry["kind"], entry.get("status")) for entry in entries] == [
        ("update", None),
        ("call", 200),
        ("call", 404),
    ]
    (sent,) = await driver.calls("sendMessage")
    assert sent["arguments"]["text"] == "bonjour"
    assert sent["answer"]["result"]["text"] == "bonjour"
    assert datetime.fromisoformat(sent["at"]).tzinfo == UTC
    assert api.root.rsplit("/bot", 1)[1] not in str(entries)
