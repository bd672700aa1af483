"""How somebody is asked what became of them, and told what is noted; it looks up nothing.

The first line tells nothing to a stranger's eye.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.outcome import Category, Job, Moment, Outcome
from bot.flows.messages import Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data, pairs

if TYPE_CHECKING:
    from bot.flows.outbound import Rows

KIND = "afterwards"
JOB = "job_"  # before the sort of a job, in a button's data


class Deed(StrEnum):
    """What the buttons below what is noted do."""

    RIGHT = "right"
    CHANGE = "change"


ACTIONS = frozenset({*Outcome, *(JOB + job for job in Job), *Deed})

MOMENTS: dict[Moment, Message] = {
    Moment.EXIT: msg("outcome.exit"),
    Moment.ONE_MONTH: msg("outcome.one_month"),
    Moment.THREE_MONTHS: msg("outcome.three_months"),
    Moment.SIX_MONTHS: msg("outcome.six_months"),
}
OUTCOMES: dict[Outcome, Message] = {
    Outcome.JOB: msg("outcome.job"),
    Outcome.TRAINING: msg("outcome.training"),
    Outcome.SUPPORT: msg("outcome.support"),
    Outcome.REGISTERED: msg("outcome.registered"),
    Outcome.MISSION: msg("outcome.mission"),
    Outcome.LOOKING: msg("outcome.looking"),
    Outcome.OTHER: msg("outcome.other"),
    Outcome.UNSAID: msg("outcome.unsaid"),
}
JOBS: dict[Job, Message] = {
    Job.PERMANENT: msg("outcome.job_permanent"),
    Job.LONG: msg("outcome.job_long"),
    Job.SHORT: msg("outcome.job_short"),
    Job.AIDED: msg("outcome.job_aided"),
    Job.INSERTION: msg("outcome.job_insertion"),
    Job.APPRENTICE: msg("outcome.job_apprentice"),
    Job.OWN: msg("outcome.job_own"),
    Job.OTHER: msg("outcome.job_other"),
}
CATEGORIES: dict[Category, Message] = {
    Category.DURABLE: msg("category.durable"),
    Category.TRANSITION: msg("category.transition"),
    Category.POSITIVE: msg("category.positive"),
    Category.SUPPORT: msg("category.support"),
    Category.OTHER: msg("category.other"),
}
#: The same moments, as the officer reads them.
MOMENTS_LEFT: dict[Moment, Message] = {
    Moment.EXIT: msg("count.exit"),
    Moment.ONE_MONTH: msg("count.one_month"),
    Moment.THREE_MONTHS: msg("count.three_months"),
    Moment.SIX_MONTHS: msg("count.six_months"),
}
DEEDS: dict[Deed, Message] = {
    Deed.RIGHT: msg("outcome.right"),
    Deed.CHANGE: msg("outcome.change"),
}


def asked(number: int, moment: Moment, over: int = 0) -> Prompt:
    """Ask what became of somebody."""
    lines = (msg("outcome.title"), MOMENTS[moment], msg("outcome.ask"), msg("outcome.free"))
    rows = _rows(number, {each.value: OUTCOMES[each] for each in Outcome})
    return Prompt(lines, rows, Keyboard.INLINE, over=over)


def asked_job(number: int, over: int) -> Prompt:
    """Ask what sort of job it is."""
    rows = _rows(number, {JOB + each: JOBS[each] for each in Job})
    return Prompt((msg("outcome.title"), msg("outcome.job_ask")), rows, Keyboard.INLINE, over=over)


def noted(number: int, outcome: Outcome, category: Category, over: int) -> Prompt:
    """Show what is noted, and let it be changed."""
    if outcome is Outcome.UNSAID:
        rows = _rows(number, {Deed.CHANGE: DEEDS[Deed.CHANGE]})
        return Prompt((msg("outcome.title"), msg("outcome.unsaid_noted")), rows, Keyboard.INLINE, over=over)
    counted = msg("outcome.noted", outcome=OUTCOMES[outcome], category=CATEGORIES[category])
    rows = _rows(number, {each.value: DEEDS[each] for each in Deed})
    lines = (msg("outcome.title"), counted, msg("outcome.is_it_right"))
    return Prompt(lines, rows, Keyboard.INLINE, over=over)


def said(outcome: Outcome, job: Job | None, category: Category) -> tuple[Message, ...]:
    """Tell the officer what somebody says and what it counts as."""
    sort = () if job is None else (msg("count.job", job=JOBS[job]),)
    return (
        msg("count.said", outcome=OUTCOMES[outcome]),
        *sort,
        msg("count.counts", category=CATEGORIES[category]),
    )


def _rows(number: int, labels: dict[str, Message]) -> Rows:
    return pairs([Option(card_data(KIND, number, value, 0), label) for value, label in labels.items()])
