"""`/absence`: an officer goes away until a day, is stood in for, and is back by a button or in time.

What they had taken is free meanwhile, when somebody is there who may take it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.calendar import instant_of
from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import Act, Role, may
from bot.flows import away as words
from bot.flows import queue_screens
from bot.flows.messages import msg
from bot.flows.outbound import Answer, Option, Priority, card_data
from bot.services import buttons, cards, dialogues, people, presence, queue_desk, reaching
from bot.storage import away, queue, timers
from bot.storage import cards as stored_cards
from bot.storage import people as stored_people
from bot.storage.away import Absence

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.commands import BeAway
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

TIMER = "away"  # its subject is a person


def show(work: Work, person: Person) -> None:
    """Say until when they are away, or ask."""
    held = away.find(work.connection, person.id)
    if held is not None:
        dialogues.interject_prompt(work, person, words.gone(held.returns_on, _named(work, held.deputy)))
        return
    others = [each for each in presence.present(work) if each != person.id]
    deputies = [[each, *_who(work, each)] for each in others[:6]]
    dialogues.open_new(
        work, person, words.BE_AWAY, {"at_day": work.today.isoformat(), "at_deputies": deputies}
    )


def leave(work: Work, person: int, command: BeAway) -> None:
    """Let an officer be away; raises NotAllowed, and Stale for a day or a deputy that is none any more."""
    if not _decides(work, person):
        raise NotAllowed("away")
    day = work.territory.office.add_working_days(command.returns_on, 0)
    others = [each for each in presence.present(work) if each != person]
    if day <= work.today or (command.deputy is not None and command.deputy not in others):
        raise Stale(0, 0)
    away.put(work.connection, Absence(person, day, command.deputy), work.now)
    _ring_on(work, person, day)
    stored_cards.close(work.connection, person)
    work.send(person, words.gone(day, _named(work, command.deputy)))
    if others:
        for request in queue.let_go_of(work.connection, person):
            cards.offer(work, request)
    if command.deputy is not None:
        said = words.deputised(words.named(*_who(work, person)), day)
        work.say(command.deputy, *said, priority=Priority.CHANGE)
    elif not others:
        _tell_administrators(work, day)


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """End somebody's own absence."""
    if button.request or button.version or not _decides(work, person.id):
        return buttons.refuse(work, person, pressed)
    _end(work, person.id)
    return (Answer(pressed.query),)


def ring(work: Work, person: int) -> None:
    """End an absence on its day, when the office opens, however late this comes."""
    held = away.find(work.connection, person)
    if held is not None and held.returns_on <= work.today:
        _end(work, person)


def _end(work: Work, person: int) -> None:
    timers.cancel(work.connection, TIMER, person)
    if away.find(work.connection, person) is None:
        work.say(person, msg("away.there"))
        return
    away.end(work.connection, person)
    if _decides(work, person):
        button = Option(card_data(queue_screens.KIND, 0, queue_screens.Deed.QUEUE, 0), msg("menu.queue"))
        waiting = queue_desk.counts(work, person).waiting
        work.send(person, words.back(waiting, button), Priority.CHANGE)


def _ring_on(work: Work, person: int, day: date) -> None:
    opens = work.territory.office.hours[0].starts
    due = instant_of(ZoneInfo(work.territory.timezone), day, opens)
    timers.set_timer(work.connection, TIMER, person, due)


def _tell_administrators(work: Work, day: date) -> None:
    for administrator in stored_people.holders(work.connection, Role.ADMINISTRATOR):
        said = (msg("away.nobody_there", day=day), msg("away.dangers_to_you"))
        work.say(administrator, *said, priority=Priority.CHANGE)


def _who(work: Work, person: int) -> tuple[str | None, int]:
    """Return what a colleague is called, and their place among those who decide."""
    officers = people.officers(work)
    return reaching.reach(work, person).name, officers.index(person) + 1 if person in officers else 0


def _named(work: Work, person: int | None) -> Message | None:
    return words.named(*_who(work, person)) if person is not None else None


def _decides(work: Work, person: int) -> bool:
    return may(stored_people.roles_of(work.connection, person), Act.DECIDE)
