"""From the poster to the officer's card: the command, the code read by a phone, the report filed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped] # it has no types of its own
import zxingcpp

from tests.e2e.conftest import becomes_officer
from tests.e2e.test_command_line import typed

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.driver import Driver
    from tests.e2e.conftest import Process


def read_code(file: Path) -> str:
    image = pypdfium2.PdfDocument(file)[0].render(scale=1.5).to_pil()
    [code] = zxingcpp.read_barcodes(image)
    return str(code.text)


async def test_a_scanned_poster_leads_to_a_report_at_its_place(
    bot: Process, driver: Driver, tmp_path: Path
) -> None:
    officer = await becomes_officer(bot, driver)
    printed = await bot.tells("poster", "--place", "Parc Cauvel", "--out", str(tmp_path))
    assert "1 of 1" in printed
    link = read_code(tmp_path / "poster-parc-cauvel.pdf")
    found = re.fullmatch(r"https://t\.me/(\w+)\?start=([\w-]{1,64})", link)
    assert found is not None

    resident = await driver.person("resident", language="fr")
    await resident.starts(found[2])
    await resident.sees("Vous signalez ici")
    await resident.press("Pas de photo")
    await resident.press("Sacs")
    await resident.press("Envoyer")
    await resident.sees("Votre numéro")
    await officer.sees("Parc Cauvel")


async def test_a_poster_for_every_place_needs_no_token_when_the_name_is_given(tmp_path: Path) -> None:
    code, printed, complaint = await typed(
        "poster", "--all", "--username", "@JardinsAlesBot", "--out", str(tmp_path)
    )
    assert code == 0
    assert "10 of 10" in printed
    assert complaint.startswith("Approximate points")
    assert printed.count(".pdf") == 10


async def test_what_the_command_needs_is_said() -> None:
    assert await typed("poster") == (2, "", 'Say which: --place ID, --place "its name", or --all.\n')
    code, _, complaint = await typed("poster", "--place", "nowhere", "--username", "JardinsAlesBot")
    assert code == 2
    assert "nowhere" in complaint
    assert "Traceback" not in complaint
