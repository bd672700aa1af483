"""Somebody asks a question of their own and is answered, through the real process and server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Process, becomes_officer

if TYPE_CHECKING:
    from bot.simulator.driver import Driver

pytestmark = pytest.mark.slow


async def test_a_question_is_asked_answered_and_asked_again(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    resident = await driver.person("resident", language="fr")
    await resident.says("/start")
    await resident.says("azertyuiop")
    await resident.press("Poser une question")
    await resident.sees("Quelle est votre question")
    await resident.says("À quelle heure ouvre le jardin ?")
    await resident.sees("Q-0001")
    await resident.sees("On vous répond avant le")

    await officer.sees("À quelle heure ouvre le jardin")
    await officer.press("Répondre")
    await officer.says("De 8 h à midi.")
    await officer.press("Envoyer")
    await resident.sees("De 8 h à midi")

    await resident.press("Encore une question")
    await resident.sees("Quelle est votre question")
    await resident.says("Et le dimanche ?")
    await resident.sees("Q-0002")
    await resident.says("/demandes")
    await resident.sees("c'est terminé")
    assert bot.running is not None
