"""What whoever leads a crew is told, as soon as it matters."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer, is_in_time
from bot.domain.reminders import diary_of
from bot.flows.crew_board import Sort
from bot.flows.messages import msg
from bot.flows.outbound import Priority
from bot.services import boards, bookings, crew_names, leaders
from bot.storage import enrolments, shifts

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from bot.flows.messages import Message
    from bot.services.work import Work


def heard(work: Work, shift: Shift, person: int, answer: Answer) -> None:
    """Draw the head-count again, and tell whoever leads the crew at once what comes too late for it.

    To be called once the answer is written.
    """
    boards.refresh(work, shift.id)
    starts_at = bookings.starts_at(diary_of(work.territory), shift)
    if is_in_time(work.now, starts_at, work.territory.rules.notice_minutes):
        return
    line = _said(crew_names.of(work, person), shift, answer)
    for leader in leaders.of(work, shift.crew):
        work.say(leader, line, priority=Priority.CHANGE)


def lost(work: Work, person: int) -> None:
    """Put somebody whom Telegram reaches no more among those to phone, of today's shift and tomorrow's."""
    held = enrolments.of_person(work.connection, person)
    if held is not None:
        for shift in shifts.of_crew(work.connection, held.crew, work.today, work.today + timedelta(days=1)):
            boards.refresh(work, shift.id, Sort.HEADCOUNT)


def _said(name: str, shift: Shift, answer: Answer) -> Message:
    day, hour = shift.slot.day, shift.slot.starts
    match answer:
        case Answer.COMING:
            return msg("heard.coming", name=name, day=day, hour=hour)
        case Answer.LATE:
            return msg("heard.late", name=name, day=day, hour=hour)
        case Answer.ABSENT:
            return msg("heard.absent", name=name, day=day, hour=hour)
