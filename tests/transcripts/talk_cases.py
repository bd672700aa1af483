"""Conversations between an officer and a resident about a request, each in their own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from bot.storage import contacts
from bot.storage.contacts import Contact
from tests.applying import person
from tests.transcripts.cases import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town

NEARER = (44.1507, 4.0831)
#: What the resident answers first, and what they make of it.
ANSWERS = {
    "fr": ("Derrière l'école.", "Derrière l'école, côté parking."),
    "ar": ("خلف المدرسة.", "خلف المدرسة، من جهة موقف السيارات."),
    "en": ("Behind the school.", "Behind the school, by the car park."),
    "es": ("Detrás de la escuela.", "Detrás de la escuela, junto al aparcamiento."),
}


def replied(town: Town, resident: Phone, officer: Phone) -> None:
    """An officer replies to the card; the person answers; each changes their words, then shows a place."""
    report(town, resident)
    town.log.clear()
    first, second = ANSWERS[resident.language]
    officer.replies("D-0001").types("Nous ne trouvons pas. C'est où ?")
    officer.press("📤 Envoyer")
    officer.edits("Nous ne trouvons pas le canapé. C'est où ?", officer.written)
    resident.chooses(msg("answer.button"))
    resident.types(first)
    resident.edits(second)
    officer.replies("la personne répond").types("Merci !")
    officer.press("📤 Envoyer")
    resident.replies("Merci !").place(NEARER)
    officer.press("Lieu")


def noted(town: Town, resident: Phone, officer: Phone) -> None:
    """A reply that was meant for colleagues stays with them; the number is at hand all the same."""
    report(town, resident)
    known = Contact(person=person(town, resident), phone="+33639981001")
    contacts.keep(town.connection, known)
    town.log.clear()
    officer.replies("D-0001").types("Voir avec le gardien.")
    if officer.language != resident.language:
        officer.press("Appeler")
    officer.press("📝 Note")


def told(town: Town, resident: Phone, officer: Phone) -> None:
    """An officer tells something in passing, in ready words."""
    report(town, resident)
    town.log.clear()
    officer.press("Plus…")
    officer.press("✉️ Écrire")
    officer.press("C'est au bailleur")
    officer.press("Envoyer")


TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {
    "talk.replied": replied,
    "talk.noted": noted,
    "talk.told": told,
}
