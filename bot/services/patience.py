"""Somebody who sends faster than answers can reach them is asked to wait; others notice nothing of it.

Telegram takes about one message a second for a chat, so the answers on their way tell how fast somebody is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from bot.flows.outbound import Priority, Prompt
from bot.flows.packing import pack_content
from bot.storage import outbox

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.people import Person

#: Answers that may be on their way to one person: a minute of them. What they send until all of these have
#: arrived is not acted on.
MOST_ANSWERS = 60


def hears(work: Work, person: Person) -> bool:
    """Tell whether an input of this person is acted on now: not while they are still to be told to wait."""
    return not outbox.is_on_the_way(work.connection, _cause(person))


def ask_to_wait(work: Work, person: Person) -> None:
    """Tell somebody to whom too many answers are on their way to wait; it is the last that reaches them."""
    on_the_way = outbox.count_for(work.connection, person.id, Priority.REPLY, work.now)
    if on_the_way < MOST_ANSWERS:
        return
    lines = (msg("patience.wait"), msg("patience.again"))
    outbox.add(
        work.connection,
        person=person.id,
        key=f"{_cause(person)}:{work.cause}",
        cause=_cause(person),
        priority=Priority.REPLY,
        content=pack_content(Prompt(lines)),
        now=work.now,
    )


def _cause(person: Person) -> str:
    return f"patience:{person.id}"
