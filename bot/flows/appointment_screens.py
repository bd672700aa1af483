"""« Programme », the appointments to come: a list, and one of them, drawn over themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.flows import labels
from bot.flows.appointment_decisions import SORTS, minutes_label, partner_label
from bot.flows.messages import msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, card_data, pairs
from bot.flows.programme_screens import OVERALL, Overall, home, pages_of, turns
from bot.flows.told import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.programme import Appointment
    from bot.flows.messages import Message

APPOINTMENTS_A_PAGE = 4
PEOPLE_A_PAGE = 5
NAMES_SHOWN = 20
APPOINTMENT = "booking"  # the kind of these screens' buttons


class OfAppointment(StrEnum):
    """What a button about an appointment does; its version is the appointment's, a page, or a person."""

    SHOW = "show"
    MOVE = "move"
    INVITE = "invite"
    LEAVERS = "leavers"
    RELEASE = "release"
    CANCEL = "cancel"  # asks first
    CANCEL_NOW = "cancel_now"
    RESTORE = "restore"


@dataclass(frozen=True)
class AppointmentPage:
    """An appointment as the officer reads it, in local time; `people` are numbers and names."""

    appointment: Appointment
    starts: datetime
    people: tuple[tuple[int, str], ...]


def _option(page: AppointmentPage, action: OfAppointment, version: int, label: Message) -> Option:
    return Option(card_data(APPOINTMENT, page.appointment.id, action, version), label)


def listed(pages: Sequence[AppointmentPage], at: int, said: tuple[Message, ...] = ()) -> Prompt:
    """List the appointments to come, a few at a time, and offer a new one."""
    count = pages_of(len(pages), APPOINTMENTS_A_PAGE)
    at = min(at, count - 1)
    first = at * APPOINTMENTS_A_PAGE
    shown = [*enumerate(pages, 1)][first : first + APPOINTMENTS_A_PAGE]
    lines = (
        *said,
        msg("programme.appointments.title"),
        *(_line(number, each) for number, each in shown),
        *(() if pages else (msg("programme.appointments.none"),)),
    )
    opens = [_opens(number, each) for number, each in shown]
    book = Option(card_data(OVERALL, 0, Overall.BOOK, 0), msg("programme.appointments.book"))
    turning = turns(OVERALL, 0, Overall.APPOINTMENTS, at, count)
    return Prompt(lines, (*pairs(opens), *turning, (book,), (home(),)), Keyboard.INLINE)


def _opens(number: int, page: AppointmentPage) -> Option:
    return _option(page, OfAppointment.SHOW, 0, msg("programme.appointments.open", number=number))


def _line(number: int, page: AppointmentPage) -> Message:
    day, hour = page.starts.date(), page.starts.time()
    partner = partner_label(page.appointment.partner)
    if page.appointment.cancelled:
        return msg(
            "programme.appointments.line_cancelled", number=number, day=day, hour=hour, partner=partner
        )
    return msg("programme.appointments.line", number=number, day=day, hour=hour, partner=partner)


def appointment(page: AppointmentPage, said: tuple[Message, ...] = ()) -> Prompt:
    """Show one appointment with who is expected, and what may be done."""
    version, cancelled = page.appointment.version, page.appointment.cancelled
    changes = [
        _option(page, OfAppointment.MOVE, version, msg("programme.appointment.move")),
        _option(page, OfAppointment.INVITE, version, msg("programme.appointment.invite")),
        *(
            [_option(page, OfAppointment.LEAVERS, 0, msg("programme.appointment.release"))]
            if page.people
            else []
        ),
        _option(page, OfAppointment.CANCEL, version, msg("programme.appointment.cancel")),
    ]
    restore = _option(page, OfAppointment.RESTORE, version, msg("programme.appointment.restore"))
    back = Option(card_data(OVERALL, 0, Overall.APPOINTMENTS, 0), labels.BACK)
    rows = (*pairs([restore] if cancelled else changes), (back,))
    return Prompt((*said, *_facts(page), *_people(page)), rows, Keyboard.INLINE)


def _facts(page: AppointmentPage) -> tuple[Message, ...]:
    own = page.appointment
    return (
        msg("programme.appointment.what", sort=SORTS[own.sort], partner=partner_label(own.partner)),
        *((msg("programme.appointment.cancelled"),) if own.cancelled else ()),
        msg(
            "programme.appointment.when",
            day=page.starts.date(),
            hour=page.starts.time(),
            length=minutes_label(own.minutes),
        ),
        *((msg("programme.appointment.where", place=own.place),) if own.place else ()),
    )


def _people(page: AppointmentPage) -> tuple[Message, ...]:
    if not page.people:
        return (msg("programme.appointment.nobody"),)
    named = tuple(msg("programme.appointment.person", name=name) for _, name in page.people[:NAMES_SHOWN])
    more = len(page.people) - NAMES_SHOWN
    return (*named, msgn("programme.appointment.more", more)) if more > 0 else named


def cancelling(page: AppointmentPage, heard: int) -> Prompt:
    """Ask once before an appointment is cancelled, and say whom that tells."""
    lines = (msg("programme.appointment.cancel_ask", day=page.starts.date()), told(heard))
    go = _option(
        page, OfAppointment.CANCEL_NOW, page.appointment.version, msg("programme.appointment.cancel_now")
    )
    keep = _option(page, OfAppointment.SHOW, 0, labels.BACK)
    return Prompt(lines, ((go,), (keep,)), Keyboard.INLINE)


def leavers(page: AppointmentPage, at: int) -> Prompt:
    """List who is expected at an appointment, to take somebody off it."""
    count = pages_of(len(page.people), PEOPLE_A_PAGE)
    at = min(at, count - 1)
    shown = page.people[at * PEOPLE_A_PAGE : (at + 1) * PEOPLE_A_PAGE]
    opens = [
        _option(page, OfAppointment.RELEASE, person, msg("programme.people.named", name=name))
        for person, name in shown
    ]
    turning = turns(APPOINTMENT, page.appointment.id, OfAppointment.LEAVERS, at, count)
    back = _option(page, OfAppointment.SHOW, 0, labels.BACK)
    lines = (msg("programme.appointment.release_ask"), msg("programme.appointment.release_hint"))
    return Prompt(lines, (*pairs(opens), *turning, (back,)), Keyboard.INLINE)
