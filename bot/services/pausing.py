"""/pause and /stop: somebody chooses by purpose what they receive; resuming is always their own act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.attendance import Purpose
from bot.flows import pausing
from bot.flows.outbound import Answer
from bot.services import bookings, buttons, dialogues, own_things
from bot.storage import pauses

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.flows.outbound import Prompt
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person


def show(work: Work, person: Person) -> None:
    """Show what somebody receives."""
    dialogues.interject_prompt(work, person, _screen(work, person.id))


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Pause or resume what a button says, and draw the screen anew; twice is as good as once."""
    stops, what = pausing.read(button.action)
    offered = _offered(work, person.id)
    wanted = offered if what == pausing.ALL else [each for each in offered if each == what]
    if (button.request, button.version) != (0, 0) or not wanted:
        return buttons.refuse(work, person, pressed)
    for purpose in wanted:
        (pauses.pause if stops else pauses.resume)(work.connection, person.id, purpose, work.now)
    bookings.replan_person(work, person.id)
    work.send(person.id, replace(_screen(work, person.id), over=pressed.message_id))
    return (Answer(pressed.query),)


def _screen(work: Work, person: int) -> Prompt:
    return pausing.screen(_offered(work, person), pauses.paused(work.connection, person))


def _offered(work: Work, person: int) -> list[Purpose]:
    """Return the purposes that concern somebody: everybody may have news, few have shifts."""
    return [*Purpose] if own_things.takes_part(work, person) else [Purpose.NEWS]
