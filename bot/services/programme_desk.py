"""« Programme »: what its buttons do. Officers make all of it; a supervisor changes their own crew's shifts.

Who presses is asked each time; no button is a right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.errors import Begun, NotAllowed, Stale
from bot.flows import appointment_screens, programme_screens
from bot.flows.appointment_decisions import BOOK_APPOINTMENT, INVITE_PEOPLE, MOVE_APPOINTMENT
from bot.flows.appointment_screens import OfAppointment
from bot.flows.messages import msg, msgn
from bot.flows.outbound import Answer, Priority
from bot.flows.phase_decisions import ADD_PHASE, RESIZE_CREW
from bot.flows.programme_screens import OfCrew, OfShift, Overall
from bot.flows.shift_changes import SHIFT_DAY, SHIFT_HOUR, SHIFT_PLACE
from bot.flows.told import told, whom
from bot.services import appointments, buttons, dialogues, leaders, members, shifts
from bot.services import programme_pages as pages
from bot.storage import applications, sessions
from bot.storage import appointments as stored_appointments
from bot.storage import shifts as stored_shifts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.programme import Appointment, Shift
    from bot.domain.seats import Crew
    from bot.flows.dialogue import Flow
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.flows.outbound import Prompt
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

Answers = tuple[Answer, ...]
DIALOGUES = {OfShift.PLACE: SHIFT_PLACE, OfShift.HOUR: SHIFT_HOUR, OfShift.DAY: SHIFT_DAY}
OWN_FLOWS = frozenset(
    flow.name
    for flow in (
        *DIALOGUES.values(),
        BOOK_APPOINTMENT,
        MOVE_APPOINTMENT,
        INVITE_PEOPLE,
        ADD_PHASE,
        RESIZE_CREW,
    )
)


def is_for(work: Work, person: int) -> bool:
    """Tell whether somebody has anything to do here."""
    return pages.decides(work, person) or bool(leaders.led_by(work, person))


def show(work: Work, person: Person) -> None:
    """Show the first screen."""
    dialogues.interject_prompt(work, person, pages.overview(work, person.id))


def _redraw(
    work: Work, person: Person, pressed: Press, screen: Prompt, said: Message | None = None
) -> Answers:
    work.send(person.id, replace(screen, over=pressed.message_id))
    return (Answer(pressed.query, said),)


def _warn(work: Work, person: Person, pressed: Press, screen: Prompt, why: Message) -> Answers:
    work.send(person.id, replace(screen, over=pressed.message_id))
    return (Answer(pressed.query, why, alert=True),)


def _open(work: Work, person: Person, pressed: Press, flow: Flow, opened: Mapping[str, Any]) -> Answers:
    """Open a dialogue in the place of another one about the programme."""
    for session in sessions.open_ones(work.connection, person.id):
        if session.flow in OWN_FLOWS:
            sessions.end(work.connection, session.id, work.now)
    dialogues.open_new(work, person, flow, opened)
    return (Answer(pressed.query),)


# --- the first screen --------------------------------------------------------------------------


def overall(work: Work, person: Person, pressed: Press, button: Button) -> Answers:
    """Do what a button of the first screen says."""
    deed = Overall(button.action)
    makes = pages.decides(work, person.id)
    if not makes and (deed is not Overall.SHOW or not is_for(work, person.id)):
        return buttons.refuse(work, person, pressed)
    match deed:
        case Overall.SHOW:
            return _redraw(work, person, pressed, pages.overview(work, person.id, button.version))
        case Overall.APPOINTMENTS:
            return _redraw(work, person, pressed, pages.appointments_ahead(work, button.version))
        case Overall.BOOK if not members.listed(work):
            return (Answer(pressed.query, msg("programme.people.none"), alert=True),)
        case Overall.BOOK:
            return _open(work, person, pressed, BOOK_APPOINTMENT, {})
        case Overall.PHASE:
            return _open(work, person, pressed, ADD_PHASE, {})


# --- a crew ------------------------------------------------------------------------------------


def of_crew(work: Work, person: Person, pressed: Press, button: Button) -> Answers:
    """Do what a button about a crew says."""
    deed, crew = OfCrew(button.action), pages.find_crew(work, button.request)
    looks = deed in (OfCrew.SHOW, OfCrew.DAYS)
    if crew is None or not (
        pages.decides(work, person.id) or (looks and leaders.may_lead(work, person.id, crew.id))
    ):
        return buttons.refuse(work, person, pressed)
    match deed:
        case OfCrew.LAY_NOW:
            return _lay_out(work, person, pressed, crew, button.version)
        case OfCrew.SEATS:
            return _open(work, person, pressed, RESIZE_CREW, _seats(work, crew))
        case OfCrew.LEAD:
            return _lead(work, person, pressed, crew, button.version or None)
    return _redraw(work, person, pressed, _crew_screen(work, person, crew, deed, button.version))


def _crew_screen(work: Work, person: Person, crew: Crew, deed: OfCrew, page: int) -> Prompt:
    match deed:
        case OfCrew.DAYS:
            return pages.days(work, crew, page)
        case OfCrew.LAY:
            return pages.laying(work, crew)
        case OfCrew.LEADERS:
            return pages.supervisors(work, crew, page)
    return pages.crew(work, person.id, crew)


def _lay_out(work: Work, person: Person, pressed: Press, crew: Crew, count: int) -> Answers:
    """Lay a crew's shifts out, if that adds as many as the officer was told."""
    if len(shifts.plan(work, crew.id).slots) != count or not count:
        return _warn(work, person, pressed, pages.laying(work, crew), msg("programme.stale"))
    laid = shifts.lay_out(work, crew.id)
    done = msgn("programme.laid_now", len(laid))
    return _redraw(work, person, pressed, pages.crew(work, person.id, crew, done), msg("card.done"))


def _seats(work: Work, crew: Crew) -> dict[str, int]:
    return {
        "at_crew": crew.id,
        "at_seats": crew.seats,
        "at_taken": crew.taken,
        "at_waiting": len(applications.waiting_for(work.connection, crew.phase.code)),
    }


def _lead(work: Work, person: Person, pressed: Press, crew: Crew, leader: int | None) -> Answers:
    try:
        leaders.assign_supervisor(work, crew.id, leader)
    except NotAllowed:
        return _warn(work, person, pressed, pages.supervisors(work, crew, 0), msg("programme.stale"))
    return _redraw(work, person, pressed, pages.crew(work, person.id, crew), msg("card.done"))


# --- a shift -----------------------------------------------------------------------------------


def of_shift(work: Work, person: Person, pressed: Press, button: Button) -> Answers:
    """Do what a button about a shift says, for the officers and whoever leads its crew."""
    shift = stored_shifts.find(work.connection, button.request)
    if shift is None or not leaders.may_lead(work, person.id, shift.crew):
        return buttons.refuse(work, person, pressed)
    deed = OfShift(button.action)
    if deed is OfShift.SHOW:
        return _redraw(work, person, pressed, pages.shift(work, shift))
    if button.version != shift.version:
        return _warn(work, person, pressed, pages.shift(work, shift), msg("programme.stale"))
    if deed in DIALOGUES:
        seen = {"at_shift": shift.id, "at_shift_version": shift.version}
        heard = pages.heard_of_shift(work, shift)
        hear = {"at_told": heard.now, "at_expected": heard.expected}
        return _open(work, person, pressed, DIALOGUES[deed], {**seen, **hear})
    try:
        return _change(work, person, pressed, shift, deed)
    except Begun:
        return _warn(work, person, pressed, pages.shift(work, shift), msg("programme.begun"))


def _change(work: Work, person: Person, pressed: Press, shift: Shift, deed: OfShift) -> Answers:
    heard = pages.heard_of_shift(work, shift)
    if deed is OfShift.CANCEL:
        return _redraw(work, person, pressed, programme_screens.cancelling(shift, heard))
    cancels = deed is OfShift.CANCEL_NOW
    written = shifts.cancel_shift(work, shift) if cancels else shifts.restore_shift(work, shift)
    done = msg("programme.shift.cancelled_now") if cancels else msg("programme.shift.restored")
    screen = pages.shift(work, written, done, *whom(heard.now, heard.expected))
    return _redraw(work, person, pressed, screen, msg("card.done"))


# --- an appointment ----------------------------------------------------------------------------


def of_appointment(work: Work, person: Person, pressed: Press, button: Button) -> Answers:
    """Do what a button about an appointment says, for the officers."""
    found = stored_appointments.find(work.connection, button.request)
    if found is None or not pages.decides(work, person.id):
        return buttons.refuse(work, person, pressed)
    deed = OfAppointment(button.action)
    if deed is OfAppointment.SHOW:
        return _redraw(work, person, pressed, pages.appointment(work, found))
    if deed is OfAppointment.LEAVERS:
        screen = appointment_screens.leavers(pages.of_appointment(work, found), button.version)
        return _redraw(work, person, pressed, screen)
    try:
        return _decide(work, person, pressed, found, button)
    except Begun:
        return _warn(work, person, pressed, pages.appointment(work, found), msg("programme.begun"))
    except Stale:
        return _warn(work, person, pressed, pages.appointment(work, found), msg("programme.stale"))


def _decide(work: Work, person: Person, pressed: Press, found: Appointment, button: Button) -> Answers:
    """Do what changes an appointment; a press for one person needs no version, since it is the same twice."""
    deed, heard = OfAppointment(button.action), pages.heard_of_appointment(work, found)
    if deed is not OfAppointment.RELEASE and button.version != found.version:
        raise Stale(found.id, button.version)
    everybody = len(appointments.expected(work, found.id))
    seen = {"at_appointment": found.id, "at_appointment_version": found.version, "at_told": everybody}
    match deed:
        case OfAppointment.MOVE:
            return _open(work, person, pressed, MOVE_APPOINTMENT, seen)
        case OfAppointment.INVITE:
            return _open(work, person, pressed, INVITE_PEOPLE, seen)
        case OfAppointment.CANCEL:
            page = pages.of_appointment(work, found)
            return _redraw(work, person, pressed, appointment_screens.cancelling(page, heard))
    written, *said = _decided(work, found, deed, button.version, heard)
    return _redraw(work, person, pressed, pages.appointment(work, written, *said), msg("card.done"))


def _decided(
    work: Work, found: Appointment, deed: OfAppointment, released: int, heard: int
) -> tuple[Appointment, *tuple[Message, ...]]:
    """Change an appointment at once; return it as it is now, and what is said of it."""
    match deed:
        case OfAppointment.RELEASE:
            return found, msg("programme.appointment.released"), told(_release(work, found, released))
        case OfAppointment.RESTORE:
            everybody = len(appointments.expected(work, found.id))
            return appointments.restore(work, found), msg("programme.appointment.restored"), told(everybody)
    return appointments.cancel(work, found), msg("programme.appointment.cancelled_now"), told(heard)


def _release(work: Work, found: Appointment, person: int) -> int:
    """Let somebody be expected no more, and tell them if they know of it; return how many were told."""
    knows = person in appointments.expected(work, found.id) and person in pages.heard_of(work, found)
    appointments.release(work, found, person)
    if knows:
        local = pages.of_appointment(work, found).starts
        line = msg("programme.appointment.not_yours", day=local.date(), hour=local.time())
        work.say(person, line, priority=Priority.CHANGE)
    return int(knows)
