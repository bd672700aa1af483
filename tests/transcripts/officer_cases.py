"""What officers do beside deciding, as conversations worth reading aloud; the others are in `cases`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from tests.town import with_undo
from tests.transcripts.cases import BULKY, SEND, report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town


def duplicate(town: Town, resident: Phone, officer: Phone) -> None:
    """Two reports of one heap: the second joins the first, and both are told that it is clean."""
    neighbour = town.phone(name="voisin")
    neighbour.report()
    report(town, resident)
    officer.press("Suivant")
    officer.press("Doublon")
    officer.types("celui d'avant")
    officer.press("D-0001")
    resident.types("/demandes")
    resident.press("D-0002")
    officer.opens_queue()
    officer.press("Nettoyé")
    officer.press("Pas de photo")


def showable(town: Town, resident: Phone, officer: Phone) -> None:
    """A photo fit to be shown helps the next person to see that it is the same."""
    town.phone(name="voisin").report()
    officer.press("Plus…")
    officer.press("Photo montrable")
    officer.press("Retour")
    town.log.clear()
    resident.photo()
    resident.place()
    resident.chooses(BULKY)
    resident.chooses(msg("same.see", number=1))
    resident.chooses(msg("same.this"))


def blur(town: Town, resident: Phone, officer: Phone) -> None:
    """A face on a photo: one tap."""
    report(town, resident)
    town.log.clear()
    officer.press("📷 Photos")
    officer.press("Flouter")


def mute(town: Town, resident: Phone, officer: Phone) -> None:
    """Somebody who files too much: received as ever, and in nobody's queue until heard again."""
    report(town, resident)
    town.log.clear()
    officer.press("Plus…")
    officer.press("Ne plus recevoir")
    resident.photo("again")
    resident.place()
    resident.chooses(BULKY)
    resident.chooses(msg("same.other"))
    resident.chooses(SEND)
    officer.press("Recevoir de nouveau")


def redact(_: Town, resident: Phone, officer: Phone) -> None:
    """A note that names somebody."""
    resident.photo(caption="C'est le voisin du 3")
    resident.place()
    resident.chooses(BULKY)
    resident.chooses(SEND)
    resident.town.log.clear()
    officer.press("Plus…")
    officer.press("Effacer le texte")
    officer.press("La précision")


def undo(town: Town, resident: Phone, officer: Phone) -> None:
    """The wrong button, taken back; the right one, which leaves by itself and is put right afterwards."""
    town.territory = with_undo(town.territory, 30)
    town.restart()
    report(town, resident)
    town.log.clear()
    officer.press("Accepter")
    officer.press("Défaire")
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    town.pass_time(seconds=30)
    officer.press("Corriger")
    officer.types("Il reste un sac : nous repassons demain.")
    officer.press("Envoyer")


def snooze(town: Town, resident: Phone, officer: Phone) -> None:
    """Not now: until Monday, whatever the person says; woken by hand, then until tomorrow."""
    report(town, resident)
    town.log.clear()
    officer.press("Plus tard")
    officer.press("Même s'il y a une réponse")
    officer.press("Lundi")
    officer.press("Réveiller")
    officer.press("Plus tard")
    officer.press("Une date")
    officer.press("Retour")
    officer.press("Demain matin")
    town.pass_time(days=1)
    officer.press("Encore")


def away(town: Town, resident: Phone, officer: Phone) -> None:
    """Nobody else is there: whoever writes reads from when on; back, one button opens what waits."""
    officer.types("/absence")
    officer.press("lundi 20 avril")
    report(town, resident)
    officer.types("/absence")
    officer.press("Je suis de retour")


def history(town: Town, resident: Phone, officer: Phone) -> None:
    """What has happened to a request, by its number and from its card."""
    report(town, resident)
    officer.press("Je m'en occupe")
    officer.press("Sans suite")
    officer.press(officer.labels()[0])
    town.pass_time(days=1)
    officer.types("/historique D-0001")
    officer.types("/historique D-9999")


def search(town: Town, resident: Phone, officer: Phone) -> None:
    """A caller speaks of a mattress near the school: the officer finds the request, then types its number."""
    report(town, resident)
    resident.photo("matelas", caption="Un matelas derrière l'école")
    resident.place()
    resident.chooses(BULKY)
    resident.chooses(msg("same.other"))
    resident.chooses(SEND)
    town.log.clear()
    officer.types("/chercher")
    officer.types("MATELAS ecole")
    officer.press("D-0002")
    officer.types("/chercher girafe")
    officer.types("d 1")
    resident.types("D-0002")


def digest(town: Town, resident: Phone, officer: Phone) -> None:
    """Half past eight: what is new and what is the officer's; two taps to a decision."""
    town.handle("start", {})
    report(town, resident)
    officer.press("Je m'en occupe")
    town.phone(name="voisin").report()
    town.log.clear()
    town.pass_time(hours=23)
    officer.press("À moi")
    officer.press("Accepter")


TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {
    "officer.duplicate": duplicate,
    "officer.showable": showable,
    "officer.blur": blur,
    "officer.mute": mute,
    "officer.redact": redact,
    "officer.undo": undo,
    "officer.snooze": snooze,
    "officer.away": away,
    "officer.history": history,
    "officer.search": search,
    "officer.digest": digest,
}
