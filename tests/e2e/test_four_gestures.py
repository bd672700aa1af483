"""Photo, place, kind, send: the shortest report is four gestures, in every language; the server counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import IN_TOWN, SOFA

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.shapes import Json
    from tests.e2e.conftest import Process

pytestmark = pytest.mark.slow

#: What is read on the buttons of the place, of furniture and of sending.
WORDS = {
    "fr": ("📍 Envoyer ma position", "Meubles, encombrants", "✅ Envoyer"),
    "ar": ("📍 إرسال موقعي", "أثاث وأغراض كبيرة", "✅ إرسال"),
    "en": ("📍 Send my location", "Furniture, large items", "✅ Send"),
    "es": ("📍 Enviar mi ubicación", "Muebles, trastos", "✅ Enviar"),
}
APART = 0.003  # degrees: too far from one another to be the same heap


async def reports(person: DrivenPerson, language: str, place: tuple[float, float]) -> None:
    """Report with what the screen offers, each button waited for and read in that language."""
    share, kind, send = WORDS[language]
    await person.sends_photo(SOFA)
    await person.press(share, at=place)
    await person.press(kind)
    await person.press(send)
    await person.sees("D-0")


async def gestures(driver: Driver, person: DrivenPerson) -> list[Json]:
    """Return what somebody has sent to the bot, as the server passed it on."""
    updates = [entry["update"] for entry in await driver.journal() if entry["kind"] == "update"]
    acts = [update.get("message") or update["callback_query"] for update in updates]
    return [act for act in acts if act["from"]["id"] == person.id]


@pytest.mark.parametrize("started", [False, True], ids=["at once", "after Start"])
async def test_the_shortest_report_is_four_gestures_in_every_language(
    bot: Process, driver: Driver, *, started: bool
) -> None:
    assert bot.running is not None
    for number, language in enumerate(WORDS):
        person = await driver.person(f"reads {language}", language=language)
        if started:  # the greeting asks for nothing: its buttons are left alone
            await person.starts()
            await person.sees("🌍")
        before = len(await gestures(driver, person))
        await reports(person, language, (IN_TOWN[0] + number * APART, IN_TOWN[1]))
        made = (await gestures(driver, person))[before:]

        parts = [{"photo", "location", "data"} & act.keys() for act in made]
        assert parts == [{"photo"}, {"location"}, {"data"}, {"data"}]
