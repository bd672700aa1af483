"""A shift with everybody who is expected there, gathered from its rows; it words nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.attendance import Purpose, State
from bot.domain.reminders import Kind, diary_of
from bot.flows import phones
from bot.flows.crew_board import CrewDay, Member
from bot.flows.roll_board import is_noted
from bot.services import bookings, crew_names
from bot.storage import attendances, contacts, forecasts, pauses, people, programme, sheets, shifts

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.domain.programme import Shift
    from bot.services.work import Work

MISSED_AFTER = timedelta(days=3)  # a roll-call that is not there by then is asked for again
LOOKED_BACK = timedelta(days=30)


def gather(work: Work, shift: Shift) -> CrewDay:
    """Return a shift as whoever leads its crew sees it now."""
    diary = diary_of(work.territory)
    day = CrewDay(
        shift=shift,
        crew=programme.crew(work.connection, shift.crew).name,
        members=_members(work, shift),
        today=work.today,
        begun=bookings.starts_at(diary, shift) <= work.now,
        over=bookings.ends_at(diary, shift) <= work.now,
        before=before(work, shift) is not None,
        sheets=len(sheets.of_shift(work.connection, shift.id)),
        forecast=forecasts.of_shift(work.connection, shift.id),
    )
    return replace(day, missing=_is_missing(day))


def before(work: Work, shift: Shift) -> Shift | None:
    """Return the crew's last shift before this one, to correct its roll-call."""
    day = shift.slot.day
    earlier = shifts.of_crew(work.connection, shift.crew, day - LOOKED_BACK, day)
    held = [each for each in earlier if not each.cancelled and _order(each) < _order(shift)]
    return held[-1] if held else None


def _order(shift: Shift) -> tuple[object, ...]:
    return (shift.slot.day, shift.slot.starts)


def _is_missing(day: CrewDay) -> bool:
    """Tell whether nobody has noted who was there, nor sent a sheet, for too long."""
    if day.shift.cancelled or day.sheets or is_noted(day):
        return False
    return day.shift.slot.day + MISSED_AFTER <= day.today


def _members(work: Work, shift: Shift) -> tuple[Member, ...]:
    persons = bookings.expected_at(work, shift)
    held = attendances.at(work.connection, Kind.SHIFT, [shift.id], persons)
    by_person = {each.person: each for each in held}
    deaf = _paused(work, persons)
    members = []
    for person in persons:
        attendance = by_person.get(person)
        contact = contacts.of_person(work.connection, person)
        members.append(
            Member(
                person=person,
                name=crew_names.of(work, person),
                phone=phones.shown(contact.phone) if contact.phone else None,
                reached=person not in deaf and people.can_be_written_to(work.connection, person),
                answer=attendance.answer_to(shift.version) if attendance else None,
                state=attendance.state if attendance else State.EXPECTED,
            )
        )
    return tuple(members)


def _paused(work: Work, persons: Collection[int]) -> set[int]:
    """Return who receives nothing about shifts for a while: somebody has to tell them."""
    held = pauses.of_people(work.connection, persons)
    return {each.person for each in held if each.purpose is Purpose.SHIFTS and each.resumed_at is None}
