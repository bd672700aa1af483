"""Conversations about what is held of somebody, and about those without Telegram; said in the .txt files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.flows.messages import msg
from tests import edge
from tests.entered import enters
from tests.transcripts.apply_cases import applies

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town


def notice(_: Town, resident: Phone) -> None:
    """The short screen, then everything."""
    resident.types("/privacy")
    resident.chooses(msg("privacy.read_all"))


def reports(resident: Phone) -> None:
    """Four gestures."""
    resident.photo()
    resident.place()
    resident.chooses(msg("kind.bulky"))
    resident.chooses(msg("button.send"))


def my_data(_: Town, resident: Phone, officer: Phone) -> None:
    """Shown, corrected, and sent whole once the officer knows who asks."""
    reports(resident)
    applies(resident)
    resident.town.log.clear()
    resident.types("/mesdonnees")
    resident.chooses(msg("data.correct"))
    resident.chooses(msg("correct.phone"))
    resident.types("+34 600 00 00 00")
    resident.types("/mesdonnees")
    resident.chooses(msg("data.receive"))
    officer.press("Identité vérifiée")


def erase(town: Town, resident: Phone, _: Phone) -> None:
    """Explained, asked once, done; the officer's cards hold nothing of them any more."""
    reports(resident)
    applies(resident)
    town.log.clear()
    resident.types("/supprimer")
    resident.chooses(msg("erase.yes"))
    edge.run(town)
    resident.types("/start")


def entered(town: Town, person: Phone, officer: Phone) -> None:
    """The officer asks and presses for somebody; their phone is linked later, lost, and linked anew."""
    edge.is_named(town)
    town.log.clear()
    enters(officer)
    officer.chooses(msg("enter.show_link"))
    person.types(f"/start {payload(officer)}")
    officer.types("/couper E-0001")
    person.types("/demandes")
    person.types(f"/start {payload(officer)}")
    person.types("/demandes")


def payload(officer: Phone) -> str:
    """Return what the newest link on the officer's screen carries."""
    return str(re.findall(r"start=(l-[\w-]{22})", officer.screen)[-1])


ALONE: dict[str, Callable[[Town, Phone], None]] = {"rights.notice": notice}
TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {
    "rights.my_data": my_data,
    "rights.erase": erase,
    "apply.entered_for_somebody_and_linked": entered,
}
