"""« Mes présences »: what was noted of somebody's mornings, and their word that they were there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.reminders import Kind
from bot.domain.request import RequestKind
from bot.flows import attended
from bot.flows.messages import pack
from bot.flows.outbound import Answer
from bot.services import buttons, matters, own_things

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.flows.outbound import Prompt
    from bot.flows.planning import Thing
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

LOOKS_BACK = timedelta(days=60)


def drawn(work: Work, person: int) -> Prompt:
    """Return the screen of what was noted, the newest first."""
    return attended.screen(_past(work, person), _asked(work, person))


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Put somebody's word that they were there before the officer; twice is as good as once."""
    thing = next((each for each in _past(work, person.id) if each.number == button.request), None)
    if thing is None or button.version != 0:
        return buttons.refuse(work, person, pressed)
    if attended.is_open(thing) and thing.number not in _asked(work, person.id):
        lines = [pack(attended.about(thing))]
        about = (Kind.SHIFT.value, thing.number)
        matters.open_matter(work, RequestKind.CONTESTED, person.id, about=about, detail={"lines": lines})
    work.send(person.id, replace(drawn(work, person.id), over=pressed.message_id))
    return (Answer(pressed.query),)


def _past(work: Work, person: int) -> list[Thing]:
    found = own_things.between(work, person, work.today - LOOKS_BACK, work.today)
    return [each for each in reversed(found) if each.kind is Kind.SHIFT and each.over]


def _asked(work: Work, person: int) -> set[int]:
    """Return the shifts of which somebody waits to hear."""
    past = (each.number for each in _past(work, person))
    return {
        number
        for number in past
        if matters.find_open(work, RequestKind.CONTESTED, person, (Kind.SHIFT.value, number))
    }
