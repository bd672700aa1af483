"""What became of somebody after a phase: asked when, said what, counted as what; it words nothing.

The categories are those of the State's services (the floors of 2008, DGEFP circular 2008-21), and the
programme's own « continued support ». What is derived is shown to the person and confirmed by an officer.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bot.domain.life import Life

MONTHS_A_YEAR = 12
TRIES = 2  # then nobody is asked any more
AGAIN_AFTER_DAYS = 7
LAST_DAY_OF_EVERY_MONTH = 28


class Moment(StrEnum):
    """When it is asked, counted from the last day in the crew."""

    EXIT = "exit"
    ONE_MONTH = "one_month"
    THREE_MONTHS = "three_months"
    SIX_MONTHS = "six_months"


MONTHS: dict[Moment, int] = {
    Moment.EXIT: 0,
    Moment.ONE_MONTH: 1,
    Moment.THREE_MONTHS: 3,
    Moment.SIX_MONTHS: 6,
}


class Outcome(StrEnum):
    """What somebody says."""

    JOB = "job"
    TRAINING = "training"
    SUPPORT = "support"  # somebody goes on supporting them
    REGISTERED = "registered"  # again, with France Travail
    MISSION = "mission"  # a further one with the town
    LOOKING = "looking"
    OTHER = "other"
    UNSAID = "unsaid"


class Job(StrEnum):
    """What sort of job."""

    PERMANENT = "permanent"
    LONG = "long"  # fixed term or agency, six months or more
    SHORT = "short"
    AIDED = "aided"  # by the State, with an ordinary employer
    INSERTION = "insertion"  # in a structure of insertion
    APPRENTICE = "apprentice"
    OWN = "own"  # a business of one's own
    OTHER = "other"


class Category(StrEnum):
    """What it is counted as."""

    DURABLE = "durable"
    TRANSITION = "transition"
    POSITIVE = "positive"
    SUPPORT = "support"  # the programme's own
    OTHER = "other"


class State(StrEnum):
    """Where the asking of one moment stands."""

    PLANNED = "planned"
    ASKED = "asked"
    SAID = "said"
    CONFIRMED = "confirmed"  # by an officer
    UNREACHABLE = "unreachable"  # asked twice, no answer: counted apart
    DROPPED = "dropped"  # in a crew again by then


LIFE = Life(
    {
        State.PLANNED: frozenset({State.ASKED, State.UNREACHABLE, State.DROPPED}),
        State.ASKED: frozenset({State.ASKED, State.SAID, State.UNREACHABLE, State.DROPPED}),
        State.SAID: frozenset({State.SAID, State.CONFIRMED}),
        State.CONFIRMED: frozenset(),
        State.UNREACHABLE: frozenset({State.SAID, State.CONFIRMED}),  # late, and welcome; or by telephone
        State.DROPPED: frozenset({State.PLANNED}),
    }
)
move, can = LIFE.move, LIFE.can

_OF_JOB: dict[Job, Category] = {
    Job.PERMANENT: Category.DURABLE,
    Job.LONG: Category.DURABLE,
    Job.SHORT: Category.TRANSITION,
    Job.AIDED: Category.TRANSITION,
    Job.INSERTION: Category.POSITIVE,
    Job.APPRENTICE: Category.POSITIVE,
    Job.OWN: Category.DURABLE,
    Job.OTHER: Category.TRANSITION,
}
_OF: dict[Outcome, Category] = {
    Outcome.TRAINING: Category.POSITIVE,
    Outcome.SUPPORT: Category.SUPPORT,
    Outcome.REGISTERED: Category.SUPPORT,
    Outcome.MISSION: Category.TRANSITION,
    Outcome.LOOKING: Category.OTHER,
    Outcome.OTHER: Category.OTHER,
    Outcome.UNSAID: Category.OTHER,
}


def derive(outcome: Outcome, job: Job | None) -> Category:
    """Return what is counted; raises KeyError for a job of which nobody knows the sort."""
    if outcome is Outcome.JOB:
        if job is None:
            raise KeyError(outcome)
        return _OF_JOB[job]
    return _OF[outcome]


def months_after(day: date, months: int) -> date:
    """Return the same day some months on, or the last one of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    for back in range(day.day, LAST_DAY_OF_EVERY_MONTH - 1, -1):
        try:
            return date(day.year + years, month + 1, back)
        except ValueError:
            continue
    return date(day.year + years, month + 1, day.day)
