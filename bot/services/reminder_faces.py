"""Draws what people are reminded of from how things stand; what is due was decided before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders import Kind, Rung, diary_of
from bot.domain.reminding import ahead, thing_of
from bot.flows import reminding_words
from bot.flows.messages import Term, TermKind, Worded, msg
from bot.flows.outbound import Reminding
from bot.flows.reminding_words import Item
from bot.services import bookings, missed, reminders
from bot.services.reminders import Programme
from bot.storage import appointments, attendances, shifts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from bot.domain.attendance import Attendance
    from bot.domain.programme import Appointment, Shift
    from bot.domain.reminders import Reminder
    from bot.domain.reminding import Thing
    from bot.flows.messages import Value
    from bot.flows.outbound import Prompt
    from bot.services.work import Work

PROGRAMME = Programme(
    bookings=lambda work, told: bookings.of_things(work, map(thing_of, told)),
    content=lambda _work, _told: Reminding(),
    missed=missed.note,
)


def told(work: Work, person: int, message: str) -> Prompt | datetime | None:
    """Return what a message of reminders, by its key, says now; when it may, if it disturbs; or None."""
    still = reminders.to_tell(work, PROGRAMME, person, message)
    if not still:
        return None
    return reminders.held_until(work, still) or _face(work, still)


def items(work: Work, things: Mapping[Thing, Rung | None]) -> tuple[Item, ...]:
    """Return how some people's things stand, the first to begin at the head; rungs as they are told."""
    numbers = {kind: {number for _, each, number in things if each is kind} for kind in Kind}
    laid = shifts.by_ids(work.connection, numbers[Kind.SHIFT])
    made = appointments.by_ids(work.connection, numbers[Kind.APPOINTMENT])
    persons = {person for person, _, _ in things}
    rows = (each for kind in Kind for each in attendances.at(work.connection, kind, numbers[kind], persons))
    held = {(each.person, each.kind, each.thing): each for each in rows}
    found = [
        _shift(work, laid[number], held.get((person, kind, number)), rung)
        if kind is Kind.SHIFT
        else _appointment(work, made[number], held.get((person, kind, number)), rung)
        for (person, kind, number), rung in things.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.hour, each.kind, each.thing)))


def of_day(work: Work, day: date, besides: Thing) -> tuple[Item, ...]:
    """Return what somebody has on a local day as it stands, but what is cancelled; `besides` is among it."""
    diary = diary_of(work.territory)
    coming = bookings.of_person(work, besides[0])
    ours = [thing_of(each) for each in coming if diary.local(each.starts_at).date() == day]
    return _standing(work, [besides, *ours])


def of_week(work: Work, person: int, plan_day: date) -> tuple[Item, ...]:
    """Return the shifts to come of a week's plan, by the day of the plan, but those cancelled."""
    diary = diary_of(work.territory)
    ours = (each for each in bookings.of_person(work, person) if each.kind is Kind.SHIFT)
    return _standing(work, [thing_of(each) for each in ours if diary.plan_day(each.starts_at) == plan_day])


def _standing(work: Work, things: list[Thing]) -> tuple[Item, ...]:
    return tuple(each for each in items(work, dict.fromkeys(things)) if not each.cancelled)


def _face(work: Work, still: Sequence[Reminder]) -> Prompt:
    shown = items(work, {thing_of(each): each.rung for each in still})
    if still[0].rung is Rung.WEEK_PLAN:
        return reminding_words.week(diary_of(work.territory).plan_day(still[0].starts_at), shown)
    return reminding_words.day(shown)


def _shift(work: Work, shift: Shift, held: Attendance | None, rung: Rung | None) -> Item:
    slot, diary = shift.slot, diary_of(work.territory)
    return Item(
        Kind.SHIFT,
        shift.id,
        shift.version,
        slot.day,
        slot.starts,
        ahead(work.now, bookings.starts_at(diary, shift), diary),
        Worded(slot.place.name),
        msg("remind.task", task=Worded(slot.task)) if slot.task else None,
        slot.place.indoor,
        shift.cancelled,
        held.answer_to(shift.version) if held else None,
        rung,
    )


def _appointment(work: Work, made: Appointment, held: Attendance | None, rung: Rung | None) -> Item:
    diary = diary_of(work.territory)
    local = diary.local(made.starts_at)
    return Item(
        Kind.APPOINTMENT,
        made.id,
        made.version,
        local.date(),
        local.time(),
        ahead(work.now, made.starts_at, diary),
        _where(work, made),
        msg("remind.with", who=_who(made)),
        cancelled=made.cancelled,
        answer=held.answer_to(made.version) if held else None,
        rung=rung,
    )


def _who(made: Appointment) -> Term:
    return Term(TermKind.PARTNER, made.partner) if made.partner else Term(TermKind.SERVICE)


def _where(work: Work, made: Appointment) -> Value | None:
    """Return its own place, else the partner's address, else the service's."""
    if made.place:
        return made.place
    if made.partner is None:
        return Term(TermKind.ADDRESS)
    return next((each.address for each in work.territory.rules.partners if each.id == made.partner), None)
