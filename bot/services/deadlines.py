"""What time brings to a report: the promised day, its passing, a question nobody answers.

Nothing is ever closed because time has passed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.report import State
from bot.flows.messages import Code, msg
from bot.flows.outbound import Priority, Prompt
from bot.services import cards, people, questions
from bot.storage import events, reports, requests, timers

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.reports import Report

HOUR = time(9)  # local: offices are open, nobody sleeps
ASK_AGAIN_AFTER, GIVE_UP_AFTER = timedelta(days=2), timedelta(days=5)
LOOK_AFTER = timedelta(days=14)


class Deadline(StrEnum):
    """The kinds of timers a report may have."""

    PROMISE = "promise"  # the promised day
    LATE = "late"  # the working day after it
    ASK_AGAIN = "ask_again"  # two days after a question
    UNANSWERED = "unanswered"  # five days after it
    FORWARDED = "forwarded"  # two weeks after a body was asked


def promise(work: Work, request: int, day: date) -> None:
    """Watch over an answer promised for that local day; days that have passed ring no more."""
    set_on(work, Deadline.PROMISE, request, day)
    set_on(work, Deadline.LATE, request, work.territory.office.add_working_days(day, 1))


def await_answer(work: Work, request: int) -> None:
    """Watch over a question put to a resident today."""
    set_on(work, Deadline.ASK_AGAIN, request, work.today + ASK_AGAIN_AFTER)
    set_on(work, Deadline.UNANSWERED, request, work.today + GIVE_UP_AFTER)


def await_body(work: Work, request: int) -> None:
    """Bring back what a body was asked today, on the first working day from two weeks on."""
    day = work.territory.office.add_working_days(work.today + LOOK_AFTER, 0)
    set_on(work, Deadline.FORWARDED, request, day)


def stop(work: Work, request: int) -> None:
    """Watch no longer: something was decided or answered."""
    for deadline in Deadline:
        timers.cancel(work.connection, deadline, request)


def ring(work: Work, deadline: Deadline, request: int) -> None:
    """Do what a deadline brings, if things still stand as when it was set."""
    report = reports.find(work.connection, request)
    if report is None:
        return
    match deadline:
        case Deadline.PROMISE if report.waiting_since is not None:
            _remind_officers(work, report)
        case Deadline.LATE if report.waiting_since is not None:
            _be_honest(work, report)
        case Deadline.ASK_AGAIN if report.state is State.NEEDS_INFO:
            _ask_again(work, report)
        case Deadline.UNANSWERED if report.state is State.NEEDS_INFO:
            _bring_back(work, report, "unanswered")
        case Deadline.FORWARDED if report.state is State.FORWARDED:
            _bring_back(work, report, "returned")


def set_on(work: Work, deadline: str, request: int, day: date) -> None:
    """Set a timer for that local day; one that has passed rings no more."""
    rings = datetime.combine(day, HOUR, ZoneInfo(work.territory.timezone)).astimezone(UTC)
    if rings > work.now:
        timers.set_timer(work.connection, deadline, request, rings)


def _remind_officers(work: Work, report: Report) -> None:
    if requests.by_id(work.connection, report.id).muted:
        return
    for officer in people.officers(work):
        line = msg("queue.promised_today", reference=Code(report.reference))
        work.say(officer, line, priority=Priority.CHANGE)
    cards.offer(work, report.id)


def _be_honest(work: Work, report: Report) -> None:
    """Tell whoever reported that the promised day has passed; the officers' cards turn red."""
    lines = (msg("late.sorry", reference=Code(report.reference)), msg("late.kept"))
    work.send(report.person, Prompt(lines), Priority.CHANGE, silent=True)
    cards.refresh(work, report.id)


def _ask_again(work: Work, report: Report) -> None:
    asked = events.last(work.connection, report.id, "asked")
    if asked is not None:
        questions.relay(work, report, str(asked[1]["text"]), heard=False)


def _bring_back(work: Work, report: Report, why: str) -> None:
    """Put what somebody else was asked back before the officer."""
    events.append(work.connection, report.id, why, None, work.now)
    reports.change(work.connection, report.id, {"waiting_since": work.now}, {})
    cards.offer(work, report.id)
