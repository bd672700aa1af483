"""Small things that wait for the officer about one person: opened once, told more of, closed when settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.commands import AnswerQuestion
from bot.domain.errors import NotAllowed
from bot.domain.matter import State
from bot.domain.request import MATTERS, NOTICED, WISHES, RequestKind, number_of, reference
from bot.flows.messages import Code, msg, pack
from bot.services import matters
from bot.storage import contacts, events, requests
from bot.storage import matters as stored
from bot.storage.contacts import Contact
from bot.storage.tables import timers
from tests.applying import person, work

if TYPE_CHECKING:
    from bot.storage.matters import About, Matter
    from tests.town import Phone, Town

QUESTION, CHECK_IN, UNREACHABLE = RequestKind.QUESTION, RequestKind.CHECK_IN, RequestKind.UNREACHABLE


def known(town: Town, language: str = "fr") -> Phone:
    """Give a phone to somebody whose name and number are known."""
    phone = town.phone(language)
    phone.types("/start")
    contact = Contact(
        person=person(town, phone), first_name="Camille", last_name="Exemple", phone="+33639981001"
    )
    contacts.keep(town.connection, contact)
    return phone


def opened(
    town: Town, phone: Phone, kind: RequestKind, about: About | None = None, **detail: object
) -> Matter:
    """Open a matter about whoever holds a phone, or tell more of the open one."""
    number = matters.open_matter(work(town), kind, person(town, phone), about=about, detail=detail)
    town.settle()
    return stored.by_id(town.connection, number)


def now(town: Town, matter: Matter) -> Matter:
    return stored.by_id(town.connection, matter.id)


def shown(officer: Phone) -> str:
    """Return the officer's first card as it now reads."""
    return next(each.text for each in officer.bubbles if each.what == "photo")


@pytest.mark.parametrize("kind", sorted(MATTERS))
def test_the_reference_is_read_aloud_and_read_back(kind: RequestKind) -> None:
    name = reference(kind, 42)
    assert name[0] in "QRS"
    assert number_of(kind, name) == number_of(kind, name.lower().replace("-", " ")) == 42


@pytest.mark.parametrize("kind", sorted(MATTERS))
def test_a_matter_comes_to_the_officer_as_a_card_that_says_who_and_what(
    town: Town, kind: RequestKind
) -> None:
    officer, phone = town.officer(), known(town)
    opened(town, phone, kind, lines=[pack(msg("label.day", day=town.now.date()))], text="Bonjour à vous")

    card = officer.bubbles[-1]
    assert card.text.startswith(reference(kind, 1))
    assert "Camille Exemple" in card.text
    assert "+33639981001" in card.text
    assert "7 avril" in card.text
    assert "Bonjour à vous" in card.text


@pytest.mark.parametrize("kind", sorted(MATTERS))
def test_while_one_is_open_no_second_card_comes(town: Town, kind: RequestKind) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    first = opened(town, phone, kind, ("shift", 3), text="un")
    again = opened(town, phone, kind, ("shift", 3), text="deux")
    other = opened(town, phone, kind, ("shift", 4))

    assert again.id == first.id != other.id
    assert again.detail["text"] == "un\ndeux"
    assert len([bubble for bubble in officer.bubbles if bubble.what == "photo"]) == 1
    assert "deux" in officer.screen


def test_the_same_told_again_changes_nothing(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    opened(town, phone, CHECK_IN, count=3)
    before = town.dump()
    opened(town, phone, CHECK_IN, count=3)

    assert town.dump() == before


def test_words_that_come_meanwhile_bring_a_question_back_and_make_an_answer_stale(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    matter = opened(town, phone, QUESTION, text="À quelle heure ?")
    officer.press("Répondre")
    officer.types("À 8 h.")
    opened(town, phone, QUESTION, text="Et où ?")
    officer.press("Envoyer")

    assert town.says(msg("card.stale", reference=Code(matter.reference))) in officer.screen
    assert now(town, matter).state is State.OPEN
    assert "À 8 h." not in phone.screen


@pytest.mark.parametrize("kind", sorted(MATTERS))
def test_what_settles_itself_leaves_the_queue_without_a_word(town: Town, kind: RequestKind) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    matter, heard = opened(town, phone, kind), len(phone.bubbles)

    assert matters.close_matter(work(town), kind, person(town, phone))
    town.settle()
    assert now(town, matter).state is State.DONE
    assert now(town, matter).waiting_since is None
    assert len(phone.bubbles) == heard
    assert town.says(msg("matter.state.done")) in officer.bubbles[-1].text
    assert not matters.close_matter(work(town), kind, person(town, phone))


def test_what_is_closed_is_watched_no_more(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    opened(town, phone, QUESTION)
    matters.close_matter(work(town), QUESTION, person(town, phone))
    rings = select(timers.c.state).where(timers.c.subject == 1)

    assert "waiting" not in set(town.connection.execute(rings).scalars())


def test_once_closed_the_next_one_is_a_new_one(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    first = opened(town, phone, CHECK_IN)
    matters.close_matter(work(town), CHECK_IN, person(town, phone))

    assert opened(town, phone, CHECK_IN).id != first.id


def test_it_is_due_in_two_working_days_unless_said_otherwise(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    matter = opened(town, phone, QUESTION)
    number = matters.open_matter(work(town), CHECK_IN, person(town, phone), working_days=1)

    assert matter.answer_by.isoformat() == "2026-04-09"
    assert stored.by_id(town.connection, number).answer_by.isoformat() == "2026-04-08"


# --- what the officer does -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(WISHES))
def test_an_answer_is_seen_before_it_leaves_goes_to_the_person_and_ends_it(
    town: Town, kind: RequestKind
) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    matter = opened(town, phone, kind, text="À quelle heure ?")
    officer.press("Répondre")
    officer.types("À 8 h, au local.")
    assert "À 8 h, au local." in officer.last
    assert "À 8 h, au local." not in phone.screen
    officer.press("Envoyer")

    assert "À 8 h, au local." in phone.last
    assert now(town, matter).state is State.DONE
    assert "À 8 h, au local." in shown(officer)


def test_an_answer_to_somebody_who_reads_another_language_says_so_first(town: Town) -> None:
    officer, phone = town.officer(), known(town, "ar")
    opened(town, phone, QUESTION, text="متى؟")
    officer.press("Répondre")

    assert "partira en français. La personne lit\u00a0: arabe." in officer.last


@pytest.mark.parametrize("kind", sorted(NOTICED - {RequestKind.OUTCOME}))  # whose dialogue is its own
def test_what_the_programme_noticed_is_settled_with_or_without_a_note_and_nobody_is_told(
    town: Town, kind: RequestKind
) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    matter, heard = opened(town, phone, kind), len(phone.bubbles)
    officer.press("Fait")
    officer.types("Elle revient lundi")

    assert now(town, matter).state is State.DONE
    assert len(phone.bubbles) == heard
    assert "Elle revient lundi" in shown(officer)


def test_done_without_a_note_tells_whoever_wished_something(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    opened(town, phone, RequestKind.CONTESTED)
    officer.press("Fait")
    officer.press("Fait, sans note")

    assert town.says(msg("matter.settled")) in phone.last


def test_a_question_of_the_officers_is_relayed_and_its_answer_comes_back(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    matter = opened(town, phone, CHECK_IN)
    officer.press("Demander")
    officer.types("Comment allez-vous ?")
    assert "Comment allez-vous" in phone.screen
    assert now(town, matter).state is State.NEEDS_INFO
    phone.types("Mieux, merci")

    assert now(town, matter).state is State.OPEN
    assert "Mieux, merci" in officer.screen


def test_an_answer_after_more_was_told_moves_nothing_again(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    matter = opened(town, phone, QUESTION, text="À quelle heure ?")
    officer.press("Plus")
    officer.press("Demander")
    officer.types("Quel jour ?")
    opened(town, phone, QUESTION, text="Et où ?")  # which brings it back, before the answer does
    phone.types("Lundi")

    moves = events.states(town.connection, matter.id)
    assert "Lundi" in officer.screen
    assert moves == [State.OPEN, State.NEEDS_INFO, State.OPEN]


def test_nobody_else_answers_and_nothing_is_written_to_whom_telegram_does_not_reach(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    opened(town, phone, QUESTION)
    phone.blocks()
    before = town.dump()
    officer.forge("c1:question:1:answer:1")
    officer.forge("c1:question:1:ask:1")

    assert town.dump() == before
    officer.opens_queue()
    assert not officer.shows(msg("answer.button"))
    assert officer.shows(msg("matter.done"))


def test_the_number_to_call_is_one_touch_away(town: Town) -> None:
    officer, phone = town.officer(), known(town)
    opened(town, phone, UNREACHABLE)
    officer.press("Appeler")

    assert "+33639981001" in officer.last
    assert "Camille Exemple" in officer.last


def test_a_closed_one_is_taken_up_again_unless_another_one_stands_in_its_place(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    first = opened(town, phone, QUESTION)
    officer.press("Fait")
    officer.press("Fait, sans note")
    officer.press("Reprendre")
    assert now(town, first).state is State.OPEN
    assert town.says(msg("matter.again")) in phone.last
    matters.close_matter(work(town), QUESTION, person(town, phone))
    opened(town, phone, QUESTION)
    officer.forge(f"c1:question:{first.id}:claim:{now(town, first).version}")

    assert now(town, first).state is State.DONE


def test_a_note_stays_with_the_officers(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    opened(town, phone, QUESTION)
    heard = len(phone.bubbles)
    officer.press("Plus…")
    officer.press("Note")
    officer.types("À rappeler lundi")

    assert len(phone.bubbles) == heard
    assert "À rappeler lundi" in shown(officer)


def test_what_cannot_be_done_is_said_with_whom_to_call(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    opened(town, phone, QUESTION)
    officer.press("Plus…")
    officer.press("Sans suite")

    assert town.says(msg("matter.cannot")) in phone.last


def test_an_answer_to_what_is_closed_is_refused(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    matter = opened(town, phone, QUESTION)
    matters.close_matter(work(town), QUESTION, person(town, phone))
    with pytest.raises(NotAllowed):
        matters.answer(work(town), person(town, phone), AnswerQuestion(matter.id, "oui", None))


# --- time, and being forgotten -----------------------------------------------------------------------


def test_a_late_answer_is_owned_up_to_only_to_whoever_wished_something(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    for kind in (QUESTION, CHECK_IN):
        opened(town, phone, kind)
    heard = len(phone.bubbles)
    town.pass_time(days=4)

    assert town.says(msg("late.sorry", reference=Code("Q-0001"))) in phone.last
    assert len(phone.bubbles) == heard + 1
    assert "En retard" in officer.screen


def test_whoever_is_erased_leaves_nothing_open_and_no_words(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    matter = opened(town, phone, QUESTION, text="marque-question")
    phone.types("/supprimer")
    phone.press("Oui, tout effacer")

    left = requests.by_id(town.connection, matter.id)
    assert (left.state, left.waiting_since) == (State.DONE, None)
    assert "marque-question" not in str(town.dump())
    assert town.says(msg("erase.card", reference=Code(matter.reference))) in officer.screen


def test_the_questions_of_somebody_muted_are_in_no_queue(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.report()
    officer.press("Plus…")
    officer.chooses(msg("card.mute"))
    matter = opened(town, phone, QUESTION)

    assert requests.by_id(town.connection, matter.id).muted
    assert not requests.by_id(town.connection, opened(town, phone, UNREACHABLE).id).muted
