from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.clock import monotonic
from bot.jobs.pace import Pace
from tests.jobs.server import text_update

if TYPE_CHECKING:
    from tests.jobs.running import Start
    from tests.jobs.server import Api


async def _turns(pace: Pace, number: int) -> list[float]:
    moments: list[float] = []

    async def one() -> None:
        await pace.turn()
        moments.append(monotonic())

    await asyncio.gather(*[one() for _ in range(number)])
    return moments


async def test_turns_are_even_and_lose_hardly_any_time() -> None:
    moments = await _turns(Pace(100), 60)
    assert 0.58 <= moments[-1] - moments[0] <= 0.75
    assert max(later - earlier for earlier, later in pairwise(moments)) < 0.1
    for first, eleventh in zip(moments, moments[10:], strict=False):
        assert eleventh - first > 0.085  # ten a tenth of a second, and never a burst


async def test_an_idle_bot_answers_at_once() -> None:
    began = monotonic()
    await Pace(1).turn()
    assert monotonic() - began < 0.05


async def test_without_a_rate_every_turn_comes_at_once_but_a_pause_is_kept() -> None:
    pace = Pace(0)
    began = monotonic()
    await _turns(pace, 1000)
    assert monotonic() - began < 0.5
    pace.pause(0.2)
    assert 0.15 < pace.paused() <= 0.2
    began = monotonic()
    await pace.turn()
    assert monotonic() - began > 0.18


async def test_after_a_pause_the_waiting_ones_do_not_all_leave_together() -> None:
    pace = Pace(50)
    pace.pause(0.2)
    moments = await _turns(pace, 6)
    assert moments[-1] - moments[0] > 0.07


async def test_a_message_held_up_on_its_way_is_counted_when_it_arrived() -> None:
    """The first of a second takes 600 ms longer than the others: the next after the last waits as long."""
    pace = Pace(20, most=21)
    trips = [await pace.turn()]
    held_up = asyncio.get_running_loop().call_later(0.6, trips[0].ended)
    for _ in range(20):
        trips.append(await pace.turn())
        trips[-1].ended()
    trips.append(await pace.turn())
    held_up.cancel()

    assert trips[0].back is not None
    assert trips[-1].left - trips[0].back >= 0.99


async def test_a_way_that_is_always_as_long_costs_little() -> None:
    pace, loop = Pace(40, most=41), asyncio.get_running_loop()
    moments = []
    for _ in range(80):
        trip = await pace.turn()
        loop.call_later(0.04, trip.ended)
        moments.append(trip.left)

    assert 79 / 40 <= moments[-1] - moments[0] + 0.03 <= 79 / 40 * 1.06


async def test_a_message_that_never_arrives_holds_up_the_others_for_a_quarter_of_a_second_at_most() -> None:
    pace = Pace(10, most=11)
    began = monotonic()
    for _ in range(11):
        await pace.turn()
    await pace.turn()

    assert 1.2 <= monotonic() - began <= 1.45


async def test_an_album_waits_until_there_is_room_for_all_of_it() -> None:
    pace = Pace(10, most=11)
    trips = [await pace.turn() for _ in range(5)]
    for trip in trips:
        trip.ended()
    album = await pace.turn(9)

    assert album.left - trips[2].left >= 0.99


async def test_a_chat_takes_four_at_once_and_then_one_a_second() -> None:
    pace = Pace(1000)
    began = monotonic()
    for _ in range(4):
        await pace.chat_turn(1)
    assert monotonic() - began < 0.1
    await pace.chat_turn(2)  # another chat is not concerned
    assert monotonic() - began < 0.1
    await pace.chat_turn(1)
    assert 0.9 < monotonic() - began < 1.3


async def test_a_chat_that_waits_for_its_turn_holds_up_nobody(api: Api, start: Start) -> None:
    async with start(pace="200"):
        await api.push(*[text_update(number, 1, str(number)) for number in range(1, 7)])
        await api.until(lambda: len(api.texts(1)) == 4)
        await api.push(text_update(10, 2, "quick"))
        await api.until(lambda: api.texts(2) == ["quick"], 0.9)
        assert len(api.texts(1)) < 6
        await api.until(lambda: api.texts(1) == ["1", "2", "3", "4", "5", "6"])
