"""Conversations in which an officer writes with ready-made answers; the resident reads their own language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows.messages import msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town

WRITTEN = {
    "ar": "هل يمكنكم إرسال صورة أخرى؟ الطلب {reference}.",
    "en": "Can you send one more photo for {reference}?",
    "es": "¿Puede enviar otra foto para {reference}?",
}


def _reported(town: Town, resident: Phone) -> None:
    resident.photo()
    resident.place()
    resident.chooses(msg("kind.bulky"))
    resident.chooses(msg("button.send"))
    town.log.clear()


def asked(town: Town, resident: Phone, officer: Phone) -> None:
    """A question that was ready, seen before it leaves; another one, in the officer's own words."""
    _reported(town, resident)
    officer.press("Demander")
    officer.press("Une photo de plus")
    officer.press("Envoyer")
    resident.photo("p2")
    officer.press("Demander")
    officer.types("Le canapé est-il sous l'arbre ?")
    if officer.language != resident.language:
        officer.press("Envoyer")


def missing(town: Town, resident: Phone, officer: Phone) -> None:
    """There is no text in the resident's language: the officer writes it, and it is there the next time."""
    town.territory = replace(
        town.territory,
        ready=tuple(replace(each, text={"fr": each.text["fr"]}) for each in town.territory.ready),
    )
    town.restart()
    _reported(town, resident)
    officer.press("Demander")
    officer.press("Une photo de plus")
    if officer.language != resident.language:
        officer.press("✏️ Écrire")
        officer.types(WRITTEN[resident.language].replace("{reference}", "{numero}"))
        officer.types(WRITTEN[resident.language])
        officer.press("Enregistrer")
        officer.press("Une photo de plus")
    officer.press("Envoyer")


def made(town: Town, _: Phone, officer: Phone) -> None:
    """An officer reads one, changes it, puts it aside and makes another."""
    town.log.clear()
    officer.types("/modeles")
    officer.press("Une photo de plus")
    officer.press("✏️ français")
    officer.types("Une photo de {reference}, s'il vous plaît. Merci !")
    officer.press("Enregistrer")
    officer.press("Mettre de côté")
    officer.press("Toutes les réponses")
    officer.press("Nouvelle réponse prête")
    officer.types("Le portail")
    officer.press("Une question")
    officer.press("Déchets")
    officer.press("C'est bon")
    officer.types("Le portail est-il ouvert ? Code {code}")
    officer.types("Le portail est-il ouvert ?")
    officer.press("Enregistrer")


TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {
    "ready.asked": asked,
    "ready.missing": missing,
    "ready.made": made,
}
