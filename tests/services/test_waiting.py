"""A seat that frees is kept for the first of the list, who is asked once; silence costs only their turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.application import State
from bot.flows.messages import msg
from bot.services import waiting
from tests.applying import accept, application, crew, filed, put_on_list, shrink, work

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def states(town: Town, *numbers: int) -> list[State]:
    return [application(town, number).state for number in numbers]


@pytest.fixture(name="crowd")
def _crowd(town: Town, officer: Phone) -> list[Phone]:
    """The first person has the only seat, two others wait for one."""
    shrink(town, 1)
    first = filed(town)
    accept(officer)
    others = []
    for language in ("ar", "fr"):
        others.append(filed(town, language))
        put_on_list(officer)
        town.pass_time(minutes=1)
    return [first, *others]


def release(officer: Phone, number: str = "E-0001") -> None:
    """Free the seat of somebody in the crew, from their card."""
    bubble = next(bubble for bubble in officer.bubbles if number in bubble.text and bubble.buttons)
    more = next(data for row in bubble.buttons for label, data in row if "Plus" in label)
    officer.forge(more, bubble.message_id)
    turned = next(each for each in officer.bubbles if each.message_id == bubble.message_id)
    free = next(data for row in turned.buttons for label, data in row if "Libérer" in label)
    officer.forge(free, bubble.message_id)
    officer.press("Oui, libérer la place")


def test_the_waiting_list_is_told_soon_or_later_and_never_a_number(town: Town, officer: Phone) -> None:
    told = []
    for _ in range(4):
        applicant = filed(town)
        put_on_list(officer)
        told.append(applicant.last)
    assert [town.says(msg("waiting.soon")) in text for text in told] == [True, True, True, False]
    assert town.says(msg("waiting.later")) in told[3]


def test_a_seat_that_frees_is_kept_for_the_first_and_a_yes_takes_it(
    town: Town, officer: Phone, crowd: list[Phone]
) -> None:
    first, second, third = crowd
    before = len(third.bubbles)
    release(officer)
    assert town.says(msg("ended.crew")) in first.last
    assert town.says(msg("seat.ask"), "ar") in second.last
    assert states(town, 2, 3) == [State.ACCEPTED, State.WAITING_LIST]
    assert len(third.bubbles) == before
    second.chooses(msg("seat.yes"))
    assert states(town, 2, 3) == [State.ENROLLED, State.WAITING_LIST]
    assert town.says(msg("enrolled.yes", crew="x"), "ar").split(":")[0] in second.last
    assert any(town.says(msg("menu.crew"), "ar") in label for row in second.keyboard for label in row)
    assert crew(town).taken == 1
    assert "la personne prend la place" in officer.screen


def test_a_no_keeps_a_place_on_the_list_for_later_until_it_is_left(
    town: Town, officer: Phone, crowd: list[Phone]
) -> None:
    _, second, third = crowd
    release(officer)
    second.chooses(msg("seat.no"))
    assert states(town, 2, 3) == [State.WAITING_LIST, State.ACCEPTED]
    assert application(town, 2).hoped_phase == "2026-early-summer"
    assert town.says(msg("seat.ask")) in third.last
    later = second.data(town.words.plain(msg("seat.later"), "ar")), second.bubbles[-1].message_id
    second.chooses(msg("seat.leave"))
    assert states(town, 2) == [State.WITHDRAWN]
    second.forge(*later)
    assert states(town, 2) == [State.WITHDRAWN]


def test_whoever_wants_one_later_stays_on_the_list(town: Town, officer: Phone, crowd: list[Phone]) -> None:
    release(officer)
    crowd[1].chooses(msg("seat.no"))
    crowd[1].chooses(msg("seat.later"))
    assert states(town, 2) == [State.WAITING_LIST]
    assert town.says(msg("seat.later_noted"), "ar") in crowd[1].last


def test_silence_gives_the_seat_to_the_next_and_is_told_to_all(
    town: Town, officer: Phone, crowd: list[Phone]
) -> None:
    _, second, third = crowd
    release(officer)  # a Tuesday: three working days end on Friday
    asked = second.data(town.words.plain(msg("seat.yes"), "ar")), second.bubbles[-1].message_id
    town.pass_time(days=3)
    assert states(town, 2, 3) == [State.ACCEPTED, State.WAITING_LIST]
    town.pass_time(days=1)
    assert states(town, 2, 3) == [State.WAITING_LIST, State.ACCEPTED]
    assert town.says(msg("seat.passed"), "ar") in second.last
    assert town.says(msg("seat.ask")) in third.last
    assert "pas de réponse" in officer.screen
    second.forge(*asked)
    assert states(town, 2, 3) == [State.WAITING_LIST, State.ACCEPTED]
    third.chooses(msg("seat.no"))
    assert states(town, 2, 3) == [State.ACCEPTED, State.WAITING_LIST]


def test_whoever_is_alone_and_silent_is_not_asked_again_at_once(town: Town, officer: Phone) -> None:
    shrink(town, 1)
    filed(town)
    accept(officer)
    alone = filed(town)
    put_on_list(officer)
    release(officer)
    town.pass_time(days=5)
    assert states(town, 2) == [State.WAITING_LIST]
    assert town.says(msg("seat.passed")) in alone.last
    assert crew(town).left == 1


def test_a_withdrawal_frees_the_kept_seat_for_the_next(
    town: Town, officer: Phone, crowd: list[Phone]
) -> None:
    _, second, third = crowd
    release(officer)
    second.types("/suivi")
    second.chooses(msg("mine.withdraw_application"))
    second.press("نعم")
    assert states(town, 2, 3) == [State.WITHDRAWN, State.ACCEPTED]
    assert town.says(msg("seat.ask")) in third.last


def test_an_officers_no_frees_the_kept_seat_for_the_next(
    town: Town, officer: Phone, crowd: list[Phone]
) -> None:
    release(officer)
    bubble = next(bubble for bubble in officer.bubbles if "E-0002" in bubble.text and bubble.buttons)
    data = next(data for row in bubble.buttons for label, data in row if "Orienter" in label)
    officer.forge(data, bubble.message_id)
    officer.press("PLIE")
    assert states(town, 2, 3) == [State.ORIENTED, State.ACCEPTED]
    assert town.says(msg("seat.ask")) in crowd[2].last


def test_each_new_seat_of_a_crew_is_kept_for_somebody_who_waits(town: Town, crowd: list[Phone]) -> None:
    assert len(crowd) == 3
    waiting.resize(work(town), crew(town).id, 4)
    town.settle()
    assert states(town, 2, 3) == [State.ACCEPTED, State.ACCEPTED]
    assert (crew(town).taken, crew(town).left) == (3, 1)
    waiting.resize(work(town), crew(town).id, 2)
    assert (crew(town).taken, crew(town).left) == (3, 0)


def test_a_seat_in_another_crew_frees_the_one_that_was_kept(
    town: Town, officer: Phone, crowd: list[Phone]
) -> None:
    release(officer)
    bubble = next(bubble for bubble in officer.bubbles if "E-0002" in bubble.text and bubble.buttons)
    data = next(data for row in bubble.buttons for label, data in row if "Accepter" in label)
    officer.forge(data, bubble.message_id)
    officer.press("Juin et juillet 2026")
    assert states(town, 2, 3) == [State.ENROLLED, State.ACCEPTED]
    assert town.says(msg("seat.ask")) in crowd[2].last


def test_nobody_answers_for_another(town: Town, officer: Phone, crowd: list[Phone]) -> None:
    release(officer)
    asked = crowd[1].data(town.words.plain(msg("seat.yes"), "ar"))
    crowd[2].forge(asked)
    assert states(town, 2, 3) == [State.ACCEPTED, State.WAITING_LIST]
