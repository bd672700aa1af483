"""The register of addresses is asked politely, and whatever it does, nothing else suffers."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.clock import FileClock, monotonic
from bot.handlers.request import AiohttpRequest
from bot.jobs.geocoder import KEPT, RATE, GeocoderErrand
from bot.jobs.photos import Hopeless, Unfinished
from bot.storage.database import Database
from bot.storage.migrate import migrate
from tests.register import NOTHING, Register, feature

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

WORDS = {"text": "12 rue des Acacias"}
POINT = {"latitude": 44.1502, "longitude": 4.0823}


@pytest.fixture(name="register")
async def _register() -> AsyncIterator[Register]:
    register = Register()
    await register.start()
    yield register
    await register.stop()


@pytest.fixture(name="request_")
async def _request() -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest()
    await request.initialize()
    yield request
    await request.shutdown()


@pytest.fixture(name="database")
async def _database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(database_url, tmp_path)
    await migrate(database)
    yield database
    await database.close()


@pytest.fixture(name="clock")
def _clock(tmp_path: Path) -> FileClock:
    return FileClock(tmp_path / "clock")


@pytest.fixture(name="doer")
def _doer(
    register: Register, request_: AiohttpRequest, database: Database, clock: FileClock
) -> GeocoderErrand:
    return GeocoderErrand(request_, register.root, database, clock)


def wanted(clock: FileClock, sought: dict[str, Any], near: list[float] | None = None) -> dict[str, Any]:
    until = (clock.now() + timedelta(minutes=1)).isoformat()
    return {"session": 1, "sought": sought, "near": near, "until": until}


async def test_words_are_looked_up_near_the_town(
    doer: GeocoderErrand, clock: FileClock, register: Register
) -> None:
    found = await doer.run(wanted(clock, WORDS, [44.13, 4.08]))
    assert found == {
        "latitude": 44.1256,
        "longitude": 4.0684,
        "address": "12 Rue des Acacias 30100 Alès",
        "city": "Alès",
        "precision": "housenumber",
        "score": 0.95,
        "metres": 0.0,
    }
    asked = {"q": "12 rue des Acacias", "limit": "1", "autocomplete": "0", "lat": "44.1300", "lon": "4.0800"}
    assert register.asked == [("search", asked)]


async def test_a_point_is_looked_up_to_a_metre(
    doer: GeocoderErrand, clock: FileClock, register: Register
) -> None:
    found = await doer.run(wanted(clock, {"latitude": 44.15020004, "longitude": 4.0823}))
    assert found["address"] == "3 Rue Docteur-Coulet 30100 Alès"
    assert found["metres"] == 6
    assert register.asked == [("reverse", {"lat": "44.15020", "lon": "4.08230", "limit": "1"})]


async def test_the_same_place_is_asked_once_and_again_when_its_answer_is_old(
    doer: GeocoderErrand, clock: FileClock, register: Register
) -> None:
    first = await doer.run(wanted(clock, WORDS))
    assert await doer.run(wanted(clock, {"text": "12, RUE des acacias"})) == first
    assert len(register.asked) == 1

    clock.advance(KEPT + timedelta(days=1))
    await doer.run(wanted(clock, WORDS))
    assert len(register.asked) == 2


async def test_nothing_found_is_an_answer_and_kept_like_one(
    doer: GeocoderErrand, clock: FileClock, register: Register
) -> None:
    register.answers["search"] = NOTHING
    assert await doer.run(wanted(clock, WORDS)) == {}
    assert await doer.run(wanted(clock, WORDS)) == {}
    assert len(register.asked) == 1


@pytest.mark.parametrize(
    "fault",
    [(500, "oops"), (503, ""), (200, "{broken"), (200, '{"features": [{}]}'), (200, "[1]"), (200, "null")],
    ids=lambda fault: str(fault)[:12],
)
async def test_what_cannot_be_used_is_tried_later_and_the_register_is_left_alone_meanwhile(
    doer: GeocoderErrand, clock: FileClock, register: Register, fault: tuple[int, str]
) -> None:
    register.faults.append(fault)
    with pytest.raises(Unfinished):
        await doer.run(wanted(clock, WORDS))
    with pytest.raises(Unfinished) as resting:
        await doer.run(wanted(clock, POINT))
    assert resting.value.seconds > 0
    assert len(register.asked) == 1


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("9000", 60.0), ("soon", 5.0)])
async def test_a_register_that_asks_to_be_left_alone_is(
    doer: GeocoderErrand, clock: FileClock, register: Register, header: str, seconds: float
) -> None:
    register.faults.append((429, ""))
    register.retry_after = header
    with pytest.raises(Unfinished) as refused:
        await doer.run(wanted(clock, WORDS))
    assert refused.value.seconds == seconds
    with pytest.raises(Unfinished):
        await doer.run(wanted(clock, WORDS))
    assert len(register.asked) == 1


async def test_a_request_it_does_not_understand_is_not_made_twice(
    doer: GeocoderErrand, clock: FileClock, register: Register
) -> None:
    register.faults.append((400, "q: missing"))
    with pytest.raises(Hopeless):
        await doer.run(wanted(clock, WORDS))
    await doer.run(wanted(clock, POINT))


async def test_a_slow_register_is_not_waited_for(
    request_: AiohttpRequest, database: Database, clock: FileClock, register: Register
) -> None:
    doer = GeocoderErrand(request_, register.root, database, clock, patience=0.05)
    register.delay = 0.5
    with pytest.raises(Unfinished, match="Timeout"):
        await doer.run(wanted(clock, WORDS))


async def test_a_register_that_is_not_there_is_tried_later(
    request_: AiohttpRequest, database: Database, clock: FileClock
) -> None:
    doer = GeocoderErrand(request_, "http://127.0.0.1:9/geocodage", database, clock)
    with pytest.raises(Unfinished):
        await doer.run(wanted(clock, WORDS))


async def test_nobody_is_asked_when_nobody_waits_any_more(
    doer: GeocoderErrand, clock: FileClock, register: Register
) -> None:
    asked = wanted(clock, WORDS)
    clock.advance(timedelta(minutes=2))
    with pytest.raises(Hopeless, match="late"):
        await doer.run(asked)
    assert register.asked == []


async def test_without_a_register_an_errand_of_an_earlier_day_ends(
    request_: AiohttpRequest, database: Database, clock: FileClock
) -> None:
    with pytest.raises(Hopeless, match="off"):
        await GeocoderErrand(request_, None, database, clock).run(wanted(clock, WORDS))


async def test_the_register_is_never_asked_faster_than_it_allows(
    doer: GeocoderErrand, clock: FileClock, register: Register
) -> None:
    register.answers["reverse"] = feature("1 Rue", (44.1, 4.1), distance=1)
    points = [{"latitude": 44.0 + number / 1000, "longitude": 4.0} for number in range(21)]
    began = monotonic()
    await asyncio.gather(*(doer.run(wanted(clock, point)) for point in points))
    assert len(register.asked) == 21
    assert monotonic() - began >= 0.95 * 19 / RATE  # two may leave at once, and a loop's clock is coarse
