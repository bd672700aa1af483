"""What time brings to an application: a week without an answer, the promised day, its passing.

Nothing is ever closed or refused because time has passed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.application import WAITING
from bot.flows import own_application
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Priority, Prompt
from bot.services import cards, presence
from bot.services.deadlines import set_on
from bot.storage import applications, timers

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.applications import Application


class ApplicationDeadline(StrEnum):
    """The kinds of timers an application may have."""

    REMINDER = "application_reminder"  # days before the promised one
    PROMISE = "application_promise"  # the promised day
    LATE = "application_late"  # the working day after it


def promise(work: Work, application: Application) -> None:
    """Watch over an application that was filed today."""
    late = work.territory.office.add_working_days(application.answer_by, 1)
    reminder = work.territory.application_reminder_on(work.today)
    set_on(work, ApplicationDeadline.REMINDER, application.id, reminder)
    set_on(work, ApplicationDeadline.PROMISE, application.id, application.answer_by)
    set_on(work, ApplicationDeadline.LATE, application.id, late)


def stop(work: Work, request: int) -> None:
    """Watch no longer."""
    for deadline in ApplicationDeadline:
        timers.cancel(work.connection, deadline, request)


def ring(work: Work, deadline: ApplicationDeadline, request: int) -> None:
    """Do what a deadline brings, as long as the application waits for the officers."""
    application = applications.find(work.connection, request)
    if application is None or application.state not in WAITING:
        return
    reference = Code(application.reference)
    match deadline:
        case ApplicationDeadline.REMINDER:
            day = application.answer_by
            _warn(work, application, msg("queue.application_waits", reference=reference, day=day))
            _tell(work, application, *own_application.still_reading(application.reference, day))
        case ApplicationDeadline.PROMISE:
            _warn(work, application, msg("queue.promised_today", reference=reference))
        case ApplicationDeadline.LATE:
            _tell(work, application, *own_application.late(application.reference))
            cards.refresh(work, request)


def _warn(work: Work, application: Application, line: Message) -> None:
    for officer in presence.present(work):
        work.say(officer, line, priority=Priority.CHANGE)
    cards.offer(work, application.id)


def _tell(work: Work, application: Application, *lines: Message) -> None:
    work.tell(application.person, Prompt(lines))
