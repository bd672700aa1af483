"""What time brings to a report: its promised day comes, passes; to any request: no answer, an untaken danger.

Nothing is ever closed because time has passed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain import application, report
from bot.domain.request import NOTICED, RequestKind
from bot.flows.messages import Code, msg
from bot.flows.outbound import Priority, Prompt
from bot.services import cards, presence, questions, urgency
from bot.storage import events, requests, timers

if TYPE_CHECKING:
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.requests import Request

HOUR = time(9)  # local: offices are open, nobody sleeps
ASKED = frozenset({report.State.NEEDS_INFO, application.State.INFO_NEEDED})
ASK_AGAIN_AFTER, GIVE_UP_AFTER = timedelta(days=2), timedelta(days=5)
LOOK_AFTER = timedelta(days=14)


class Deadline(StrEnum):
    """The kinds of timers a report or a matter may have; an application those of a question."""

    PROMISE = "promise"  # the promised day
    LATE = "late"  # the working day after it
    ASK_AGAIN = "ask_again"  # two days after a question
    UNANSWERED = "unanswered"  # five days after it
    FORWARDED = "forwarded"  # two weeks after a body was asked
    DANGER = urgency.TIMER  # some working hours after a danger has begun to wait


def promise(work: Work, request: int, day: date) -> None:
    """Watch over an answer promised for that local day; days that have passed ring no more."""
    set_on(work, Deadline.PROMISE, request, day)
    set_on(work, Deadline.LATE, request, work.territory.office.add_working_days(day, 1))


def await_answer(work: Work, request: int) -> None:
    """Watch over a question put to a resident today."""
    set_on(work, Deadline.ASK_AGAIN, request, work.today + ASK_AGAIN_AFTER)
    set_on(work, Deadline.UNANSWERED, request, work.today + GIVE_UP_AFTER)


def await_choice(work: Work, request: int) -> None:
    """Bring back what somebody was let choose today, when they do not."""
    stop(work, request)
    set_on(work, Deadline.UNANSWERED, request, work.today + GIVE_UP_AFTER)


def await_body(work: Work, request: int) -> None:
    """Bring back what a body was asked today, on the first working day from two weeks on."""
    day = work.territory.office.add_working_days(work.today + LOOK_AFTER, 0)
    set_on(work, Deadline.FORWARDED, request, day)


def stop(work: Work, request: int) -> None:
    """Watch no longer: something was decided or answered."""
    for deadline in Deadline:
        timers.cancel(work.connection, deadline, request)


def ring(work: Work, deadline: Deadline, number: int) -> None:
    """Do what a deadline brings, if things still stand as when it was set."""
    request = requests.find(work.connection, number)
    if request is None:
        return
    match deadline:
        case Deadline.PROMISE if request.waiting_since is not None:
            _remind_officers(work, request, msg("queue.promised_today", reference=Code(request.reference)))
        case Deadline.LATE if request.waiting_since is not None:
            _be_honest(work, request)
        case Deadline.ASK_AGAIN if request.state in ASKED:
            _ask_again(work, request)
        case Deadline.UNANSWERED if request.state in ASKED:
            _bring_back(work, request, "unanswered")
        case Deadline.FORWARDED if request.state == report.State.FORWARDED:
            _bring_back(work, request, "returned")
        case Deadline.DANGER if request.waiting_since is not None:
            _press_on(work, request)


def set_on(work: Work, deadline: str, request: int, day: date) -> None:
    """Set a timer for that local day; one that has passed rings no more."""
    rings = datetime.combine(day, HOUR, ZoneInfo(work.territory.timezone)).astimezone(UTC)
    if rings > work.now:
        timers.set_timer(work.connection, deadline, request, rings)


def _press_on(work: Work, request: Request) -> None:
    """Show a danger again that nobody has taken; look again later, for it may be let go."""
    urgency.watch(work, request.id)
    if request.claimed_by is None and not request.held:
        _remind_officers(work, request, msg("queue.danger_waits", reference=Code(request.reference)))


def _remind_officers(work: Work, request: Request, line: Message) -> None:
    if request.muted:
        return
    for officer in presence.present(work):
        work.say(officer, line, priority=Priority.CHANGE)
    cards.offer(work, request.id)


def _be_honest(work: Work, request: Request) -> None:
    """Tell whoever was promised an answer that the day has passed; the officers' cards turn red."""
    if request.kind not in NOTICED:
        kept = msg("late.application_kept")
        if request.kind is RequestKind.REPORT:
            kept = msg("late.kept")
        lines = (msg("late.sorry", reference=Code(request.reference)), kept)
        work.tell(request.person, Prompt(lines), silent=True)
    cards.refresh(work, request.id)


def _ask_again(work: Work, request: Request) -> None:
    asked = events.last(work.connection, request.id, "asked")
    if asked is not None:
        questions.relay(work, request, str(asked[1].get("text", "")), heard=False)


def _bring_back(work: Work, request: Request, why: str) -> None:
    """Put what somebody else was asked back before the officer."""
    events.append(work.connection, request.id, why, None, work.now)
    requests.change(work.connection, request.id, {"waiting_since": work.now})
    cards.offer(work, request.id)
