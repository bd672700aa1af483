"""What officers decide on applications is told once to the applicant, in their language, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.application import State
from bot.flows.messages import Code, Term, TermKind, msg
from bot.storage import criteria
from bot.storage.tables import events
from tests.applying import accept, application, crew, filed, put_on_list, shrink

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.messages import Message
    from tests.town import Phone, Town

NEWS = msg("news.title", reference=Code("E-0001"))


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def ask(officer: Phone) -> None:
    officer.press("Demander")
    officer.types("Quel jour vous appeler ?")
    if "Partira en français" in officer.last:
        officer.press("Envoyer")


def meet(officer: Phone) -> None:
    officer.press("Rencontre")
    officer.press("mardi 14 avril")
    officer.press("10h00")
    officer.press("À notre adresse")


def decline(officer: Phone) -> None:
    officer.press("Réponse négative")
    officer.press("Plus de place")
    officer.press("Envoyer")


def orient(officer: Phone) -> None:
    officer.press("Orienter")
    officer.press("Mission locale")


DECISIONS: list[tuple[Callable[[Phone], None], State, Message]] = [
    (ask, State.INFO_NEEDED, msg("answer.from_officer", reference=Code("E-0001"))),
    (meet, State.INTERVIEW, msg("meeting.ask")),
    (accept, State.ENROLLED, msg("crew.bring", what=Term(TermKind.BRING))),
    (put_on_list, State.WAITING_LIST, msg("waiting.soon")),
    (decline, State.DECLINED, msg("label.term", term=Term(TermKind.REFUSAL_MESSAGE, "full"))),
    (orient, State.ORIENTED, msg("label.term", term=Term(TermKind.DOOR_WHAT, "mission-locale"))),
]


@pytest.mark.parametrize(("decide", "state", "word"), DECISIONS)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_applicant_is_told_once_in_their_language(
    town: Town,
    officer: Phone,
    decide: Callable[[Phone], None],
    state: State,
    word: Message,
    language: str,
) -> None:
    applicant = filed(town, language)
    before = len(applicant.bubbles)
    decide(officer)

    news = [bubble.text for bubble in applicant.bubbles[before:]]
    assert len(news) == 1
    assert news[0].startswith(town.says(NEWS, language))
    assert town.says(word, language) in news[0]
    held = application(town)
    assert (held.state, held.waiting_since) == (state, None)
    last = select(events).where(events.c.state_to == state)
    row = town.connection.execute(last).one()
    assert (row.state_from, row.actor) == (State.RECEIVED, held.claimed_by)
    assert "prévenue" in officer.last


def test_taking_an_application_lets_its_reading_begin(town: Town, officer: Phone) -> None:
    filed(town)
    officer.press("Je m'en occupe")
    held = application(town)
    assert held.state is State.IN_REVIEW
    assert held.waiting_since is not None
    assert "Je m'en occupe" not in str(officer.bubbles[-1].buttons)


def test_a_colleagues_application_cannot_be_decided_on(town: Town, officer: Phone) -> None:
    colleague = town.officer("collègue")
    filed(town)
    taken, data = colleague.bubbles[-1], colleague.data("Accepter")
    officer.press("Je m'en occupe")
    [reply] = colleague.forge(data, taken.message_id)
    assert reply.alert
    assert application(town).state is State.IN_REVIEW
    assert not any("Accepter" in label for row in colleague.bubbles[-1].buttons for label, _ in row)


# --- a seat ------------------------------------------------------------------------------------


def test_whoever_is_accepted_knows_the_first_day_and_finds_their_crew_in_the_menu(
    town: Town, officer: Phone
) -> None:
    applicant = filed(town)
    assert any("Rejoindre l'équipe" in label for row in applicant.keyboard for label in row)
    accept(officer)
    for known in ("mercredi 8 avril (08/04) à 8h00", "Maison pour Tous", "chaussures", "Équipe 1"):
        assert known in applicant.last
    assert not any("Rejoindre" in label for row in applicant.keyboard for label in row)
    applicant.press("Mon équipe")
    assert "mercredi 8 avril (08/04) à 8h00" in applicant.last
    town.pass_time(days=3)
    applicant.press("Mon équipe")
    assert "Rendez-vous à 8h00" in applicant.last
    town.pass_time(days=90)
    applicant.press("Mon équipe")
    assert town.says(msg("crew.nobody")) in applicant.last
    assert any("Rejoindre l'équipe" in label for row in applicant.keyboard for label in row)


def test_a_full_phase_is_refused_with_the_reason_and_another_can_be_chosen(
    town: Town, officer: Phone
) -> None:
    filed(town)
    shrink(town, 0)
    officer.press("Accepter")
    assert any("complet" in label for label in officer.labels())
    officer.press("Avril et mai 2026")
    assert town.says(msg("enrol.phase_full")) in officer.last
    officer.press("Juin et juillet 2026")
    assert application(town).state is State.ENROLLED


def test_the_last_seat_taken_meanwhile_is_said_and_nothing_is_lost(town: Town, officer: Phone) -> None:
    colleague = town.officer("collègue")
    filed(town)
    officer.press("Accepter")
    before = officer.data("Avril et mai 2026"), officer.bubbles[-1].message_id
    shrink(town, 1)
    filed(town)
    colleague.press("Plus…")
    colleague.press("Suivant")
    accept(colleague)
    officer.forge(*before)
    assert crew(town).taken == 1
    assert town.says(msg("enrol.phase_full")) in officer.last
    officer.press("Juin et juillet 2026")
    assert {application(town, number).state for number in (1, 2)} == {State.ENROLLED}


# --- no, and where else ------------------------------------------------------------------------


def test_a_no_is_seen_in_both_languages_before_it_leaves_and_names_the_next_door(
    town: Town, officer: Phone
) -> None:
    applicant = filed(town, "ar")
    officer.press("Réponse négative")
    officer.press("Plus de place")
    assert "لم تبقَ أماكن هذه السنة." in officer.last
    assert "Il n'y a plus de place cette année." in officer.last
    assert "PLIE" in officer.last
    officer.press("Autre service")
    officer.press("France Travail")
    officer.press("Envoyer")
    assert "لم تبقَ أماكن هذه السنة." in applicant.last
    assert "04 65 71 00 80" in applicant.last.replace("\u00a0", " ")
    assert application(town).next_step == "france-travail"


def test_words_of_the_officers_own_leave_as_they_are_and_the_officer_is_told_so(
    town: Town, officer: Phone
) -> None:
    applicant = filed(town, "ar")
    officer.press("Réponse négative")
    officer.press("Autre raison")
    officer.press("Modifier")
    assert "Partira en français" in officer.last
    officer.types("Revenez en mars, nous aurons de la place.")
    assert "Revenez en mars" in officer.last
    officer.press("Appeler")
    assert "☎️" in officer.last
    before = len(applicant.bubbles)
    officer.press("Envoyer")
    assert len(applicant.bubbles) == before + 1
    assert "Revenez en mars, nous aurons de la place." in applicant.last
    assert "France Travail" in applicant.last


def test_whoever_reads_french_gets_the_officers_words_without_a_warning(town: Town, officer: Phone) -> None:
    filed(town)
    officer.press("Réponse négative")
    officer.press("Autre raison")
    officer.press("Modifier")
    assert "Partira en français" not in officer.last


def test_a_no_can_be_looked_at_again_with_a_new_promise(town: Town, officer: Phone) -> None:
    applicant = filed(town)
    decline(officer)
    town.pass_time(days=30)
    officer.press("Reprendre la demande")
    held = application(town)
    assert held.state is State.IN_REVIEW
    assert held.answer_by > town.now.date()
    assert held.waiting_since == town.now
    assert town.says(msg("reopened.again")) in applicant.last


# --- the other side ----------------------------------------------------------------------------


def test_a_duplicate_is_linked_and_the_person_is_told_which_one_goes_on(town: Town, officer: Phone) -> None:
    filed(town, number="+33639981234")
    again = filed(town, name="Autre Nom", number="+33639981234")
    officer.press("Plus…")
    officer.press("Suivant")
    officer.press("Plus…")
    officer.press("Doublon")
    officer.press("E-0001")
    held = application(town, 2)
    assert (held.state, held.same_as) == (State.DUPLICATE, 1)
    assert "E-0001" in again.last


@pytest.mark.parametrize(("typed", "said"), [("E-0002", "double.unknown"), ("e1", "double.itself")])
def test_a_wrong_number_is_asked_again(town: Town, officer: Phone, typed: str, said: str) -> None:
    filed(town)
    officer.press("Plus…")
    officer.press("Doublon")
    officer.types(typed)
    words = {"double.unknown": msg("double.unknown"), "double.itself": msg("double.itself")}
    assert town.says(words[said]) in officer.last
    assert application(town).state is State.RECEIVED


def test_a_note_is_for_officers_alone(town: Town, officer: Phone) -> None:
    applicant = filed(town)
    before = len(applicant.bubbles)
    officer.press("Plus…")
    officer.press("Note")
    officer.types("Rappeler après le 20")
    assert len(applicant.bubbles) == before
    card = next(bubble for bubble in reversed(officer.bubbles) if bubble.what == "photo")
    assert "Rappeler après le 20" in card.text


def test_papers_seen_are_ticked_with_their_day_and_a_tick_can_be_taken_back(
    town: Town, officer: Phone
) -> None:
    applicant = filed(town)
    before = len(applicant.bubbles)
    for gestures in (("RSA", "ASS"), ("ASS",)):
        officer.press("Plus…" if gestures == ("RSA", "ASS") else "Critères")
        if gestures == ("RSA", "ASS"):
            officer.press("Critères")
        for label in gestures:
            officer.press(label)
        officer.press("Suite")
        officer.press("Garder")
    assert criteria.seen(town.connection, 1) == {"rsa": town.now.date()}
    card = next(bubble for bubble in reversed(officer.bubbles) if bubble.what == "photo")
    assert "RSA, vu le 07/04/2026" in card.text
    assert "niveau 1 : 1" in card.text.replace("\u00a0", " ")
    assert len(applicant.bubbles) == before


def test_the_card_puts_facts_beside_the_rules_without_a_verdict(town: Town, officer: Phone) -> None:
    town.phone("fr").report()
    filed(town, "ar")
    officer.press("Suivant")
    card = next(bubble for bubble in reversed(officer.bubbles) if bubble.what == "photo")
    for known in (
        "E-0002",
        "Camille Exemple",
        "+3363998",
        "25 ans ou plus : Oui",
        "Tamaris",
        "Parle : Darija",
    ):
        assert known in card.text.replace("\u00a0", " ")
    assert "Promis" not in card.text
    assert not any(word in card.text for word in ("éligible", "admissible", "D-0001"))


# --- questions ---------------------------------------------------------------------------------


def test_a_question_is_answered_in_words_and_the_card_comes_back(town: Town, officer: Phone) -> None:
    applicant = filed(town)
    ask(officer)
    applicant.photo()
    assert town.says(msg("private.papers")) in applicant.last
    applicant.types("Le lundi")
    held = application(town)
    assert held.state is State.IN_REVIEW
    assert held.waiting_since is not None
    card = next(bubble for bubble in reversed(officer.bubbles) if bubble.what == "photo")
    assert "« Le lundi »" in card.text.replace("\u00a0", " ")


def test_a_question_nobody_answers_is_asked_again_and_comes_back(town: Town, officer: Phone) -> None:
    applicant = filed(town)
    ask(officer)
    before = len(applicant.bubbles)
    town.pass_time(days=2)
    assert "Quel jour vous appeler" in applicant.last
    assert len(applicant.bubbles) == before + 1
    town.pass_time(days=3)
    assert application(town).waiting_since is not None
    card = next(bubble for bubble in reversed(officer.bubbles) if bubble.what == "photo")
    assert town.says(msg("card.unanswered")) in card.text
