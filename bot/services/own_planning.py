"""/planning and /rdv: what somebody has this week and the next, their appointments; nothing is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.attendance import Purpose
from bot.domain.programme import Sort
from bot.domain.reminders import Kind
from bot.flows import planning
from bot.flows.outbound import Answer, Keyboard, OwnFile, Pin, Prompt
from bot.flows.planning import Deed, FileSort, Screen
from bot.services import buttons, dialogues, own_attendances, own_things, participants
from bot.storage import pauses, shifts

if TYPE_CHECKING:
    from bot.domain.geometry import Point
    from bot.flows.inbound import Press
    from bot.flows.planning import Thing
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

WEEK = timedelta(days=7)


def show_week(work: Work, person: Person) -> None:
    """Show this week to whoever takes part; to others say that it comes with the crew."""
    _show(work, person, Screen.THIS)


def show_appointments(work: Work, person: Person) -> None:
    """Show the appointments of this season to whoever takes part."""
    _show(work, person, Screen.APPOINTMENTS)


def show_crew(work: Work, person: Person) -> None:
    """Show somebody their crew, with the way to their planning."""
    lines = participants.mine(work, person.id)
    if participants.crew_of(work, person.id) is None:
        dialogues.interject(work, person, lines)
    else:
        dialogues.interject_prompt(work, person, Prompt(lines, planning.entry(), Keyboard.INLINE))


def _show(work: Work, person: Person, screen: Screen) -> None:
    if not own_things.takes_part(work, person.id):
        dialogues.interject(work, person, (planning.nobody(),))
        return
    dialogues.interject_prompt(work, person, _drawn(work, person.id, screen))


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Draw another screen over the one whose button was pressed, or show a place."""
    if not own_things.takes_part(work, person.id) or (button.request, button.version) != (0, 0):
        return buttons.refuse(work, person, pressed)
    screen = Screen(button.action)
    match screen:
        case Screen.PLACE:
            _show_place(work, person)
        case Screen.CALENDAR:
            _send_calendar(work, person)
        case _:
            work.send(person.id, replace(_drawn(work, person.id, screen), over=pressed.message_id))
    return (Answer(pressed.query),)


def press_one(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Show one appointment as it now stands, or send it for a calendar, to whoever is expected there."""
    thing = own_things.appointment(work, person.id, button.request)
    if thing is None:
        return buttons.refuse(work, person, pressed)
    if button.action == Deed.CALENDAR:
        work.say(person.id, planning.calendar_comes())
        work.send(person.id, OwnFile(FileSort.APPOINTMENT, thing.number))
    else:
        work.send(person.id, replace(planning.one(thing), over=pressed.message_id))
    return (Answer(pressed.query),)


def _drawn(work: Work, person: int, screen: Screen) -> Prompt:
    if screen is Screen.ATTENDED:
        return own_attendances.drawn(work, person)
    if screen is Screen.APPOINTMENTS:
        wanted = {sort: work.territory.rules.appointments(sort) for sort in Sort}
        return planning.appointments(own_things.appointments_of_year(work, person), wanted)
    following = screen is Screen.NEXT
    monday = work.today - timedelta(days=work.today.weekday()) + following * WEEK
    things = own_things.between(work, person, monday, monday + WEEK - timedelta(days=1))
    paused = bool({Purpose.SHIFTS, Purpose.APPOINTMENTS} & pauses.paused(work.connection, person))
    has_place = _today(work, person) is not None
    return planning.week(things, following=following, has_place=has_place, paused=paused)


def _send_calendar(work: Work, person: Person) -> None:
    """Send everything that lies before somebody; a file says what is true when it leaves."""
    ahead = own_things.between(work, person.id, work.today, date(work.today.year + 1, 12, 31))
    if all(thing.over for thing in ahead):
        dialogues.interject(work, person, (planning.calendar_empty(),))
        return
    work.say(person.id, planning.calendar_comes())
    work.send(person.id, OwnFile(FileSort.CALENDAR))


def _show_place(work: Work, person: Person) -> None:
    found = _today(work, person.id)
    if found is None:
        dialogues.interject(work, person, (planning.no_place(),))
        return
    thing, point = found
    work.say(person.id, planning.place(thing))
    work.send(person.id, Pin(point.latitude, point.longitude))


def _today(work: Work, person: int) -> tuple[Thing, Point] | None:
    """Return today's shift that is not over, with where it begins on the map."""
    today = own_things.between(work, person, work.today, work.today)
    for thing in today:
        if thing.kind is Kind.SHIFT and not thing.over and not thing.cancelled:
            shift = shifts.find(work.connection, thing.number)
            if shift is not None and shift.slot.place.point is not None:
                return thing, shift.slot.place.point
    return None
