"""Shifts of crews: laid out by the week's pattern, changed, cancelled, restored; reminders follow at once.

Who may do it is for whoever calls to check. What has begun is changed no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.domain import programme
from bot.domain.attendance import State, can
from bot.domain.calendar import Holidays
from bot.domain.errors import Begun, Taken, WrongHours
from bot.domain.programme import MeetingPoint
from bot.domain.reminders import Kind, diary_of
from bot.services import boards, bookings, crew_clock
from bot.storage import attendances, enrolments, forecasts, shifts
from bot.storage import programme as stored

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.programme import Shift, Slot
    from bot.domain.seats import Crew
    from bot.domain.territory import Texts
    from bot.services.work import Work


@dataclass(frozen=True)
class Plan:
    """The shifts that laying out a crew's phase would add, and the usual days left out as holidays."""

    slots: tuple[Slot, ...]
    holidays: tuple[date, ...]


def plan(work: Work, crew_id: int, since: date | None = None) -> Plan:
    """Return what `lay_out` would add. A day on which the crew has a shift already is left as it is."""
    crew = stored.crew(work.connection, crew_id)
    first = max(crew.phase.starts, since or work.today, work.today)
    taken = {each.slot.day for each in shifts.of_crew(work.connection, crew_id, first, crew.phase.ends)}
    holidays = work.territory.office.holidays
    usual = [slot for slot in _usual(work, crew, first) if slot.day not in taken and _is_ahead(work, slot)]
    return Plan(
        tuple(_promised(work, crew, slot) for slot in usual if slot.day not in holidays),
        tuple(slot.day for slot in usual if slot.day in holidays),
    )


def _promised(work: Work, crew: Crew, slot: Slot) -> Slot:
    """Let a phase begin where and when whoever joined was told that it does."""
    if slot.day != work.territory.office.add_working_days(crew.phase.starts, 0):
        return slot
    rules = work.territory.rules
    known = [each.place for each in rules.week] + ([rules.indoor] if rules.indoor else [])
    place = next((each for each in known if each.name == crew.place), MeetingPoint(crew.place))
    starts = time.fromisoformat(crew.hour)
    begins = starts if starts < slot.ends else slot.starts
    return replace(slot, place=place, starts=begins, task={})


def lay_out(work: Work, crew_id: int, since: date | None = None) -> list[Shift]:
    """Add the shifts of a crew's phase by the week's pattern, from `since` or today on; return those."""
    laid = shifts.add(work.connection, crew_id, plan(work, crew_id, since).slots, work.now)
    _replan_crew(work, crew_id, laid)
    return laid


def add(work: Work, crew_id: int, slots: list[Slot]) -> list[Shift]:
    """Add shifts of a crew; a day and hour that it has already is left as it is. Return the new ones."""
    for slot in slots:
        _require_sense(work, slot)
    laid = shifts.add(work.connection, crew_id, slots, work.now)
    _replan_crew(work, crew_id, laid)
    return laid


def change_shift(
    work: Work,
    shift: Shift,
    *,
    place: MeetingPoint | None = None,
    starts: time | None = None,
    ends: time | None = None,
    day: date | None = None,
    task: Texts | None = None,
) -> Shift:
    """Write what is given anew; with another start and no end, a shift lasts as long as it did.

    A cancelled one stays cancelled. Raises Begun, WrongHours, and Taken when the crew has another one then.
    """
    old = shift.slot
    slot = replace(
        old,
        day=day or old.day,
        starts=starts or old.starts,
        ends=ends or _shifted(old, starts),
        place=place or old.place,
        task=old.task if task is None else task,
    )
    _require_ahead(work, shift)
    if slot == old:
        return shift
    _require_sense(work, slot)
    same_day = shifts.of_crew(work.connection, shift.crew, slot.day, slot.day)
    if any(each.id != shift.id and each.slot.starts == slot.starts for each in same_day):
        raise Taken(shift.crew)
    return _write(work, shift, slot, cancelled=shift.cancelled)


def cancel_shift(work: Work, shift: Shift) -> Shift:
    """Cancel a shift: whoever said or was noted anything of it is revoked. Raises Begun."""
    _require_ahead(work, shift)
    return shift if shift.cancelled else _write(work, shift, shift.slot, cancelled=True)


def restore_shift(work: Work, shift: Shift) -> Shift:
    """Let a cancelled shift take place after all: people are expected again. Raises Begun."""
    _require_ahead(work, shift)
    return _write(work, shift, shift.slot, cancelled=False) if shift.cancelled else shift


def _write(work: Work, shift: Shift, slot: Slot, *, cancelled: bool) -> Shift:
    written = shifts.change(work.connection, shift, slot, work.now, cancelled=cancelled)
    if cancelled != shift.cancelled:
        revoke(work, Kind.SHIFT, shift.id, revoked=cancelled)
    bookings.replan_shift(work, written)
    crew_clock.expect(work, written)
    forecasts.forget(work.connection, shift.id)
    boards.refresh(work, shift.id)
    return written


def revoke(work: Work, kind: Kind, thing: int, *, revoked: bool) -> None:
    """Note that the programme has cancelled a thing for everybody expected there, or takes that back."""
    to = State.REVOKED if revoked else State.EXPECTED
    for held in attendances.of_thing(work.connection, kind, thing):
        if held.left_at is None and can(held.state, to) and (held.state is State.REVOKED) != revoked:
            attendances.note(work.connection, held.id, to, None, work.now)


def _replan_crew(work: Work, crew_id: int, laid: list[Shift]) -> None:
    """Plan the reminders of everybody in a crew anew, once each, however many shifts are new."""
    if laid:
        last = max(each.slot.day for each in laid)
        for person in enrolments.in_crew(work.connection, crew_id, last):
            bookings.replan_person(work, person)


def _usual(work: Work, crew: Crew, first: date) -> list[Slot]:
    """Return the pattern's shifts of a crew's phase, holidays included."""
    same_phase = [each.id for each in stored.crews_of(work.connection, crew.phase.code)]
    turn = same_phase.index(crew.id)
    return [*programme.lay_out(work.territory.rules, crew.phase, Holidays(), turn=turn, since=first)]


def _is_ahead(work: Work, slot: Slot) -> bool:
    return diary_of(work.territory).instant(slot.day, slot.starts) > work.now


def _require_ahead(work: Work, shift: Shift) -> None:
    if not _is_ahead(work, shift.slot):
        raise Begun


def _require_sense(work: Work, slot: Slot) -> None:
    if slot.starts >= slot.ends:
        raise WrongHours
    if not _is_ahead(work, slot):
        raise Begun


def _shifted(slot: Slot, starts: time | None) -> time:
    """Return when a shift ends that begins then and lasts as long as it did; no later than its day's end."""
    if starts is None:
        return slot.ends
    lasts = datetime.combine(slot.day, slot.ends) - datetime.combine(slot.day, slot.starts)
    ends = datetime.combine(slot.day, starts) + lasts
    return ends.time() if ends.date() == slot.day else slot.ends
