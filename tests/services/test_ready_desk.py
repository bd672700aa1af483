"""`/modeles`: officers word, make and put aside ready-made answers; nobody else does, all is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import Role
from bot.domain.programme_commands import MakeReady, WordReady
from bot.domain.ready import KINDS, Purpose
from bot.domain.request import RequestKind
from bot.flows.messages import msg
from bot.flows.ready_screens import number
from bot.services import ready_answers, ready_desk
from bot.services.verbs import SERVICES
from bot.storage import people
from bot.storage.tables import text_changes
from tests.applying import person, work
from tests.services.test_ready_answers import STILL, reporter
from tests.taking_part import member

if TYPE_CHECKING:
    from bot.flows.ready import Model
    from tests.town import Phone, Town

UNKNOWN = msg("unknown.command")
PHOTO = number("photo-needed")


def model(town: Town, ready: str = "photo-needed") -> Model:
    return next(each for each in ready_answers.models(work(town)) if each.ready.id == ready)


def log(town: Town) -> list[tuple[str, str, str]]:
    rows = town.connection.execute(select(text_changes).order_by(text_changes.c.id))
    return [(row.key, row.language, row.what) for row in rows]


def rewords(officer: Phone, words: str, language: str = "français") -> None:
    officer.types("/modeles")
    officer.press("Une photo de plus")
    officer.press(f"✏️ {language}")
    officer.types(words)


def test_an_officer_words_one_sees_it_filled_in_and_it_is_offered_so(town: Town) -> None:
    officer = town.officer()
    rewords(officer, "Une photo pour {reference} ? Réponse le {answer_by}.")
    assert "Q-0042" in officer.last
    assert "{" not in officer.last
    officer.press("Enregistrer")
    reporter(town, "fr")
    officer.press("Demander")
    officer.press("Une photo de plus")

    assert "Une photo pour D-0001 ?" in officer.last


def test_a_text_in_another_language_is_seen_beside_the_town_s_own(town: Town) -> None:
    officer = town.officer()
    rewords(officer, "صورة {reference}", "arabe")

    assert "صورة" in officer.last
    assert "Pouvez-vous envoyer une photo" in officer.last


@pytest.mark.parametrize("words", ["Le {jour}.", "{}", "{day", "{day} {hour}"])
def test_a_variable_that_is_not_known_is_named_with_those_that_are(town: Town, words: str) -> None:
    officer = town.officer()
    rewords(officer, words)
    assert "n'existe pas ici" in officer.last
    assert "{first_name}" in officer.last
    assert model(town).worded == frozenset()


def test_the_town_s_words_come_back_and_the_log_tells_the_whole_story(town: Town) -> None:
    officer = town.officer()
    rewords(officer, "Encore une photo ?")
    officer.press("Enregistrer")
    town.pass_time(hours=1)
    officer.press("✏️ français")
    officer.press("texte d'origine")
    officer.press("Enregistrer")
    officer.press("Mettre de côté")

    key = "ready:photo-needed"
    assert log(town) == [(key, "fr", "worded"), (key, "fr", "restored"), (key, "", "off")]
    assert model(town).ready.text == model(town).original
    assert "mise de côté, un agent" in officer.last
    assert "texte d'origine remis (français)" in officer.last


def test_one_put_aside_is_offered_no_more_until_it_is_back(town: Town) -> None:
    officer = town.officer()
    officer.types("/modeles")
    officer.press(STILL)
    officer.press("Mettre de côté")
    assert model(town, "still-there").off
    reporter(town, "fr")
    officer.press("Demander")
    assert not any(STILL in label for label in officer.labels())
    officer.press("Annuler")
    officer.types("/modeles")
    for _ in range(2):
        officer.press("Autres")
    officer.press(STILL)
    officer.press("Proposer à nouveau")

    assert not model(town, "still-there").off
    assert [what for *_, what in log(town)] == ["off", "on"]


def test_an_officer_makes_one_and_adds_another_language(town: Town) -> None:
    officer = town.officer()
    officer.types("/modeles")
    officer.press("Nouvelle réponse prête")
    officer.types("Le canapé")
    officer.press("Une question")
    officer.press("Déchets")
    officer.press("C'est bon")
    officer.types("Le {hour} ?")
    assert "{hour} n'existe pas ici" in officer.last
    officer.types("Et le canapé, {reference} ?")
    officer.press("Enregistrer")
    officer.press("✏️ arabe")
    officer.types("والأريكة؟")
    officer.press("Enregistrer")
    made = model(town, "own_1")
    assert (made.made, made.ready.purpose, made.ready.kinds) == (True, Purpose.ASK, (RequestKind.REPORT,))
    reporter(town)
    officer.press("Demander")
    officer.press("Le canapé")

    assert "والأريكة؟" in officer.last
    assert "Et le canapé, D-0001 ?" in officer.last


@pytest.mark.parametrize("role", [None, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_nobody_else_may(town: Town, role: Role | None) -> None:
    phone = member(town)
    who = person(town, phone)
    if role:
        people.grant(town.connection, who, role, town.now)
    phone.types("/modeles")
    assert phone.last == town.says(UNKNOWN)
    for data in (f"{PHOTO}:off:0", "0:page:0", "0:new:0", f"{PHOTO}:word:0"):
        phone.forge(f"c1:ready:{data}")
        assert phone.last == town.says(UNKNOWN)
    assert not model(town).off
    with pytest.raises(NotAllowed):
        ready_desk.word(work(town), who, WordReady("photo-needed", "fr", "Non", aside=False))
    with pytest.raises(NotAllowed):
        ready_desk.make(work(town), who, MakeReady("Non", Purpose.ASK, KINDS, "Non"))


@pytest.mark.parametrize("data", ["1:open:0", f"{PHOTO}:word:4", "0:off:0"])
def test_a_forged_press_changes_nothing(town: Town, data: str) -> None:
    officer = town.officer()
    before = town.dump()
    officer.forge(f"c1:ready:{data}")

    assert officer.last == town.says(UNKNOWN)
    assert town.dump() == before


@pytest.mark.parametrize(
    "command",
    [
        WordReady("gone", "fr", "Oui", aside=False),
        WordReady("photo-needed", "de", "Ja", aside=False),
        WordReady("photo-needed", "fr", "Le {hour}", aside=False),
        MakeReady("Titre", Purpose.ASK, (RequestKind.REPORT,), "Le {crew}"),
    ],
)
def test_what_is_there_no_more_or_names_what_is_not_known_is_refused(
    town: Town, command: WordReady | MakeReady
) -> None:
    officer = person(town, town.officer())
    with pytest.raises(Stale):
        SERVICES[type(command)](work(town), officer, command)
    assert log(town) == []
