"""Somebody who sends faster than answers can reach them is asked to wait; others notice nothing of it.

Telegram takes about one message a second for a chat, so the answers on their way tell how fast somebody is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from bot.flows.outbound import Priority
from bot.storage import outbox

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.people import Person

#: Answers that may be on their way to one person: a minute of them. What they send meanwhile is not acted on.
MOST_ANSWERS = 60


def hears(work: Work, person: Person) -> bool:
    """Tell whether an input of this person is acted on now."""
    return _on_the_way(work, person) < MOST_ANSWERS


def ask_to_wait(work: Work, person: Person) -> None:
    """Tell somebody whose next input will not be acted on; called after each that was, so once."""
    if _on_the_way(work, person) >= MOST_ANSWERS:
        work.say(person.id, msg("patience.wait"), msg("patience.again"))


def _on_the_way(work: Work, person: Person) -> int:
    return outbox.count_for(work.connection, person.id, Priority.REPLY, work.now)
