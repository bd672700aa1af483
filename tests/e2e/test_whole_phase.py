"""A whole phase: five people, eight weeks, a clock change, rain, an outage; every message at its hour, once.

`pytest tests/transcripts tests/e2e/test_whole_phase.py --update-transcripts` writes what they read anew.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Process, becomes_officer
from tests.e2e.phase import Phase, ahead, at, joins, read_aloud, told
from tests.sky import Sky, forecast

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import FileClock
    from bot.simulator.driver import DrivenPerson, Driver

pytestmark = pytest.mark.slow
HERE = Path(__file__).parents[1] / "transcripts" / "phase"
BEGINS = "2027-09-27 10:00"
LANGUAGES = ("fr", "ar", "fr", "fr", "fr")
REMINDS = ("🔔", "🗓")
OUTAGE = "2027-11-04 07:00"  # when the bot is back: an hour before the shift


@pytest.fixture(name="clock")
def _clock(clock: FileClock) -> FileClock:
    clock.advance(ahead(BEGINS))
    return clock


@pytest.fixture(name="sky")
async def _sky() -> AsyncIterator[Sky]:
    """A forecast with rain on the morning of the 14th of October, and nothing said of other days."""
    rain = {at("2027-10-14 08:00") + timedelta(hours=hours): 4.0 for hours in range(1, 5)}
    sky = Sky(answer=forecast(at("2027-10-13 02:00"), 72, rain, precipitation_probability=90))
    await sky.start()
    yield sky
    await sky.stop()


@pytest.fixture(name="environment")
def _environment(environment: dict[str, str], sky: Sky) -> dict[str, str]:
    return {**environment, "JARDINS_WEATHER_URL": sky.root}


async def makes_a_crew(phase: Phase, driver: Driver, officer: DrivenPerson) -> list[DrivenPerson]:
    """Let five people join, and lay their mornings out."""
    people = []
    for number, language in enumerate(LANGUAGES):
        person = await driver.person(f"p{number}", language=language)
        await joins(phase, person, number, language)
        await phase.says(officer, "/file")
        await phase.press(officer, "En attente de réponse", "Accepter", "Octobre et novembre")
        people.append(person)
    await phase.says(officer, "/programme")
    await phase.press(officer, "Octobre et novembre", "Poser les matinées", "Poser")
    return people


async def gets_a_supervisor(phase: Phase, driver: Driver, officer: DrivenPerson) -> DrivenPerson:
    """Invite somebody to lead the crew."""
    supervisor = await driver.person("supervisor", language="fr")
    await phase.says(officer, "/equipe")
    await phase.press(officer, "Encadrement")
    link = (await officer.transcript()).rsplit("start=", 1)[-1].split()[0]
    await supervisor.starts(link)
    await phase.idle()
    await phase.says(supervisor, "Lou Modèle")
    await phase.says(officer, "/programme")
    await phase.press(officer, "Octobre et novembre", "Encadrant", "Lou M.")
    return supervisor


async def first_days(phase: Phase, people: list[DrivenPerson], supervisor: DrivenPerson) -> None:
    """Answer in one tap: coming, not coming; a week; several days."""
    await phase.live("2027-09-30 20:00")
    await phase.press(people[0], "Je viens")
    await phase.press(people[1], "سآتي")
    await phase.press(people[2], "Je ne peux pas", "Transport")
    await phase.live("2027-10-01 09:00")
    await phase.says(supervisor, "Mon équipe")
    await phase.press(supervisor, "Tout le monde est là")
    await phase.live("2027-10-03 19:00")
    await phase.press(people[0], "toute la semaine")
    await phase.live("2027-10-04 19:30")
    await phase.press(people[2], "Je ne peux pas", "Jusqu'à vendredi", "Sans réponse")
    await phase.says(people[0], "/planning")
    await phase.says(people[0], "/rdv")


async def appointment_that_moves(phase: Phase, officer: DrivenPerson) -> None:
    """Book an appointment for the crew, and move it once they have heard of it."""
    await phase.says(officer, "/programme")
    await phase.press(
        officer, "Rendez-vous", "Nouveau rendez-vous", "Collectif", "France Travail", "Équipe 1"
    )
    await phase.says(officer, "14/10")
    await phase.press(officer, "14h00", "60 minutes", "adresse", "Valider")
    await phase.live("2027-10-07 12:00")
    await phase.says(officer, "/programme")
    await phase.press(officer, "Rendez-vous", "Rendez-vous 1", "Déplacer")
    await phase.says(officer, "15/10")
    await phase.press(officer, "14h00", "Valider")


async def rain_and_a_day_off(phase: Phase, officer: DrivenPerson, supervisor: DrivenPerson) -> None:
    """Go indoors on the eve, and cancel another morning."""
    await phase.live("2027-10-13 18:30")
    proposed = (await told(supervisor))[-1][1]
    assert "Vous décidez" in proposed
    assert "16" in proposed  # mm of rain, between the start and the end
    await phase.live("2027-10-13 19:30")
    await phase.press(supervisor, "Plan pluie", "🏠 Maison", "Confirmer")
    await phase.live("2027-10-19 15:00")
    await phase.says(officer, "/programme")
    await phase.press(officer, "Octobre et novembre", "Changer un jour", "20 octobre", "Annuler", "Oui")


async def outage(phase: Phase, bot: Process) -> None:
    """Let the bot be away over an evening and a night."""
    await phase.live("2027-11-03 17:00")
    await bot.end()
    await phase.jump(OUTAGE)
    await bot.start()


async def afterwards(phase: Phase, people: list[DrivenPerson], officer: DrivenPerson) -> None:
    """Say what became of one, at once and a month later; the officer counts it."""
    await phase.live("2027-12-01 12:00")
    await phase.press(people[0], "Je cherche", "C'est juste")
    await phase.live("2027-12-31 12:00")
    await phase.press(people[0], "Un emploi", "CDI", "C'est juste")
    await phase.says(officer, "/file")
    await phase.press(officer, "En attente de réponse")
    for _ in range(12):
        card = (await officer.transcript()).rsplit("(photo)", 1)[-1]
        if "emploi durable" in card:
            break
        await phase.press(officer, "Suivant")
    await phase.press(officer, "Fait", "emploi durable")


def check_hours(told_of: list[tuple[str, str]]) -> None:
    """Every reminder came at its hour, none at night, none twice, none of a day off."""
    reminders = [(moment, words) for moment, words in told_of if words.startswith(REMINDS)]
    hours = Counter(moment[-5:] for moment, _ in reminders)
    assert hours["18:00"] >= 30
    assert set(hours) <= {"18:00", "10:00", "12:00", "06:30", "07:00", "19:30", "15:00"}, hours
    assert [moment for moment, _ in reminders if moment.endswith("06:30")] == ["2027-10-14 06:30"]  # rain
    assert [moment for moment, _ in reminders if moment.endswith("07:00")] in ([OUTAGE], [])
    assert max(Counter(reminders).values()) == 1
    named = [words for _, words in reminders if "demain" in words.split("\n")[0]]
    assert not [words for words in named if "1er novembre" in words or "11 novembre" in words]


async def test_a_whole_phase(bot: Process, driver: Driver, request: pytest.FixtureRequest) -> None:
    phase = Phase(bot, driver)
    officer = await becomes_officer(bot, driver)
    people = await makes_a_crew(phase, driver, officer)
    supervisor = await gets_a_supervisor(phase, driver, officer)
    await first_days(phase, people, supervisor)
    await appointment_that_moves(phase, officer)
    await rain_and_a_day_off(phase, officer, supervisor)
    await outage(phase, bot)
    await phase.live("2027-11-12 12:00")
    await people[4].blocks()
    await afterwards(phase, people, officer)

    for person in (people[0], people[2], people[3]):
        check_hours(await told(person))
    first = await told(people[0])
    assert sum("nnulé" in words and "20 octobre" in words for _, words in first) == 1
    assert {"2027-10-30 18:00", "2027-10-31 18:00"} <= {moment for moment, _ in first}  # the clocks change
    after_block = [moment for moment, _ in await told(people[4]) if moment > "2027-11-12 12:30"]
    assert after_block == []
    assert "emploi durable" in (await officer.transcript())
    update = request.config.getoption("--update-transcripts", default=False)
    for person, language in zip(people, LANGUAGES, strict=True):
        said, file = await read_aloud(person), HERE / f"{person.role}.{language}.txt"
        if update:
            file.parent.mkdir(exist_ok=True)
            file.write_text(said, encoding="utf-8")
        assert said == file.read_text(encoding="utf-8")
