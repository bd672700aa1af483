"""Asks people what became of them after a crew, twice at most, and hands what they say to the officers.

Whoever is in a crew again by then is not asked. What is counted is shown to the person, and confirmed by an
officer.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.decisions import CloseMatter
from bot.domain.outcome import AGAIN_AFTER_DAYS, TRIES, State, can, derive, move
from bot.domain.request import RequestKind
from bot.flows import outcome_words
from bot.flows.messages import msg, pack
from bot.flows.outbound import Priority
from bot.services import matter_decisions, matters, outcomes, participants
from bot.storage import matters as stored_matters
from bot.storage import outcomes as stored
from bot.storage import people, timers

if TYPE_CHECKING:
    from bot.domain.decisions import CountOutcome
    from bot.domain.outcome import Category, Job, Outcome
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.outcomes import Asked

ABOUT = "outcome"  # what a matter of this sort is about


def ring(work: Work, number: int) -> None:
    """Ask, ask once more, or give up."""
    asked = stored.find(work.connection, number)
    if asked is None or asked.person is None or not can(asked.state, State.ASKED):
        return
    if participants.crew_of(work, asked.person) is not None:
        stored.change(work.connection, number, state=move(asked.state, State.DROPPED))
    elif asked.tries >= TRIES or not people.can_be_written_to(work.connection, asked.person):
        _give_up(work, asked, asked.person)
    else:
        _ask(work, asked, asked.person)


def _ask(work: Work, asked: Asked, person: int) -> None:
    state = move(asked.state, State.ASKED)
    stored.change(work.connection, asked.id, state=state, tries=asked.tries + 1)
    work.send(person, outcome_words.asked(asked.id, asked.moment), Priority.BROADCAST)
    outcomes.ring_on(work, outcomes.ASKING, asked.id, work.today + timedelta(days=AGAIN_AFTER_DAYS))


def _give_up(work: Work, asked: Asked, person: int) -> None:
    """Count somebody apart, unless an officer learns more by telephone."""
    stored.change(work.connection, asked.id, state=move(asked.state, State.UNREACHABLE))
    lines = (outcome_words.MOMENTS_LEFT[asked.moment], msg("outcome.no_answer"))
    _hand_over(work, asked, person, lines, "")


def _hand_over(work: Work, asked: Asked, person: int, lines: tuple[Message, ...], category: str) -> None:
    """Put it before the officers, to be confirmed."""
    detail = {"lines": [pack(line) for line in lines], "category": category}
    about = (ABOUT, asked.id)
    matters.open_matter(work, RequestKind.OUTCOME, person, about=about, detail=detail)


def say(work: Work, asked: Asked, outcome: Outcome, job: Job | None) -> Category:
    """Keep what somebody says of themselves; return what it is counted as."""
    category = derive(outcome, job)
    stored.change(
        work.connection,
        asked.id,
        state=move(asked.state, State.SAID),
        outcome=outcome,
        job=job,
        category=category,
        said_at=work.now,
    )
    timers.cancel(work.connection, outcomes.ASKING, asked.id)
    if asked.person is not None:
        said = outcome_words.said(outcome, job, category)
        _hand_over(work, asked, asked.person, (outcome_words.MOMENTS_LEFT[asked.moment], *said), category)
    return category


def count(work: Work, officer: int, command: CountOutcome) -> int:
    """Confirm what somebody's outcome is counted as; None counts them as unreachable."""
    matter = stored_matters.by_id(work.connection, command.request)
    number = matter_decisions.close(work, officer, CloseMatter(command.request, command.version, None))
    asked = stored.find(work.connection, matter.about[1]) if matter.about else None
    if asked is not None:
        state = State.UNREACHABLE if command.category is None else State.CONFIRMED
        confirmed = {"confirmed_by": officer, "confirmed_at": work.now, "category": command.category}
        stored.change(work.connection, asked.id, state=state, **confirmed)
    return number
