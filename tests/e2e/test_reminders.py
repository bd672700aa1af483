"""Reminders on the real server, by moving its clock: an evening, an answer, a change, an outage."""

from __future__ import annotations

import signal
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.domain.programme import MeetingPoint, Slot
from bot.i18n import Words
from bot.services import bookings, seats
from bot.services import shifts as service
from bot.services.work import Work
from bot.storage import people, shifts
from bot.storage.database import connect_sqlite, sqlite_engine
from bot.territories import load
from tests.e2e.conftest import until
from tests.storage.rows import file_application

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import FileClock
    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.shapes import Json
    from tests.e2e.conftest import Process

pytestmark = pytest.mark.slow

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = date(2027, 4, 7)
CAUVEL = MeetingPoint({"fr": "Parc Cauvel", "ar": "حديقة كوفيل"})


def at(text: str) -> datetime:
    """Return a local time, as in 2027-04-06 18:00."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


async def health(bot: Process) -> Json:
    """Return what the bot says of itself."""
    async with (
        aiohttp.ClientSession() as client,
        client.get(f"http://{bot.environment['JARDINS_HTTP']}/healthz") as answer,
    ):
        found: Json = await answer.json()
        return found


async def settled(bot: Process) -> Json:
    """Wait until the bot has nothing to do at this moment."""

    async def idle() -> bool:
        return bool((await health(bot))["idle"])

    await until(idle)
    return await health(bot)


async def live(bot: Process, driver: Driver, clock: FileClock, moment: str) -> None:
    """Let the clock go from one due thing to the next, up to a local time."""
    end = at(moment)
    while (now := clock.now()) < end:
        due = (await settled(bot))["next_due"]
        step = min(end, datetime.fromisoformat(due)) if due else end
        await driver.advance(max(1.0, (step - now).total_seconds()))
    await settled(bot)


async def changed(bot: Process, clock: FileClock, act: Callable[[Work], None]) -> None:
    """Do something on the bot's own database between two runs of it, as its services do."""
    await bot.end()
    with closing(connect_sqlite(str(Path(bot.environment["JARDINS_DATA_DIR"]) / "jardins.sqlite"))) as raw:
        engine = sqlite_engine(lambda: raw)
        territory = load("ales")
        with engine.begin() as connection:
            act(Work(connection, clock.now(), territory, Words(territory), f"test:{clock.now()}"))
    await bot.start()


def _enrol(*accounts: int) -> Callable[[Work], None]:
    def act(work: Work) -> None:
        crew = seats.crews(work)[0].id
        for account in accounts:
            person = people.by_account(work.connection, account)
            assert person is not None
            seats.take(work, person.id, file_application(work.connection, person.id).id, crew)
        days = [Slot(WEDNESDAY + timedelta(days=number), time(8), time(12), CAUVEL) for number in range(3)]
        for each in shifts.add(work.connection, crew, days, work.now):
            bookings.replan_shift(work, each)

    return act


@pytest.fixture(name="crew")
async def _crew(bot: Process, driver: Driver, clock: FileClock) -> list[DrivenPerson]:
    """Two participants, and their three mornings; it is Tuesday noon."""
    await driver.advance((at("2027-04-06 12:00") - clock.now()).total_seconds())
    crew = [await driver.person(f"reads {each}", language=each) for each in ("fr", "ar")]
    for person in crew:
        await person.starts()
        await person.sees("🌍")
    await changed(bot, clock, _enrol(*(person.id for person in crew)))
    return crew


async def reminded(person: DrivenPerson) -> list[str]:
    """Return the first lines of the reminders on somebody's screen."""
    texts = [str(message.get("text", "")) for message in await person.screen()]
    return [text.splitlines()[0].replace("\u00a0", " ") for text in texts if text.startswith("🔔")]


async def test_the_evening_before_is_answered_in_one_tap_and_changes_are_told(
    bot: Process, driver: Driver, clock: FileClock, crew: list[DrivenPerson]
) -> None:
    french, arabic = crew
    await live(bot, driver, clock, "2027-04-06 18:00")
    await french.sees("Vous venez")
    await arabic.sees("هل ستأتون؟")
    await french.press("Je viens")
    await french.gets_popup("C'est noté")
    await arabic.press("❌ لا أستطيع")
    await arabic.sees("لكم من الوقت؟")
    await arabic.press("حتى يوم الجمعة")

    def indoors(work: Work) -> None:
        (shift,) = shifts.on(work.connection, WEDNESDAY)
        service.change_shift(work, shift, place=replace(CAUVEL, indoor=True))

    def off(work: Work) -> None:
        (shift,) = shifts.on(work.connection, WEDNESDAY + timedelta(days=1))
        service.cancel_shift(work, shift)

    await live(bot, driver, clock, "2027-04-07 06:10")
    await changed(bot, clock, indoors)
    await live(bot, driver, clock, "2027-04-07 18:00")
    await changed(bot, clock, off)
    await live(bot, driver, clock, "2027-04-08 09:00")
    assert await reminded(french) == [
        "🔔 Rappel : demain, mercredi 7 avril (07/04), à 8h00",
        "🔔 Changement : aujourd'hui à 8h00",
        "🔔 Rappel : demain, jeudi 8 avril (08/04), à 8h00",
        "🔔 Annulé : demain, jeudi 8 avril (08/04), à 8h00",
    ]
    assert await reminded(arabic) == []  # they do not come, and their card says so


async def test_after_an_outage_each_hears_once_and_in_true_words(
    bot: Process, driver: Driver, clock: FileClock, crew: list[DrivenPerson]
) -> None:
    await bot.end(signal.SIGKILL)
    await driver.advance((at("2027-04-07 07:20") - clock.now()).total_seconds())
    await bot.start()
    await settled(bot)
    for _ in range(2):
        await bot.end(signal.SIGKILL)
        await bot.start()
        await settled(bot)
    (told,) = await reminded(crew[0])
    assert told in [f"🔔 Rappel : dans {minutes} minutes, à 8h00" for minutes in (38, 39, 40)]
    assert (await health(bot))["reminders_age"] < 60
