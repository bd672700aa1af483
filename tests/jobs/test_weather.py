"""The weather is asked for with a point alone, and whatever its server does, nothing else suffers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.clock import FileClock
from bot.handlers.request import AiohttpRequest
from bot.jobs.photos import Hopeless, Unfinished
from bot.jobs.weather import KEPT, MOST_BYTES, WeatherErrand
from tests.sky import Sky, forecast

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

FIRST = datetime(2027, 4, 14, tzinfo=UTC)


@pytest.fixture(name="sky")
async def _sky() -> AsyncIterator[Sky]:
    sky = Sky()
    await sky.start()
    yield sky
    await sky.stop()


@pytest.fixture(name="request_")
async def _request() -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest()
    await request.initialize()
    yield request
    await request.shutdown()


@pytest.fixture(name="clock")
def _clock(tmp_path: Path) -> FileClock:
    return FileClock(tmp_path / "clock")


@pytest.fixture(name="doer")
def _doer(sky: Sky, request_: AiohttpRequest, clock: FileClock) -> WeatherErrand:
    return WeatherErrand(request_, sky.root, clock)


def wanted(clock: FileClock, latitude: float = 44.15021, longitude: float = 4.0823) -> dict[str, Any]:
    until = (clock.now() + timedelta(hours=3)).isoformat()
    return {"latitude": latitude, "longitude": longitude, "until": until, "shift": 7}


async def test_the_hours_come_with_their_figures(doer: WeatherErrand, clock: FileClock, sky: Sky) -> None:
    nine = FIRST + timedelta(hours=9)
    sky.answer = forecast(FIRST, 24, {nine: 1.3}, weather_code=95)
    hours = (await doer.run(wanted(clock)))["hours"]
    assert len(hours) == 24
    assert hours[9] == {
        "ends": nine.isoformat(),
        "rain": 1.3,
        "probability": 5.0,
        "feels": 18.4,
        "gusts": 20.5,
        "storm": True,
    }


async def test_only_a_point_to_a_kilometre_is_told(doer: WeatherErrand, clock: FileClock, sky: Sky) -> None:
    await doer.run(wanted(clock))
    asked = sky.asked[0]
    assert (asked["latitude"], asked["longitude"], asked["timezone"]) == ("44.15", "4.08", "UTC")
    assert set(asked) == {"latitude", "longitude", "hourly", "timeformat", "timezone", "forecast_days"}


async def test_crews_that_are_near_each_other_share_an_answer_for_an_hour(
    doer: WeatherErrand, clock: FileClock, sky: Sky
) -> None:
    first = await doer.run(wanted(clock))
    assert await doer.run(wanted(clock, 44.1519)) == first
    assert len(sky.asked) == 1
    await doer.run(wanted(clock, 44.12))
    assert len(sky.asked) == 2
    clock.advance(KEPT)
    await doer.run(wanted(clock))
    assert len(sky.asked) == 3


async def test_figures_that_are_not_known_stay_unknown(
    doer: WeatherErrand, clock: FileClock, sky: Sky
) -> None:
    answer = forecast(FIRST, 2, precipitation_probability=None, weather_code=None)
    answer["hourly"]["precipitation"][1] = None
    del answer["hourly"]["wind_gusts_10m"]
    sky.answer = answer
    hours = (await doer.run(wanted(clock)))["hours"]
    assert [hour["rain"] for hour in hours] == [0.0, None]
    assert {hour["probability"] for hour in hours} == {hour["gusts"] for hour in hours} == {None}
    assert not hours[0]["storm"]


def spoilt(**changes: object) -> str:
    """Return a forecast with some columns in place of its own."""
    answer = forecast(FIRST, 3)
    for name, value in changes.items():
        answer["hourly"][name] = value
    return json.dumps(answer)


def in_inches() -> str:
    answer = forecast(FIRST, 3)
    answer["hourly_units"]["precipitation"] = "inch"
    return json.dumps(answer)


@pytest.mark.parametrize(
    "fault",
    [
        (500, "oops"),
        (503, ""),
        (302, ""),
        (200, "{broken"),
        (200, "[1]"),
        (200, "null"),
        (200, "{}"),
        (200, '{"hourly": {"time": [1]}}'),
        (200, '{"hourly": {"time": [1], "precipitation": [0]}, "hourly_units": null}'),
        (200, spoilt(precipitation=[0.0])),
        (200, spoilt(precipitation=["wet", 0, 0])),
        (200, spoilt(apparent_temperature=[1e300, 0, 0])),
        (200, spoilt(time=["2027-04-14T00:00", 1, 2])),
        (200, spoilt(time=[0, 60, 120])),
        (200, spoilt(time=[10**18, 1, 2])),
        (200, in_inches()),
        (200, "[" * 100_000),
        (200, " " * (MOST_BYTES + 1)),
    ],
    ids=str,
)
async def test_what_cannot_be_used_is_tried_later_and_the_server_is_left_alone_meanwhile(
    doer: WeatherErrand, clock: FileClock, sky: Sky, fault: tuple[int, str]
) -> None:
    sky.faults.append(fault)
    with pytest.raises((Unfinished, Hopeless)) as first:
        await doer.run(wanted(clock))
    if fault[0] == 302:
        assert first.type is Hopeless
        return
    with pytest.raises(Unfinished) as resting:
        await doer.run(wanted(clock, 44.5))
    assert resting.value.seconds > 0
    assert len(sky.asked) == 1


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("9000", 900.0), ("soon", 60.0)])
async def test_a_server_that_asks_to_be_left_alone_is(
    doer: WeatherErrand, clock: FileClock, sky: Sky, header: str, seconds: float
) -> None:
    sky.faults.append((429, ""))
    sky.retry_after = header
    with pytest.raises(Unfinished) as refused:
        await doer.run(wanted(clock))
    assert refused.value.seconds == seconds


async def test_a_slow_server_is_not_waited_for(request_: AiohttpRequest, clock: FileClock, sky: Sky) -> None:
    sky.delay = 0.5
    with pytest.raises(Unfinished, match="Timeout"):
        await WeatherErrand(request_, sky.root, clock, patience=0.05).run(wanted(clock))


async def test_a_server_that_is_not_there_is_tried_later(request_: AiohttpRequest, clock: FileClock) -> None:
    with pytest.raises(Unfinished):
        await WeatherErrand(request_, "http://127.0.0.1:9/v1", clock).run(wanted(clock))


async def test_nobody_is_asked_when_the_shift_has_begun(
    doer: WeatherErrand, clock: FileClock, sky: Sky
) -> None:
    asked = wanted(clock)
    clock.advance(timedelta(hours=4))
    with pytest.raises(Hopeless, match="late"):
        await doer.run(asked)
    assert sky.asked == []


async def test_without_a_server_an_errand_of_an_earlier_day_ends(
    request_: AiohttpRequest, clock: FileClock
) -> None:
    with pytest.raises(Hopeless, match="off"):
        await WeatherErrand(request_, None, clock).run(wanted(clock))
