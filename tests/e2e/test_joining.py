"""From asking to join to a seat in a crew, two people on two phones, through the real process and server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Process, becomes_officer

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver

pytestmark = pytest.mark.slow

#: What is asked, and what is pressed.
ANSWERS = (
    ("Aucun papier", "J'ai compris"),
    ("25 ans ou plus", "Oui"),
    ("Où habitez-vous", "Tamaris"),
    ("sans travail", "Plus de deux ans"),
    ("Pouvez-vous venir le matin", "Oui"),
    ("Quand voulez-vous", "Peu importe"),
    ("vous plaît", "Tout me va"),
)


async def applies(person: DrivenPerson) -> None:
    """Ask to join with what the screen offers."""
    await person.starts()
    await person.press("Rejoindre l'équipe")
    for question, answer in ANSWERS:
        await person.sees(question)
        await person.press(answer)
    await person.sees("prénom")
    await person.says("Sam Martin")
    await person.sees("Quelle langue parlez-vous")
    await person.press("Darija")
    await person.sees("quel numéro")
    await person.says("06 39 98 12 34")
    await person.press("✅ Envoyer")
    await person.sees("E-0001")


async def test_somebody_asks_to_join_meets_the_officer_and_gets_a_seat(bot: Process, driver: Driver) -> None:
    officer = await becomes_officer(bot, driver)
    applicant = await driver.person("applicant", language="fr")
    await applies(applicant)

    card = await officer.sees("Sam Martin")
    assert card["photo"]
    await officer.press("Je m'en occupe")
    await officer.sees("Vous vous en occupez")
    await officer.press("Rencontre")
    await officer.sees("quel jour")
    await officer.says("14/04")
    await officer.press("10h00")
    await officer.press("À notre adresse")
    await applicant.sees("(14/04) à 10h00")
    await applicant.press("Je viens")
    await officer.sees("La personne vient")

    await officer.press("Accepter")
    await officer.press("Avril et mai")
    await applicant.sees("Premier jour")
    await applicant.press("Mon équipe")
    await applicant.sees("Maison pour Tous")
    await officer.sees("dans l'équipe")
