"""Ready-made answers: offered where they fit, seen in both languages, sent as seen, never with a gap."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.application import CallTime
from bot.domain.ready import VARIABLES, Purpose, ReadyAnswer, known_for
from bot.domain.request import RequestKind
from bot.services import ready_answers
from bot.storage import contacts, people
from bot.storage.contacts import Contact
from tests.applying import file, person, work
from tests.services.test_matters import opened
from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.town import Phone

UNFILLED = re.compile(r"\{[^}]*\}")
IN_ARABIC, IN_FRENCH = "هل ما زالت النفايات هناك؟", "Les déchets sont-ils encore là"
NUMBER = "+33639981001"
STILL = "C'est encore là"


def reporter(town: Town, language: str = "ar", number: str | None = NUMBER) -> Phone:
    """Give a phone to somebody who has reported something and reads that language."""
    phone = town.phone(name="habitante")
    phone.report()
    who = person(town, phone)
    people.set_language(town.connection, who, language)
    known = Contact(person=who, phone=number, speaks="darija", call_time=CallTime.MORNING.value)
    contacts.keep(town.connection, known)
    return phone


def sent(phone: Phone) -> str:
    """Return everything that stands on somebody's screen."""
    return "\n".join(bubble.text for bubble in phone.bubbles)


def without(town: Town, language: str, *changes: ReadyAnswer) -> None:
    """Let the town's file have no ready answer in that language, and some others."""
    kept = (
        replace(each, text={name: text for name, text in each.text.items() if name != language})
        for each in town.territory.ready
    )
    town.territory = replace(town.territory, ready=(*kept, *changes))
    town.restart()


# --- asking ------------------------------------------------------------------------------------


def test_a_ready_question_is_seen_in_both_languages_and_leaves_as_it_was_seen(town: Town) -> None:
    officer, phone = town.officer(), reporter(town)
    officer.press("Demander")
    officer.press(STILL)

    assert IN_ARABIC in officer.last
    assert IN_FRENCH in officer.last
    assert officer.last.index(IN_ARABIC) < officer.last.index("En français") < officer.last.index(IN_FRENCH)
    assert IN_ARABIC not in sent(phone)
    officer.press("Envoyer")
    assert IN_ARABIC in sent(phone)
    assert IN_FRENCH not in sent(phone)
    card = next(each.text for each in officer.bubbles if each.text.startswith("D-0001"))
    assert "Les déchets sont-ils" in card  # officers read the question in their own language


def test_somebody_who_reads_the_town_s_language_is_sent_one_text(town: Town) -> None:
    officer, phone = town.officer(), reporter(town, "fr")
    officer.press("Demander")
    officer.press(STILL)

    assert officer.last.count(IN_FRENCH) == 1
    assert "Appeler" not in officer.labels()
    officer.press("Envoyer")
    assert IN_FRENCH in sent(phone)


def test_free_words_in_the_person_s_own_language_leave_at_once(town: Town) -> None:
    officer, phone = town.officer(), reporter(town, "fr")
    officer.press("Demander")
    officer.types("De quel côté ?")

    assert "De quel côté ?" in sent(phone)


def test_free_words_to_whoever_reads_another_language_say_so_first_and_offer_to_call(town: Town) -> None:
    officer, phone = town.officer(), reporter(town)
    officer.press("Demander")
    officer.types("De quel côté ?")
    assert "Partira en français. La personne lit\u00a0: arabe." in officer.last
    assert "De quel côté ?" not in sent(phone)

    officer.press("Appeler")
    assert NUMBER in officer.last
    assert "le matin" in officer.last.casefold()
    assert "darija" in officer.last.casefold()
    officer.press("Envoyer")  # calling has closed nothing
    assert "De quel côté ?" in sent(phone)


def test_without_a_number_nobody_is_offered_to_be_called(town: Town) -> None:
    officer = town.officer()
    reporter(town, number=None)
    officer.press("Demander")
    officer.types("De quel côté ?")

    assert not [label for label in officer.labels() if "Appeler" in label]


def test_a_ready_text_can_be_changed_into_free_words(town: Town) -> None:
    officer, phone = town.officer(), reporter(town, "fr")
    officer.press("Demander")
    officer.press(STILL)
    officer.press("Modifier")
    officer.types("Y a-t-il encore le canapé ?")

    assert "Y a-t-il encore le canapé ?" in sent(phone)
    assert IN_FRENCH not in sent(phone)


def test_braces_in_free_words_would_leave_as_they_are_so_they_are_named(town: Town) -> None:
    officer, phone = town.officer(), reporter(town, "fr")
    officer.press("Demander")
    officer.types("Nous passons le {day}.")

    assert "{day} ne se remplit pas ici" in officer.last
    assert "Nous passons" not in sent(phone)


# --- which are offered -------------------------------------------------------------------------


def test_only_those_that_fit_are_offered_those_of_this_very_state_first(town: Town) -> None:
    officer = town.officer()
    reporter(town, "fr")
    officer.press("Demander")

    offered = [label for label in officer.labels() if label.startswith("📄")]
    assert offered == ["📄 Une photo de plus", "📄 Où exactement ?", f"📄 {STILL} ?"]


def test_a_value_that_this_request_does_not_have_is_said_and_nothing_leaves(town: Town) -> None:
    text = {"fr": "Nous passons le {day}.", "ar": "نمرّ يوم {day}."}
    asks = ReadyAnswer("when", {"fr": "Le jour"}, Purpose.ASK, (RequestKind.REPORT,), (), text)
    without(town, "xx", asks)
    officer, phone = town.officer(), reporter(town)
    officer.press("Demander")
    assert [label for label in officer.labels() if "📄" in label][-1].endswith("Le jour")
    officer.press("Le jour")
    assert "{day}" in officer.last
    assert "Cette demande n'en a pas" in officer.last
    officer.press("Annuler")

    officer.press("Planifier")
    officer.press("mercredi 8 avril")
    officer.press("Demander")
    officer.press("Le jour")
    assert "Nous passons le mercredi 8 avril" in officer.last
    officer.press("Envoyer")
    assert "أبريل" in sent(phone)


def test_more_than_a_page_is_turned_in_place(town: Town) -> None:
    asks = tuple(
        ReadyAnswer(
            f"n{at}", {"fr": f"Titre {at}"}, Purpose.ASK, (RequestKind.REPORT,), (), {"fr": f"Texte {at}"}
        )
        for at in range(5)
    )
    without(town, "xx", *asks)
    officer = town.officer()
    reporter(town, "fr")
    officer.press("Demander")
    shown = len(officer.bubbles)
    officer.press("Autres réponses prêtes")

    assert len(officer.bubbles) == shown
    assert [label for label in officer.labels() if "Titre" in label] == ["📄 Titre 3", "📄 Titre 4"]
    officer.press("Titre 4")
    assert "Texte 4" in officer.last


# --- a missing language ------------------------------------------------------------------------


def test_a_missing_language_is_said_before_and_may_leave_all_the_same(town: Town) -> None:
    without(town, "ar")
    officer, phone = town.officer(), reporter(town)
    officer.press("Demander")
    officer.press(STILL)
    assert "Pas de texte en arabe\u00a0: partira en français." in officer.last
    assert any("Appeler" in label for label in officer.labels())
    officer.press("Envoyer")

    assert IN_FRENCH in sent(phone)


def test_a_missing_language_written_now_is_kept_for_the_next_time(town: Town) -> None:
    without(town, "ar")
    officer, phone = town.officer(), reporter(town)
    officer.press("Demander")
    officer.press(STILL)
    officer.press("Écrire en arabe")
    assert IN_FRENCH in officer.last  # what is to be translated
    officer.types("هل {phone} ؟ {nom}")
    assert "{nom} n'existe pas ici" in officer.last
    assert "{reference}" in officer.last
    officer.types("ما زالت؟ {reference}")
    officer.press("Enregistrer")

    officer.press(STILL)  # the question waited below
    assert "ما زالت؟" in officer.last
    assert not UNFILLED.search(officer.last)
    officer.press("Envoyer")
    assert "ما زالت؟" in sent(phone)
    kept = next(each for each in ready_answers.models(work(town)) if each.ready.id == "still-there")
    assert kept.ready.text["ar"] == "ما زالت؟ {reference}"


# --- answering ---------------------------------------------------------------------------------


def test_a_question_is_answered_with_a_ready_text(town: Town) -> None:
    officer, phone = town.officer(), town.phone("ar")
    phone.types("/start")
    people.set_language(town.connection, person(town, phone), "ar")
    opened(town, phone, RequestKind.QUESTION, text="ماذا ألبس؟")
    officer.press("Répondre")
    officer.press("Comment s'habiller")
    assert "البسوا سروالًا" in officer.last
    assert "Mettez un pantalon" in officer.last
    officer.press("Envoyer")

    assert "البسوا سروالًا" in sent(phone)
    assert "Mettez un pantalon" not in sent(phone)


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
def test_an_applicant_is_asked_in_their_language(town: Town, language: str) -> None:
    officer, phone = town.officer(), town.phone(language)
    file(town, phone)
    people.set_language(town.connection, person(town, phone), language)
    officer.press("Demander")
    officer.press("Quel matin se voir")
    officer.press("Envoyer")

    wanted = next(each for each in town.territory.ready if each.id == "which-morning")
    assert wanted.text[language] in sent(phone)


# --- any text ----------------------------------------------------------------------------------

PIECES = st.lists(
    st.sampled_from([*(f"{{{name}}}" for name in VARIABLES), "Bonjour", "<b>", "&", "مرحبًا", "« »"]),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([RequestKind.QUESTION, RequestKind.RESCHEDULE]), PIECES, PIECES)
def test_no_preview_has_a_gap_and_what_is_sent_is_what_was_seen(
    connection: Connection, kind: RequestKind, french: list[str], arabic: list[str]
) -> None:
    beginning = connection.begin_nested()
    try:
        chooses(Town(connection), kind, {"fr": " ".join(french), "ar": " ".join(arabic)})
    finally:
        beginning.rollback()


def chooses(town: Town, kind: RequestKind, text: dict[str, str]) -> None:
    """Let an officer answer whoever reads Arabic with that text; see that it leaves whole or not at all."""
    without(town, "xx", ReadyAnswer("any", {"fr": "Le texte"}, Purpose.ANSWER, (kind,), (), text))
    officer, phone = town.officer(), town.phone("ar")
    phone.types("/start")
    people.set_language(town.connection, person(town, phone), "ar")
    matter = opened(town, phone, kind)
    officer.press("Répondre")
    before = sent(phone)
    officer.press("Le texte")
    (filled,) = (
        each for each in ready_answers.fitting(work(town), {"at_request": matter.id}) if each.id == "any"
    )
    if filled.lacks:
        assert "Ce texte a besoin de" in officer.last
        assert sent(phone) == before
        return
    assert not UNFILLED.search(officer.last)
    assert filled.text
    assert filled.text in officer.last
    assert filled.own in officer.last
    officer.press("Envoyer")
    assert filled.text in sent(phone)


def test_a_kind_knows_the_variables_that_all_its_kinds_know() -> None:
    assert "day" not in known_for([RequestKind.QUESTION, RequestKind.RESCHEDULE])
    assert set(known_for([RequestKind.APPLICATION])) == set(VARIABLES)
