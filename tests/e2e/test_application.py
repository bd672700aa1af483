"""Asking to join on the real server: twelve gestures in every language, the number shared by its button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.shapes import Json
    from tests.e2e.conftest import Process

pytestmark = pytest.mark.slow

#: What is read on the buttons, in their order; a name without a button is typed.
WORDS = {
    "fr": (
        *("Rejoindre l'équipe", "J'ai compris", "Oui", "Tamaris", "Plus de deux ans", "Oui", "Peu importe"),
        *("Tout me va", "Darija", "Envoyer mon numéro", "✅ Envoyer"),
    ),
    "ar": (
        *("الانضمام إلى الفريق", "فهمت", "نعم", "Tamaris", "أكثر من سنتين", "نعم", "لا فرق"),
        *("كل شيء يناسبني", "الدارجة", "إرسال رقمي", "✅ إرسال"),
    ),
    "en": (
        *("Join the crew", "I understand", "Yes", "Tamaris", "Over two years", "Yes", "Any time"),
        *("All of it suits me", "Darija", "Send my number", "✅ Send"),
    ),
    "es": (
        *("Entrar en el equipo", "Entendido", "Sí", "Tamaris", "Más de dos años", "Sí", "Me da igual"),
        *("Todo me va bien", "Dariya", "Enviar mi número", "✅ Enviar"),
    ),
}
TO_NAME = 8  # buttons before the name is typed


async def answers(person: DrivenPerson, *labels: str) -> None:
    """Press each button once the one before has been answered."""
    for label in labels:
        await person.mark()
        await person.press(label)
        await person.sees("")


async def applies(person: DrivenPerson, language: str) -> None:
    """Ask to join with the shortest answers, each button waited for and read in that language."""
    await answers(person, *WORDS[language][:TO_NAME])
    await person.says("Camille Exemple")
    await answers(person, *WORDS[language][TO_NAME:])
    await person.sees("E-0")


async def gestures(driver: Driver, person: DrivenPerson) -> list[Json]:
    """Return what somebody has sent to the bot, as the server passed it on."""
    updates = [entry["update"] for entry in await driver.journal() if entry["kind"] == "update"]
    acts = [update.get("message") or update["callback_query"] for update in updates]
    return [act for act in acts if act["from"]["id"] == person.id]


async def test_an_application_is_twelve_gestures_in_every_language(bot: Process, driver: Driver) -> None:
    assert bot.running is not None
    for language in WORDS:
        person = await driver.person(f"reads {language}", language=language)
        await person.starts()
        await person.sees("🌍")
        before = len(await gestures(driver, person))
        await applies(person, language)
        made = (await gestures(driver, person))[before:]

        assert len(made) == 12
        assert sum("contact" in act for act in made) == 1


async def test_a_tick_is_drawn_on_the_message_itself(bot: Process, driver: Driver) -> None:
    assert bot.running is not None
    person = await driver.person("ticks", language="fr")
    await person.starts()
    await person.sees("🌍")
    await answers(person, *WORDS["fr"][:6])
    before = len(await person.screen())
    await answers(person, "Avril et mai", "✓ Avril et mai", "Juin et juillet", "C'est bon")

    assert len(await person.screen()) == before + 1


async def test_it_is_taken_back_in_two_taps(bot: Process, driver: Driver) -> None:
    assert bot.running is not None
    person = await driver.person("goes back", language="fr")
    await person.starts()
    await person.sees("🌍")
    await applies(person, "fr")
    await person.says("/suivi")
    await person.press("Retirer ma demande")
    await person.press("Oui, retirer")
    await person.sees("vous l'avez retiré")
