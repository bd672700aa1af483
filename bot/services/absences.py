"""What an absence leads to: how long it lasts, a reason that is only counted, somebody who asks how they are.

An announced absence is never refused, and nothing here counts against anybody.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer, State
from bot.domain.reminders import Kind
from bot.domain.request import RequestKind
from bot.flows.messages import msgn, pack
from bot.services import bookings, matters
from bot.storage import attendances, shifts

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.attendance import Attendance
    from bot.domain.programme import Shift
    from bot.services.work import Work

_WEEK = 7
_MISSED = frozenset({State.ABSENT, State.EXCUSED})


def rest_of_week(work: Work, person: int, shift: Shift) -> list[Shift]:
    """Return the shifts somebody has after this one, up to the Sunday."""
    sunday = shift.slot.day + timedelta(days=_WEEK - 1 - shift.slot.day.weekday())
    later = shifts.of_crew(work.connection, shift.crew, shift.slot.day, sunday)
    theirs = bookings.of_things(work, [(person, Kind.SHIFT, each.id) for each in later])
    there = {each.thing for each in theirs if each.starts_at > work.now}
    return [each for each in later if each.id in there and each.id != shift.id and not each.cancelled]


def count_reason(work: Work, held: Attendance, position: int) -> bool:
    """Count why somebody is absent, once; which reason it was is written nowhere near them."""
    reasons = work.territory.rules.absence_reasons
    if position >= len(reasons) or not attendances.give_reason(work.connection, held.id):
        return False
    attendances.count_reason(work.connection, work.today.replace(day=1), reasons[position].id)
    return True


def look_after(work: Work, person: int, day: date) -> None:
    """Ask the officer to see how somebody is, who by that day has missed several shifts or will."""
    rules = work.territory.rules
    first = day - timedelta(days=rules.absence_days - 1)
    missed = [each for each in attendances.of_person(work.connection, person) if _is_missed(each)]
    days = shifts.by_ids(work.connection, {each.thing for each in missed}).values()
    number = sum(first <= each.slot.day <= day and not each.cancelled for each in days)
    if number >= rules.absences:
        line = msgn("absence.several", number, days=rules.absence_days)
        matters.open_matter(work, RequestKind.CHECK_IN, person, detail={"lines": [pack(line)]})


def _is_missed(each: Attendance) -> bool:
    said = each.answer is Answer.ABSENT and each.state is State.EXPECTED
    return each.kind is Kind.SHIFT and (said or each.state in _MISSED)
