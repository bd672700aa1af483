"""What somebody says is counted as the State's services count; months are those of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.outcome import LIFE, Category, Job, Outcome, State, derive, months_after


@pytest.mark.parametrize(
    ("job", "category"),
    [
        (Job.PERMANENT, Category.DURABLE),
        (Job.LONG, Category.DURABLE),
        (Job.OWN, Category.DURABLE),
        (Job.SHORT, Category.TRANSITION),
        (Job.AIDED, Category.TRANSITION),
        (Job.INSERTION, Category.POSITIVE),
        (Job.APPRENTICE, Category.POSITIVE),
        (Job.OTHER, Category.TRANSITION),
    ],
)
def test_a_job_is_counted_by_its_sort(job: Job, category: Category) -> None:
    assert derive(Outcome.JOB, job) is category


@pytest.mark.parametrize(
    ("outcome", "category"),
    [
        (Outcome.TRAINING, Category.POSITIVE),
        (Outcome.SUPPORT, Category.SUPPORT),
        (Outcome.REGISTERED, Category.SUPPORT),
        (Outcome.MISSION, Category.TRANSITION),
        (Outcome.LOOKING, Category.OTHER),
        (Outcome.OTHER, Category.OTHER),
        (Outcome.UNSAID, Category.OTHER),
    ],
)
def test_everything_else_is_counted_as_it_is_said(outcome: Outcome, category: Category) -> None:
    assert derive(outcome, None) is category


def test_a_job_of_no_sort_is_not_counted() -> None:
    with pytest.raises(KeyError):
        derive(Outcome.JOB, None)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 5, 29), 1, date(2026, 6, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 10, 31), 6, date(2027, 4, 30)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


def test_what_an_officer_has_confirmed_changes_no_more() -> None:
    assert not any(LIFE.can(State.CONFIRMED, state) for state in State)
