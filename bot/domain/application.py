"""The life of an application to join the crew: its states, and who waits for whom in each; no wording.

Nothing here ends by itself: no state is left because time has passed.
"""

from __future__ import annotations

from enum import StrEnum

from bot.domain.life import Life


class State(StrEnum):
    """Where an application stands."""

    RECEIVED = "received"
    IN_REVIEW = "in_review"  # an officer has taken it
    INFO_NEEDED = "info_needed"  # the officer has asked the applicant something
    INTERVIEW = "interview"  # a meeting is proposed or agreed
    ACCEPTED = "accepted"  # a place is kept until the applicant says yes
    WAITING_LIST = "waiting_list"
    ENROLLED = "enrolled"
    DECLINED = "declined"
    ORIENTED = "oriented"  # somebody else is the right door
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"  # the same person has applied before


class OutOfWork(StrEnum):
    """For how long somebody has been without work."""

    UNDER_ONE_YEAR = "under_one_year"
    ONE_TO_TWO_YEARS = "one_to_two_years"
    OVER_TWO_YEARS = "over_two_years"
    UNSAID = "unsaid"


class Attraction(StrEnum):
    """What somebody comes for."""

    GREEN = "green"  # green spaces
    CLEAN_UP = "clean_up"
    INDOOR = "indoor"
    MEETING = "meeting"  # other people


class CallTime(StrEnum):
    """When somebody would rather be called."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"
    WRITE = "write"  # not at all: a message here


_ANSWERS = frozenset(
    {
        State.INFO_NEEDED,
        State.INTERVIEW,
        State.ACCEPTED,
        State.ENROLLED,
        State.WAITING_LIST,
        State.DECLINED,
        State.ORIENTED,
        State.DUPLICATE,
        State.WITHDRAWN,
    }
)
_AGAIN = frozenset({State.IN_REVIEW})

TRANSITIONS: dict[State, frozenset[State]] = {
    State.RECEIVED: _ANSWERS | _AGAIN,
    State.IN_REVIEW: _ANSWERS,
    State.INFO_NEEDED: _ANSWERS | _AGAIN,
    State.INTERVIEW: _ANSWERS | _AGAIN,
    State.WAITING_LIST: (_ANSWERS | _AGAIN) - {State.WAITING_LIST},
    State.ACCEPTED: frozenset(
        {State.ENROLLED, State.WAITING_LIST, State.DECLINED, State.ORIENTED, State.WITHDRAWN}
    ),
    State.ENROLLED: frozenset(),  # what follows is the participant's path
    State.DECLINED: _AGAIN | {State.ORIENTED},
    State.ORIENTED: _AGAIN,
    State.WITHDRAWN: _AGAIN,  # whoever comes back finds what was said
    State.DUPLICATE: frozenset(),
}

#: States that wait for the officer.
WAITING = frozenset({State.RECEIVED, State.IN_REVIEW})

#: States in which the applicant still waits for the answer that was promised.
UNANSWERED = WAITING | {State.INFO_NEEDED}

#: States in which nothing more is to come.
CLOSED = frozenset({State.ENROLLED, State.DECLINED, State.ORIENTED, State.WITHDRAWN, State.DUPLICATE})

LIFE = Life(TRANSITIONS)
move, can = LIFE.move, LIFE.can
