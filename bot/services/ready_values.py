"""What the variables of a ready-made answer stand for in one request; a value nobody knows is left out."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.meeting import Meeting
from bot.domain.reminders import Kind
from bot.domain.request import RequestKind
from bot.flows.messages import Code, Term, TermKind, Worded
from bot.storage import appointments, contacts, enrolments, interviews, matters, programme, reports, shifts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flows.messages import Value
    from bot.services.work import Work
    from bot.storage.requests import Request

Values = dict[str, "Value"]


def of(work: Work, request: Request) -> Values:
    """Return the values that this request has, by variable (`bot.domain.ready.VARIABLES`)."""
    found: Values = {
        "reference": Code(request.reference),
        "service": Term(TermKind.SERVICE),
        "phone": Term(TermKind.PHONE),
        "answer_by": request.answer_by,
    }
    first_name = contacts.of_person(work.connection, request.person).first_name
    if first_name:
        found["first_name"] = first_name
    if request.district:
        found["district"] = Term(TermKind.DISTRICT, request.district)
    return {**found, **_crew(work, request), **_when(work, request)}


def _crew(work: Work, request: Request) -> Values:
    held = enrolments.of_person(work.connection, request.person)
    if held is None or request.kind is RequestKind.REPORT:
        return {}
    return {"crew": Worded(programme.crew(work.connection, held.crew).name)}


def _when(work: Work, request: Request) -> Values:
    if request.kind is RequestKind.REPORT:
        planned = reports.by_id(work.connection, request.id).planned_on
        return {"day": planned} if planned else {}
    if request.kind is RequestKind.APPLICATION:
        meeting = interviews.of_request(work.connection, request.id)
        lasts = meeting is not None and meeting.state is not Meeting.CANCELLED
        return _local(work, meeting.starts_at) if meeting and lasts else {}
    return _of_thing(work, matters.by_id(work.connection, request.id).about)


def _of_thing(work: Work, about: matters.About | None) -> Values:
    if about is not None and about[0] == Kind.APPOINTMENT:
        appointment = appointments.find(work.connection, about[1])
        return _local(work, appointment.starts_at) if appointment else {}
    if about is not None and about[0] == Kind.SHIFT:
        shift = shifts.find(work.connection, about[1])
        return {"day": shift.slot.day, "hour": shift.slot.starts} if shift else {}
    return {}


def _local(work: Work, moment: datetime) -> Values:
    local = moment.astimezone(ZoneInfo(work.territory.timezone))
    return {"day": local.date(), "hour": time(local.hour, local.minute)}
