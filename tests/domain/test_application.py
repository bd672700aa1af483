"""The life of an application: what follows what, and that nothing ends in silence."""

from __future__ import annotations

import pytest

from bot.domain.application import CLOSED, TRANSITIONS, UNANSWERED, WAITING, State, can, move
from bot.domain.errors import IllegalMove


def test_every_state_has_its_moves() -> None:
    assert set(TRANSITIONS) == set(State)


@pytest.mark.parametrize("state", [state for state in State if state not in CLOSED])
def test_whoever_waits_can_withdraw_and_be_answered(state: State) -> None:
    assert can(state, State.WITHDRAWN)
    assert can(state, State.ENROLLED)
    assert can(state, State.DECLINED)


@pytest.mark.parametrize("state", [State.DECLINED, State.ORIENTED, State.WITHDRAWN])
def test_an_answer_can_be_looked_at_again(state: State) -> None:
    assert move(state, State.IN_REVIEW) is State.IN_REVIEW
    assert not can(state, State.ENROLLED)


@pytest.mark.parametrize("state", [State.ENROLLED, State.DUPLICATE])
def test_an_enrolment_and_a_duplicate_are_the_end(state: State) -> None:
    with pytest.raises(IllegalMove):
        move(state, State.RECEIVED)
    assert not TRANSITIONS[state]


def test_nobody_returns_to_received() -> None:
    assert not any(State.RECEIVED in targets for targets in TRANSITIONS.values())


def test_what_waits_is_not_closed() -> None:
    assert WAITING < UNANSWERED
    assert not UNANSWERED & CLOSED
