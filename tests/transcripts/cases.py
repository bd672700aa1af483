"""Conversations worth reading aloud, played by people with phones; what is said is in the .txt files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import Term, TermKind, msg
from tests.findings import ACACIAS, TAKEN, finds, with_geocoder
from tests.town import IN_NIMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town

LANDMARK = "Bâtiment B, entrée 3"
BULKY, CANISTERS = msg("kind.bulky"), msg("kind.canisters")
SEND, CHANGE, BACK = msg("button.send"), msg("button.change"), msg("button.back")
NO_PHOTO = msg("button.no_photo")
TAMARIS = msg("label.term", term=Term(TermKind.DISTRICT, "tamaris"))


# --- the resident's report ---------------------------------------------------------------------


def start(_: Town, resident: Phone) -> None:
    """The first words, the menu and its help."""
    resident.types("/start")
    resident.chooses(msg("menu.help"))
    resident.chooses(msg("menu.mine"))
    resident.types("/confidentialite")


def short(_: Town, resident: Phone) -> None:
    """Four gestures."""
    resident.photo()
    resident.place()
    resident.chooses(BULKY)
    resident.chooses(SEND)


def album_typed_place(_: Town, resident: Phone) -> None:
    """Three photos at once, from home; a fourth arrives after sending."""
    for name in ("a", "b", "c"):
        resident.photo(name, album="1")
    resident.chooses(msg("report.place.elsewhere"))
    resident.chooses(TAMARIS)
    resident.types(LANDMARK)
    resident.chooses(BULKY)
    resident.chooses(SEND)
    resident.photo("d", album="1")


def poster(_: Town, resident: Phone) -> None:
    """A newcomer scans a poster: the place is given already."""
    resident.types("/start p-parc-cauvel")
    resident.photo()
    resident.chooses(BULKY)
    resident.chooses(SEND)


def coordinates(_: Town, resident: Phone) -> None:
    """From home: the place is copied from a map, then another one is pasted as a link."""
    resident.photo()
    resident.types("44,1502 4,0823")
    resident.chooses(BULKY)
    resident.chooses(CHANGE)
    resident.chooses(msg("report.change.place"))
    resident.types("https://www.openstreetmap.org/?mlat=43.8367&mlon=4.3601#map=18/43.8367/4.3601")
    resident.chooses(SEND)


def address(town: Town, resident: Phone) -> None:
    """A street is typed, and the address found for it confirmed; then a point is shared instead."""
    with_geocoder(town)
    resident.photo()
    resident.types("12 rue des acacias, au fond")
    finds(town, ACACIAS)
    resident.chooses(msg("report.address.yes"))
    resident.chooses(BULKY)
    resident.chooses(CHANGE)
    resident.chooses(msg("report.change.place"))
    resident.place((44.1258, 4.0686))
    finds(town, ACACIAS)
    resident.chooses(SEND)


def last_place(_: Town, resident: Phone) -> None:
    """The name of a known place is typed before the photo; the next heap lies at the same corner."""
    resident.types("/start")
    resident.chooses(msg("menu.report"))
    resident.types("parc cauvel")
    resident.photo()
    resident.chooses(BULKY)
    resident.chooses(SEND)
    resident.photo("again")
    resident.chooses(msg("report.place.last"))
    resident.chooses(msg("kind.bags"))
    resident.chooses(SEND)


def photo_place(town: Town, resident: Phone) -> None:
    """A photo sent as a file says where it was taken: asked, refused, then taken from another one."""
    resident.file("image/jpeg")
    finds(town, TAKEN, "taken")
    resident.chooses(msg("report.address.no"))
    resident.types("/annuler")
    resident.file("image/jpeg", name="f2")
    finds(town, TAKEN, "taken")
    resident.chooses(msg("report.address.yes"))
    resident.chooses(BULKY)
    resident.chooses(SEND)


def canisters(_: Town, resident: Phone) -> None:
    """Danger first."""
    resident.photo()
    resident.place()
    resident.chooses(CANISTERS)
    resident.chooses(msg("danger.button"))
    resident.chooses(msg("report.summary.canisters"))
    resident.chooses(msg("canisters.some"))
    resident.chooses(SEND)


def spoken(_: Town, resident: Phone) -> None:
    """Everything said aloud: a voice note opens it, a second one tells the way; a third is too long."""
    resident.voice("what")
    resident.chooses(NO_PHOTO)
    resident.chooses(msg("report.place.elsewhere"))
    resident.chooses(TAMARIS)
    resident.voice("where")
    resident.chooses(BULKY)
    resident.voice("endless", seconds=900)
    resident.chooses(SEND)


def named(_: Town, resident: Phone) -> None:
    """A plate in a caption is cut out, a name goes with its sentence; both before anything is sent."""
    resident.photo(caption="La voiture AB-123-CD est venue hier")
    resident.place()
    resident.chooses(BULKY)
    resident.chooses(msg("naming.erase"))
    resident.chooses(CHANGE)
    resident.chooses(msg("report.change.note"))
    resident.types("C'est mon voisin Untel")
    resident.chooses(msg("naming.erase"))
    resident.chooses(SEND)


def danger_told(_: Town, resident: Phone) -> None:
    """A caption tells of smoke: whom to call comes first, once."""
    resident.photo(caption="ça fume !")
    resident.place()
    resident.chooses(BULKY)
    resident.chooses(SEND)


def changed(_: Town, resident: Phone) -> None:
    """A mind changed: back, another kind, a size, a note."""
    resident.photo()
    resident.types(LANDMARK)
    resident.chooses(BACK)
    resident.place()
    resident.chooses(msg("report.kind.more"))
    resident.chooses(msg("kind.tyres"))
    resident.chooses(CHANGE)
    resident.chooses(msg("report.change.kind"))
    resident.chooses(BACK)
    resident.chooses(msg("report.summary.size"))
    resident.chooses(msg("size.van"))
    resident.chooses(msg("report.summary.note"))
    resident.types("Derrière le local à vélos")
    resident.chooses(SEND)


def outside(_: Town, resident: Phone) -> None:
    """A place that is not the town's."""
    resident.types("/start")
    resident.chooses(msg("menu.report"))
    resident.chooses(NO_PHOTO)
    resident.place(IN_NIMES)
    resident.chooses(BULKY)
    resident.chooses(SEND)


def wrong_inputs(_: Town, resident: Phone) -> None:
    """Everything a question does not ask for."""
    resident.types("merci")
    resident.chooses(msg("menu.report"))
    resident.sends(sticker={})
    resident.types("il y a un canapé")
    resident.file("application/pdf")
    resident.file("image/jpeg", 20_971_521)
    resident.photo()
    resident.types("x" * 300)
    resident.types("/inconnu")
    resident.place()
    resident.types("beaucoup")
    resident.sends(poll={})
    resident.chooses(BULKY)
    old = resident.data(resident.town.words.plain(SEND, resident.language))
    resident.chooses(SEND)
    resident.forge(old, label=resident.town.words.plain(SEND, resident.language))


def interrupted(town: Town, resident: Phone) -> None:
    """Left in the middle for a week, taken up again, then looked up."""
    resident.photo()
    resident.place()
    town.pass_time(days=8)
    town.restart()
    resident.types("/start")
    resident.chooses(BULKY)
    resident.chooses(SEND)
    resident.types("/demandes")


# --- the officer and the resident --------------------------------------------------------------


def report(town: Town, resident: Phone) -> None:
    """Four gestures, of which only the last one is written down again."""
    resident.photo()
    resident.place()
    resident.chooses(BULKY)
    if resident.shows(msg("same.other")):
        resident.chooses(msg("same.other"))
    town.log.clear()
    resident.chooses(SEND)


def plan(town: Town, resident: Phone, officer: Phone) -> None:
    """A day is promised."""
    report(town, resident)
    officer.press("Planifier")
    officer.types("hier")
    officer.types("14/04")


def dismiss(town: Town, resident: Phone, officer: Phone) -> None:
    """Nothing can be done here, and who can."""
    report(town, resident)
    officer.press("Sans suite")
    officer.press("résidence")


def forward(town: Town, resident: Phone, officer: Phone) -> None:
    """Somebody else takes it."""
    report(town, resident)
    officer.press("Transmettre")
    officer.press("Logis")
    resident.types("/demandes")
    town.pass_time(days=14)
    officer.press("Nettoyé")
    officer.press("Pas de photo")


def asks_in_french(resident: Phone, officer: Phone, words: str) -> None:
    """Write to somebody; who reads another language than French is looked at first."""
    officer.types(words)
    if resident.language != "fr":
        officer.press("Envoyer")


def ask(town: Town, resident: Phone, officer: Phone) -> None:
    """A question and its answer."""
    report(town, resident)
    officer.press("Demander")
    asks_in_french(resident, officer, "Quel bâtiment ?")
    resident.types("Le B")
    officer.press("Accepter")


def ask_spoken(town: Town, resident: Phone, officer: Phone) -> None:
    """A question answered aloud, and heard."""
    report(town, resident)
    officer.press("Demander")
    asks_in_french(resident, officer, "Quel bâtiment ?")
    resident.voice()
    officer.press("Écouter")


def clear(town: Town, resident: Phone, officer: Phone) -> None:
    """Taken, cleaned, with a photo of the clean place; the second officer's press comes too late."""
    colleague = town.officer("collègue")
    report(town, resident)
    colleague_card = colleague.bubbles[-1]
    label, data = colleague_card.buttons[0][0]
    officer.press("Je m'en occupe")
    colleague.forge(data, colleague_card.message_id, label)
    officer.press("Nettoyé")
    officer.photo("after")
    resident.types("/demandes")


def same(town: Town, resident: Phone, officer: Phone) -> None:
    """Somebody else has reported it: one tap, and both are told that it is clean."""
    neighbour = town.phone()
    neighbour.photo("theirs")
    neighbour.place()
    neighbour.chooses(BULKY)
    neighbour.chooses(SEND)
    town.log.clear()
    resident.photo()
    resident.place()
    resident.chooses(BULKY)
    resident.chooses(msg("same.this"))
    officer.press("Nettoyé")
    officer.press("Pas de photo")


def not_clean(town: Town, resident: Phone, officer: Phone) -> None:
    """Called clean too early: the report comes back with a photo and a new promise."""
    report(town, resident)
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    resident.chooses(msg("clean.no"))
    resident.photo("left")
    officer.press("Accepter")


def mine(town: Town, resident: Phone, officer: Phone) -> None:
    """Looking up what has become of it, and adding to it."""
    report(town, resident)
    town.log.clear()
    resident.chooses(msg("menu.mine"))
    resident.press("D-0001")
    resident.chooses(msg("mine.add"))
    resident.photo("more")
    resident.types("Il y en a plus maintenant")
    resident.voice()
    resident.chooses(msg("add.done"))
    officer.press("Nettoyé")
    officer.photo("after")
    resident.types("/demandes")
    resident.press("D-0001")


def withdrawn(town: Town, resident: Phone, _: Phone) -> None:
    """Taken back in two taps; the officer reads it."""
    report(town, resident)
    resident.types("/demandes")
    resident.press("D-0001")
    town.log.clear()
    resident.chooses(msg("mine.withdraw"))
    resident.chooses(msg("withdraw.confirm"))
    resident.types("/demandes")


def late(town: Town, resident: Phone, _: Phone) -> None:
    """The promised day comes and passes."""
    report(town, resident)
    town.pass_time(days=7)
    town.pass_time(days=1)


ALONE: dict[str, Callable[[Town, Phone], None]] = {
    "start.first": start,
    "report_dump.short": short,
    "report_dump.album_typed_place": album_typed_place,
    "report_dump.poster": poster,
    "report_dump.coordinates": coordinates,
    "report_dump.address": address,
    "report_dump.last_place": last_place,
    "report_dump.photo_place": photo_place,
    "report_dump.canisters": canisters,
    "report_dump.spoken": spoken,
    "report_dump.named": named,
    "report_dump.danger_told": danger_told,
    "report_dump.changed": changed,
    "report_dump.outside": outside,
    "report_dump.wrong_inputs": wrong_inputs,
    "report_dump.interrupted": interrupted,
}
TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {
    "officer.plan": plan,
    "officer.dismiss": dismiss,
    "officer.forward": forward,
    "officer.ask": ask,
    "officer.ask_spoken": ask_spoken,
    "officer.clear": clear,
    "report_dump.same": same,
    "reopen_report.not_clean": not_clean,
    "officer.late": late,
    "mine.added": mine,
    "mine.withdrawn": withdrawn,
}
