"""What became of somebody is asked at four moments, twice each; their word is shown, and theirs alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.outcome import Category, Moment, State
from bot.domain.profile import Age, Profile, Sex
from bot.flows.messages import Message, msg
from bot.services import seats, waiting
from bot.storage import outcomes, profiles, timers
from tests.applying import accept, filed, person, work

if TYPE_CHECKING:
    from bot.storage.outcomes import Asked
    from tests.town import Phone, Town


@pytest.fixture(name="member")
def _member(town: Town) -> Phone:
    """Somebody in the crew of April and May."""
    officer, phone = town.officer(), filed(town)
    accept(officer)
    return phone


def days(town: Town, count: int) -> None:
    """Let days go by, from one due timer to the next."""
    until = town.now + timedelta(days=count)
    while (due := timers.next_due(town.connection)) is not None and due <= until:
        town.now = max(due, town.now)
        timers.ring(town.connection, town.now)
        town.settle()
    town.now = until


def asked(town: Town, phone: Phone) -> dict[Moment, Asked]:
    return {each.moment: each for each in outcomes.of_person(town.connection, person(town, phone))}


def question(town: Town, phone: Phone) -> int:
    """Count how often somebody was asked."""
    return sum(town.says(msg("outcome.ask")) in bubble.text for bubble in phone.bubbles)


def test_the_end_of_a_phase_is_somebodys_last_day(town: Town, member: Phone) -> None:
    days(town, 54)
    assert question(town, member) == 0
    days(town, 3)  # the 1st of June is a Monday
    assert question(town, member) == 1
    assert set(asked(town, member)) == set(Moment)


def test_whoever_leaves_before_is_asked_then_and_one_three_and_six_months_on(
    town: Town, member: Phone
) -> None:
    waiting.give_back(work(town), 1)
    days(town, 200)
    assert {each.state for each in asked(town, member).values()} == {State.UNREACHABLE}
    assert {each.tries for each in asked(town, member).values()} == {2}
    assert question(town, member) == 8
    assert town.says(msg("outcome.three_months")) in "".join(bubble.text for bubble in member.bubbles)


def test_whoever_leaves_before_it_begins_is_asked_nothing(town: Town) -> None:
    town.now -= timedelta(days=20)
    officer, phone = town.officer(), filed(town)
    accept(officer)
    waiting.give_back(work(town), 1)
    days(town, 300)
    assert asked(town, phone) == {}


def test_a_job_is_said_in_two_taps_and_shown_as_it_counts(town: Town, member: Phone) -> None:
    waiting.give_back(work(town), 1)
    days(town, 2)
    member.chooses(msg("outcome.job"))
    member.chooses(msg("outcome.job_permanent"))
    assert asked(town, member)[Moment.EXIT].category is Category.DURABLE
    assert town.says(msg("category.durable")) in member.last
    member.chooses(msg("outcome.right"))
    assert town.says(msg("outcome.thanks")) in member.last
    days(town, 20)
    assert question(town, member) == 0  # drawn over by the answer, and not asked again


def test_what_was_said_can_be_changed(town: Town, member: Phone) -> None:
    waiting.give_back(work(town), 1)
    days(town, 2)
    member.chooses(msg("outcome.looking"))
    member.chooses(msg("outcome.change"))
    member.chooses(msg("outcome.training"))
    assert asked(town, member)[Moment.EXIT].category is Category.POSITIVE


def test_a_late_answer_is_welcome(town: Town, member: Phone) -> None:
    waiting.give_back(work(town), 1)
    days(town, 20)
    assert asked(town, member)[Moment.EXIT].state is State.UNREACHABLE
    member.chooses(msg("outcome.support"))
    assert asked(town, member)[Moment.EXIT].state is State.SAID


def test_whoever_is_in_a_crew_again_is_not_asked(town: Town, member: Phone) -> None:
    waiting.give_back(work(town), 1)
    days(town, 2)
    before = question(town, member)
    seats.take(work(town), person(town, member), 1, seats.crews(work(town))[0].id)
    days(town, 40)
    assert question(town, member) == before
    assert {each.state for each in asked(town, member).values()} >= {State.DROPPED}


def officers(town: Town) -> Phone:
    """Return the officer's phone, with the card of what was said open."""
    officer = town.phones[1000]
    officer.opens_queue()
    return officer


def test_what_was_said_is_confirmed_by_an_officer(town: Town, member: Phone) -> None:
    waiting.give_back(work(town), 1)
    days(town, 2)
    member.chooses(msg("outcome.job"))
    member.chooses(msg("outcome.job_short"))
    officer = officers(town)
    assert town.says(msg("category.transition")) in officer.screen
    officer.chooses(msg("matter.done"))
    officer.chooses(msg("choosing.ticked", label=msg("category.transition")))
    assert asked(town, member)[Moment.EXIT].state is State.CONFIRMED
    member.chooses(msg("outcome.change"))
    assert town.says(msg("outcome.closed")) in member.last
    assert asked(town, member)[Moment.EXIT].category is Category.TRANSITION


def test_an_officer_may_count_otherwise(town: Town, member: Phone) -> None:
    waiting.give_back(work(town), 1)
    days(town, 2)
    member.chooses(msg("outcome.other"))
    officer = officers(town)
    officer.chooses(msg("matter.done"))
    officer.chooses(msg("category.support"))
    assert asked(town, member)[Moment.EXIT].category is Category.SUPPORT


def test_nobody_who_answers_is_counted_apart_or_called(town: Town, member: Phone) -> None:
    waiting.give_back(work(town), 1)
    days(town, 20)
    officer = officers(town)
    assert town.says(msg("outcome.no_answer")) in officer.screen
    officer.chooses(msg("matter.done"))
    officer.chooses(msg("category.unreachable"))
    held = asked(town, member)[Moment.EXIT]
    assert (held.state, held.category) == (State.UNREACHABLE, None)


def test_nobody_answers_for_somebody_else(town: Town, member: Phone) -> None:
    waiting.give_back(work(town), 1)
    days(town, 2)
    data = member.bubbles[-1].buttons[0][0][1]
    stranger = town.phone()
    stranger.forge(data, 1)
    assert asked(town, member)[Moment.EXIT].state is State.ASKED
    assert town.says(msg("unknown.command")) in stranger.screen


def test_the_figures_of_a_participant_are_entered_from_the_card(town: Town, member: Phone) -> None:
    officer = officers(town)
    officer.types("E-0001")
    officer.press("Plus")
    assert town.says(msg("profile.missing")) in officer.screen
    for label in ("card.profile", "profile.woman", "profile.forties", "profile.priority_yes"):
        officer.chooses(Message(label))
    held = profiles.find(town.connection, person(town, member))
    assert held == Profile(Sex.WOMAN, Age.FORTIES, priority_district=True)
    assert town.says(msg("profile.missing")) not in officer.screen
