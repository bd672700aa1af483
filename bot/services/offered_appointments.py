"""Other times for an appointment, which an officer has offered: one tap moves it, or says that none fits.

Whose it is, which offer it was and how the appointment stands are checked at each press.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer
from bot.domain.matter import CLOSED
from bot.domain.reminders import Kind, diary_of
from bot.domain.request import RequestKind
from bot.flows import offered_times
from bot.flows.messages import Code, msg, pack
from bot.flows.outbound import Answer as Word
from bot.flows.outbound import Priority, Prompt
from bot.services import appointments, bookings, buttons, matter_faces, matters
from bot.storage import appointments as stored_appointments
from bot.storage import attendances, requests
from bot.storage import matters as stored

if TYPE_CHECKING:
    from datetime import date, time

    from bot.domain.programme import Appointment
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.matters import Matter
    from bot.storage.people import Person


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Word, ...]:
    """Take one of the times, or none of them, for whoever they were offered to."""
    request = requests.find(work.connection, button.request)
    if request is None or request.kind is not RequestKind.RESCHEDULE or request.person != person.id:
        return buttons.refuse(work, person, pressed)
    matter = stored.by_id(work.connection, request.id)
    drawn = _act(work, matter, button)
    work.send(person.id, Prompt(drawn.lines, drawn.rows, drawn.keyboard, over=pressed.message_id))
    return (Word(pressed.query, drawn.lines[-1] if not drawn.rows else drawn.lines[1]),)


def _act(work: Work, matter: Matter, button: Button) -> Prompt:
    found = _appointment(work, matter)
    if found is None or not _counts(work, matter, button, found):
        return _stale(work, matter, found)
    if button.action == offered_times.NONE:
        return _none(work, matter)
    times = [datetime.fromisoformat(each) for each in matter.detail["times"]]
    number = int(button.action)
    if number >= len(times):
        return _stale(work, matter, found)
    return _take(work, matter, found, times[number]) if times[number] > work.now else _passed(work, matter)


def _counts(work: Work, matter: Matter, button: Button, found: Appointment) -> bool:
    """Tell whether an offer can still be answered: the newest, of what stands as it stood then."""
    detail = matter.detail
    newest = (
        matter.state not in CLOSED and bool(detail.get("times")) and detail.get("offer") == button.version
    )
    as_seen = detail.get("seen") == found.version and matter_faces.movable(work, matter)
    return newest and as_seen and matter.person in appointments.expected(work, found.id)


def _take(work: Work, matter: Matter, found: Appointment, starts_at: datetime) -> Prompt:
    """Move the appointment; whoever has chosen its time comes."""
    moved = appointments.move(work, found, starts_at=starts_at)
    held = attendances.book(work.connection, matter.person, Kind.APPOINTMENT, moved.id, work.now)
    attendances.answer(work.connection, held, Answer.COMING, moved.version, work.now, in_time=True)
    bookings.replan_person(work, matter.person)
    matters.settle(work, matter)
    if matter.claimed_by is not None:
        day, hour = _local(work, moved.starts_at)
        told = msg("offered.told", reference=Code(matter.reference), day=day, hour=hour)
        work.say(matter.claimed_by, told, priority=Priority.CHANGE)
    return _said(matter, msg("offered.taken"), _stands(work, moved))


def _none(work: Work, matter: Matter) -> Prompt:
    """Bring the matter back before the officer."""
    detail = {"times": [], "lines": [pack(msg("offered.none_fits"))]}
    matters.open_matter(work, matter.kind, matter.person, about=matter.about, detail=detail)
    return _said(matter, msg("offered.looking"))


def _passed(work: Work, matter: Matter) -> Prompt:
    """Refuse a time that has passed meanwhile, and offer what is left."""
    times = [datetime.fromisoformat(each) for each in matter.detail["times"]]
    left = {at: _local(work, each) for at, each in enumerate(times) if each > work.now}
    return offered_times.asked(
        matter.reference, matter.id, matter.detail["offer"], left, msg("offered.passed")
    )


def _stale(work: Work, matter: Matter, found: Appointment | None) -> Prompt:
    """Say that a button counts no more, and how the appointment stands."""
    gone = found is None or found.cancelled or matter.person not in appointments.expected(work, found.id)
    stands = msg("coming.cancelled") if found is None or gone else _stands(work, found)
    return _said(matter, msg("offered.over"), stands)


def _said(matter: Matter, *lines: Message) -> Prompt:
    return Prompt((msg("news.title", reference=Code(matter.reference)), *lines))


def _stands(work: Work, found: Appointment) -> Message:
    day, hour = _local(work, found.starts_at)
    return msg("offered.stands", day=day, hour=hour)


def _local(work: Work, moment: datetime) -> tuple[date, time]:
    local = diary_of(work.territory).local(moment)
    return local.date(), local.time()


def _appointment(work: Work, matter: Matter) -> Appointment | None:
    if matter.about is None or matter.about[0] != Kind.APPOINTMENT:
        return None
    return stored_appointments.find(work.connection, matter.about[1])
