"""Small things between one person and the officer, as conversations worth reading aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from tests.applying import file
from tests.transcripts.cases import asks_in_french

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town


def question(town: Town, resident: Phone, officer: Phone) -> None:
    """Somebody is lost, asks, is asked back, is answered, and asks again."""
    resident.types("/start")
    town.log.clear()
    resident.types("azerty")
    resident.chooses(msg("question.button"))
    resident.types("À quelle heure ouvre le jardin ?")
    officer.press("Plus…")
    officer.press("Demander")
    asks_in_french(resident, officer, "Quel jardin ?")
    resident.types("Celui des Tamaris")
    resident.types("/demandes")
    officer.press("Répondre")
    officer.types("De 8 h à midi, du mardi au samedi.")
    officer.press("Envoyer")
    resident.chooses(msg("question.again"))
    resident.types("Et le dimanche ?")
    officer.press("Plus…")
    officer.press("Sans suite")
    resident.types("/demandes")


def unreachable(town: Town, resident: Phone, officer: Phone) -> None:
    """An applicant blocks the bot; the officer telephones, and the card closes when they are back."""
    file(town, resident)
    officer.press("Je m'en occupe")
    town.log.clear()
    resident.blocks()
    officer.press("Plus…")
    officer.press("Suivant")
    officer.press("Appeler")
    officer.press("Fait")
    officer.types("Elle a changé de téléphone, elle revient lundi.")
    resident.blocks(blocked=False)


TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {
    "matter.question": question,
    "matter.unreachable": unreachable,
}
