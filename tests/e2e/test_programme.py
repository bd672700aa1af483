"""A phase is made, laid out and changed by the officer, through the real process; whoever is in it hears."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Process, becomes_officer

if TYPE_CHECKING:
    from pathlib import Path

    from bot.clock import FileClock
    from bot.simulator.driver import Driver

pytestmark = pytest.mark.slow


async def test_an_officer_makes_a_phase_lays_it_out_and_changes_a_day(
    bot: Process, driver: Driver, clock: FileClock
) -> None:
    officer = await becomes_officer(bot, driver)
    first = clock.now().date() + timedelta(days=7)
    last = first + timedelta(days=27)
    await officer.says("/programme")
    await officer.press("Nouvelle période")
    await officer.sees("Comment s'appelle cette période")
    await officer.says("Chantier")
    await officer.sees("Quel est le premier jour")
    await officer.says(f"{first:%d/%m/%Y}")
    await officer.sees("Et le dernier jour")
    await officer.says(f"{last:%d/%m/%Y}")
    await officer.sees("Combien d'équipes")
    await officer.press("1")
    await officer.sees("Combien de places par équipe")
    await officer.press("8")
    await officer.sees("8 places par équipe")
    await officer.press("Valider")
    await officer.sees("Période ajoutée")

    await officer.press(f"Chantier {first.year}, Équipe")
    await officer.press("Poser les matinées")
    await officer.sees("matinées seront posées")
    await officer.press("✅ Poser")
    await officer.sees("matinées sont posées")
    await officer.press("Changer un jour")
    await officer.sees("Quel jour voulez-vous changer")
    await officer.press("(")
    await officer.press("Lieu")
    await officer.press("Parc Cauvel")
    await officer.sees("Nouveau lieu")
    await officer.press("Valider")
    await officer.sees("La matinée est changée")
    await officer.press("Annuler la matinée")
    await officer.press("Oui, annuler")
    await officer.sees("Cette matinée est annulée")


async def test_a_table_brought_in_beside_the_bot_shows_in_the_chat(
    bot: Process, driver: Driver, clock: FileClock, tmp_path: Path
) -> None:
    officer = await becomes_officer(bot, driver)
    year = clock.now().year + 1
    table = tmp_path / "programme.csv"
    table.write_text(f"Quoi;Date;Début\nMatinée;14/04/{year};8h\n", encoding="utf-8")
    await bot.tells("import", "programme", str(table))
    await officer.says("/programme")
    await officer.sees("1 matinée à venir")
