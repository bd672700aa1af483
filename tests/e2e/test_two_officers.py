"""Two officers and three residents: one queue, decided in a few taps, on the real process and server.

`pytest tests/transcripts tests/e2e/test_two_officers.py --update-transcripts` writes what they read anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Process, becomes_officer, reports
from tests.e2e.phase import Phase, ahead, read_aloud

if TYPE_CHECKING:
    from bot.clock import FileClock
    from bot.simulator.driver import DrivenPerson, Driver

pytestmark = pytest.mark.slow
HERE = Path(__file__).parents[1] / "transcripts" / "desk"
BEGINS = "2027-06-02 09:00"  # a Wednesday


@pytest.fixture(name="clock")
def _clock(clock: FileClock) -> FileClock:
    clock.advance(ahead(BEGINS))
    return clock


@pytest.fixture(name="environment")
def _environment(environment: dict[str, str]) -> dict[str, str]:
    """The territory as it is shipped: a decision can be undone for thirty seconds."""
    return {**environment, "JARDINS_TERRITORY": "ales"}


async def joins_the_team(phase: Phase, driver: Driver, officer: DrivenPerson) -> DrivenPerson:
    """Let a second officer join by the link that the first one shows."""
    colleague = await driver.person("colleague", language="fr")
    await phase.says(officer, "/equipe")
    await phase.press(officer, "Concertation")
    link = (await officer.transcript()).rsplit("start=", 1)[-1].split()[0]
    await colleague.starts(link)
    await phase.idle()
    return colleague


async def asks(phase: Phase, resident: DrivenPerson, question: str) -> None:
    """Ask the service something."""
    await phase.says(resident, "/question")
    await phase.says(resident, question)


async def both_take_it(phase: Phase, officer: DrivenPerson, colleague: DrivenPerson) -> None:
    """Open the same card on two screens: the first press wins, the second one is told."""
    for each in (officer, colleague):
        await phase.says(each, "/file")
        await phase.press(each, "En attente de réponse")
    await phase.press(officer, "Je m'en occupe")
    card = next(
        each for each in reversed(await colleague.screen()) if "D-0001" in (each.get("caption") or "")
    )
    assert "occupe" in card["caption"]


async def decided_and_undone(phase: Phase, officer: DrivenPerson, resident: DrivenPerson) -> None:
    """Accept, think again, plan instead: the resident hears of the plan alone, once it has left."""
    await phase.press(officer, "Accepter", "Défaire", "Planifier", "jeudi")
    assert "prévu" not in await resident.transcript()
    await phase.live("2027-06-02 10:00")
    heard = await resident.transcript()
    assert heard.count("Nettoyage prévu") == 1
    assert "accepté" not in heard


async def answered_and_corrected(phase: Phase, colleague: DrivenPerson, resident: DrivenPerson) -> None:
    """Answer a question at once, and correct it when it has left."""
    await phase.says(colleague, "/file")
    await phase.press(colleague, "Par sujet", "Question")
    await phase.press(colleague, "Répondre")
    await phase.says(colleague, "Rendez-vous place de Belgique à 8 h.")
    await phase.press(colleague, "Envoyer", "Envoyer maintenant", "Corriger")
    await phase.says(colleague, "Rendez-vous rue Docteur-Coulet à 8 h.")
    await phase.press(colleague, "Envoyer")
    await phase.live("2027-06-02 11:00")
    heard = await resident.transcript()
    assert heard.index("place de Belgique") < heard.index("Docteur-Coulet")


async def found_again(phase: Phase, officer: DrivenPerson) -> None:
    """Find the case by a word; a reference typed alone opens its card."""
    await phase.says(officer, "/chercher encombrants")
    assert "D-0001" in (await officer.transcript()).rsplit("/chercher", 1)[-1]
    await phase.says(officer, "d 1")
    assert "D-0001" in (await officer.transcript()).rsplit("d 1", 1)[-1]


async def heard(person: DrivenPerson) -> str:
    """Return what somebody read; a one-time link and the minute of a sending are other ones each time."""
    said = re.sub(r"i-[-\w]{20,}", "i-…", await read_aloud(person))
    return re.sub(r"Parti à \d+h\d+", "Parti à …", said)


async def test_a_day_of_two_officers(bot: Process, driver: Driver, request: pytest.FixtureRequest) -> None:
    phase = Phase(bot, driver)
    officer = await becomes_officer(bot, driver)
    colleague = await joins_the_team(phase, driver, officer)
    first, second, third = [await driver.person(f"resident{number}", language="fr") for number in (1, 2, 3)]
    await reports(first)
    await phase.idle()
    await both_take_it(phase, officer, colleague)
    await decided_and_undone(phase, officer, first)
    await asks(phase, third, "Où faut-il venir le matin ?")
    await answered_and_corrected(phase, colleague, third)
    await reports(second, "Sacs")
    await phase.idle()
    await found_again(phase, officer)

    update = request.config.getoption("--update-transcripts", default=False)
    for person in (officer, colleague, first, second, third):
        said, file = await heard(person), HERE / f"{person.role}.fr.txt"
        if update:
            file.parent.mkdir(exist_ok=True)
            file.write_text(said, encoding="utf-8")
        assert said == file.read_text(encoding="utf-8")
