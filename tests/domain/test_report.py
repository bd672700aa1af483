"""The life of a report, every step of it."""

from __future__ import annotations

from itertools import product

import pytest

from bot.domain.errors import IllegalMove
from bot.domain.report import CLOSED, TRANSITIONS, WAITING, State, can, move
from bot.flows import labels, report_words

LEGAL = [(state, to) for state, steps in TRANSITIONS.items() for to in sorted(steps)]
ILLEGAL = [pair for pair in product(State, State) if pair not in LEGAL]


def test_every_state_has_its_steps() -> None:
    assert set(TRANSITIONS) == set(State)


@pytest.mark.parametrize(("state", "to"), LEGAL)
def test_a_step_of_the_life_leads_there(state: State, to: State) -> None:
    assert can(state, to)
    assert move(state, to) is to


@pytest.mark.parametrize(("state", "to"), ILLEGAL)
def test_any_other_step_is_refused_and_says_which(state: State, to: State) -> None:
    assert not can(state, to)
    with pytest.raises(IllegalMove) as refused:
        move(state, to)
    assert (refused.value.state, refused.value.to) == (state, to)


def test_what_is_closed_can_only_be_asked_to_reopen_unless_a_body_has_it() -> None:
    for state in CLOSED - {State.FORWARDED}:
        assert TRANSITIONS[state] <= {State.REOPEN_REQUESTED}


def test_what_a_body_has_may_be_done_or_come_back_to_any_other_end() -> None:
    assert TRANSITIONS[State.FORWARDED] >= {State.CLEARED, State.FORWARDED, State.PLANNED, State.DISMISSED}


def test_no_state_is_a_trap() -> None:
    for state in State:
        assert reachable(state) >= CLOSED - {state}


def test_nothing_can_become_received_again_once_it_is_closed() -> None:
    assert all(State.RECEIVED not in TRANSITIONS[state] for state in CLOSED)


def test_what_waits_is_not_closed() -> None:
    assert not WAITING & CLOSED


def test_residents_and_officers_have_a_word_for_every_state() -> None:
    assert set(labels.STATES) == set(State)
    assert set(report_words.STATES) == set(State)


def reachable(state: State) -> set[State]:
    """Return every state that can follow, however late."""
    found: set[State] = set()
    ahead = {state}
    while ahead:
        found |= ahead
        ahead = {to for each in ahead for to in TRANSITIONS[each]} - found
    return found
