"""What of an officer's words did not arrive: kept on the request it was about, shown there and to its author.

A message about no request is a matter of its own: `deliveries`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.talk import UNDELIVERED, State
from bot.flows.messages import Code, msg
from bot.flows.outbound import Priority
from bot.services import cards
from bot.storage import events, relays, requests

if TYPE_CHECKING:
    from bot.flows.carried import Carried
    from bot.services.work import Work


def failed(work: Work, content: Carried) -> None:
    """Keep that a copy never reached its reader, or could not be changed, and tell the officer who wrote."""
    relay = relays.find(work.connection, content.relay)
    if relay is None or relay.reader is None:
        return
    request = requests.by_id(work.connection, relay.request)
    if relay.author is None or relay.author == request.person:
        return  # an officer's own copy: the card has the words
    reference = Code(request.reference)
    if relay.shown is not None:
        work.say(relay.author, msg("talk.first_words", reference=reference), priority=Priority.CHANGE)
        return
    relays.change(work.connection, relay.id, state=State.FAILED)
    events.append(work.connection, request.id, UNDELIVERED, None, work.now)
    work.say(relay.author, msg("talk.failed", reference=reference), priority=Priority.CHANGE)
    cards.refresh(work, request.id)


def lost(work: Work, person: int) -> None:
    """Show on the cards of somebody's requests that they are not reached any more, or are again."""
    for number in requests.of_person(work.connection, person):
        cards.refresh(work, number)
