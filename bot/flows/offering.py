"""The officer's dialogue that offers up to three other times for an appointment; it moves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from bot.domain.decisions import OfferTimes
from bot.flows.application_decisions import OPENED
from bot.flows.choosing import one_of
from bot.flows.decided import day_question, decided, reference
from bot.flows.dialogue import Flow
from bot.flows.hours import hour_question
from bot.flows.messages import msg
from bot.flows.offered_times import proposed
from bot.flows.shift_changes import sure_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.answers import Answers
    from bot.flows.dialogue import Question
    from bot.flows.known import Known
    from bot.flows.messages import Message

ANOTHER, ALL = "another", "all"
PLACES = ("", "2", "3")  # after the names of the answers


def _asked(answers: Answers) -> tuple[Message, ...]:
    return (msg("offered.day", reference=reference(answers)), msg("plan.hint"))


def _goes_on(number: int) -> Callable[[Answers, Known], bool]:
    """Tell whether that time is asked for: the officer has said so after the one before."""
    names = [f"more{place}" for place in PLACES[1:number]]
    return lambda answers, _: all(answers.get(name) == ANOTHER for name in names)


def _time(number: int) -> tuple[Question, ...]:
    place, when = PLACES[number - 1], _goes_on(number)
    return (
        replace(day_question(_asked, f"day{place}"), when=when),
        replace(hour_question(f"hour{place}", (msg("meet.hour"), msg("meet.hour_hint"))), when=when),
    )


def _more(number: int) -> Question:
    """Ask whether that time is offered too."""
    labels = {ANOTHER: msg("offered.another"), ALL: msg("offered.all")}
    name = f"more{PLACES[number - 1]}"
    return one_of(name, lambda _: (msg("offered.more"),), lambda _: labels, _goes_on(number - 1))


def _times(answers: Answers) -> tuple[tuple[date, time], ...]:
    held = [(answers.get(f"day{place}"), answers.get(f"hour{place}")) for place in PLACES]
    pairs = {(date.fromisoformat(day), time.fromisoformat(hour)) for day, hour in held if day and hour}
    return tuple(sorted(pairs))


def _summary(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (msg("offered.summary"), *(proposed(day, hour) for day, hour in _times(answers)))


OFFER_TIMES = Flow(
    "offer_times",
    (*_time(1), _more(2), *_time(2), _more(3), *_time(3), sure_question(_summary)),
    lambda answers: OfferTimes(*decided(answers), times=_times(answers)),
    OPENED,
)
