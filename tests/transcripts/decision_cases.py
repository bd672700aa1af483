"""Conversations between an officer and somebody who has asked to join; the asking itself stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from tests.applying import accept, file, put_on_list, shrink

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town


def applied(town: Town, resident: Phone) -> None:
    """An application is there; only what follows is written down."""
    file(town, resident)
    town.log.clear()


def accepted(town: Town, resident: Phone, officer: Phone) -> None:
    """A seat in a crew, the first day, and another menu."""
    applied(town, resident)
    officer.press("Je m'en occupe")
    accept(officer)
    resident.chooses(msg("menu.crew"))
    town.pass_time(days=2)
    resident.chooses(msg("menu.crew"))


def waiting_then_freed(town: Town, resident: Phone, officer: Phone) -> None:
    """No seat is left; one frees, is not answered for in time, and frees again."""
    other = town.phone(name="autre personne")
    file(town, other, "Sam Martin")
    shrink(town, 1)
    accept(officer)
    applied(town, resident)
    officer.press("Accepter")
    officer.press("Avril et mai 2026")
    officer.press("Annuler")
    put_on_list(officer)
    last = town.phone(name="dernière personne")
    file(town, last, "Lou Modèle")
    put_on_list(officer)
    card = next(bubble for bubble in officer.bubbles if "E-0001" in bubble.text and bubble.buttons)
    officer.forge(officer_data(card.buttons, "Plus"), card.message_id, "⚙️ Plus…")
    turned = next(bubble for bubble in officer.bubbles if bubble.message_id == card.message_id)
    officer.forge(officer_data(turned.buttons, "Libérer"), card.message_id, "Libérer la place")
    officer.press("Oui, libérer la place")
    town.pass_time(days=4)
    last.press("Non merci")
    last.press("Retirer ma demande")
    resident.chooses(msg("seat.yes"))


def officer_data(buttons: list[list[tuple[str, str]]], words: str) -> str:
    """Return the data of a button of an older card."""
    return next(data for row in buttons for label, data in row if words in label)


def refused_next_step(town: Town, resident: Phone, officer: Phone) -> None:
    """No, why, and who else can help; once in the town's words, once in the officer's."""
    applied(town, resident)
    officer.press("Réponse négative")
    officer.press("Matins impossibles")
    officer.press("Modifier")
    officer.types("Le travail commence à 8 h. Revenez si cela change.")
    officer.press("Retour")
    officer.press("Retour")
    officer.press("France Travail")
    officer.press("Autre service")
    officer.press("PLIE")
    officer.press("Envoyer")
    officer.press("Reprendre la demande")
    officer.press("Orienter")
    officer.press("Mission locale")


def moved_interview(town: Town, resident: Phone, officer: Phone) -> None:
    """A meeting that does not suit, another one that does."""
    applied(town, resident)
    officer.press("Rencontre")
    officer.press("mardi 14 avril")
    officer.press("10h00")
    officer.press("À notre adresse")
    old = resident.bubbles[-1]
    resident.chooses(msg("meeting.cannot"))
    officer.press("Rencontre")
    officer.types("15/4")
    officer.types("14h30")
    officer.types("Maison pour Tous Louis-Aragon")
    label, data = old.buttons[0][0]
    resident.forge(data, old.message_id, label)
    resident.chooses(msg("meeting.come"))


def asked(town: Town, resident: Phone, officer: Phone) -> None:
    """A question, an answer without a photo, papers seen, a note, and an answer."""
    applied(town, resident)
    officer.press("Demander")
    officer.types("Quels jours pouvez-vous venir ?")
    resident.photo()
    resident.types("Lundi et mardi")
    officer.press("Plus…")
    officer.press("Critères")
    officer.press("RSA")
    officer.press("Suite")
    officer.press("Garder")
    officer.press("Note")
    officer.types("Rappeler en mars.")
    officer.press("Retour à la fiche")
    put_on_list(officer)


TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {
    "apply.accepted": accepted,
    "apply.waiting_then_freed": waiting_then_freed,
    "apply.refused_next_step": refused_next_step,
    "apply.moved_interview": moved_interview,
    "apply.asked": asked,
}
