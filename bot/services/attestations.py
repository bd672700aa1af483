"""/attestation: the hours somebody was there in a month, wished for, approved by an officer, sent as PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.attendance import THERE
from bot.domain.reminders import Kind
from bot.domain.request import RequestKind
from bot.flows import attestation
from bot.flows.messages import pack
from bot.flows.outbound import Answer
from bot.services import buttons, dialogues, matters, own_things
from bot.storage import contacts, events
from bot.storage import matters as stored

if TYPE_CHECKING:
    from bot.flows.attestation import Month
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.flows.planning import Thing
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

MONTHS = 6  # as far back as the buttons go
YEAR = 100  # 202604 is April 2026


def show(work: Work, person: Person) -> None:
    """Ask for which month, of those in which somebody was there."""
    if work.territory.rules.attestation is None or not own_things.takes_part(work, person.id):
        dialogues.interject(work, person, (attestation.nothing(),))
        return
    worked = [each for each in _months(work, person.id) if each.minutes]
    dialogues.interject_prompt(work, person, attestation.ask(worked))


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Put the wish for a month before the officer; while it waits there is one."""
    found = [each for each in _months(work, person.id) if each.number == button.request and each.minutes]
    if not found or work.territory.rules.attestation is None or button.version != 0:
        return buttons.refuse(work, person, pressed)
    about = ("month", button.request)
    if matters.find_open(work, RequestKind.ATTESTATION, person.id, about) is None:
        month = found[0]
        detail = {"lines": [pack(attestation.line(month))], "minutes": month.minutes, "times": month.times}
        matters.open_matter(work, RequestKind.ATTESTATION, person.id, about=about, detail=detail)
    work.send(person.id, replace(attestation.asked(found[0]), over=pressed.message_id))
    return (Answer(pressed.query),)


def _months(work: Work, person: int) -> list[Month]:
    first, months = work.today.replace(day=1), []
    for _ in range(MONTHS):
        after = (first + timedelta(days=31)).replace(day=1)
        held = own_things.between(work, person, first, after - timedelta(days=1))
        there = [each for each in held if each.kind is Kind.SHIFT and each.over and each.state in THERE]
        minutes = sum(map(_minutes, there))
        months.append(attestation.Month(first.year * YEAR + first.month, first, minutes, len(there)))
        first = (first - timedelta(days=1)).replace(day=1)
    return months


def _minutes(thing: Thing) -> int:
    starts, ends = (each.hour * 60 + each.minute for each in (thing.starts, thing.ends))
    return ends - starts


def approved(work: Work, person: int, number: int) -> tuple[list[Message], datetime] | None:
    """Return the lines of an approved attestation and when it was approved; None when it is not theirs."""
    rules, matter = work.territory.rules.attestation, stored.by_id(work.connection, number)
    when = events.first_at(work.connection, number, "approved")
    if rules is None or matter.person != person or matter.about is None or when is None:
        return None
    contact = contacts.of_person(work.connection, person)
    name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
    month = date(matter.about[1] // YEAR, matter.about[1] % YEAR, 1)
    held = attestation.Month(matter.about[1], month, matter.detail["minutes"], matter.detail["times"])
    day = when.astimezone(ZoneInfo(work.territory.timezone)).date()
    return attestation.paper(held, name, rules, day), when
