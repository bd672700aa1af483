"""Buttons below what officers and people write to each other; whose they are is checked at each press."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.domain.decisions import WriteToPerson
from bot.domain.errors import NotAllowed
from bot.domain.people import Act, may
from bot.domain.talk import State
from bot.flows.messages import msg
from bot.flows.outbound import Answer
from bot.flows.talk import Deed, ended
from bot.services import buttons, desk_presses, drafts, holding
from bot.services.verbs import SERVICES
from bot.storage import people, relays, requests

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.relays import Relay
    from bot.storage.requests import Request


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Do what a button says, for whoever the message is for."""
    relay = relays.find(work.connection, button.request)
    if relay is None:
        return buttons.refuse(work, person, pressed)
    request = requests.by_id(work.connection, relay.request)
    if request.erased_at is not None:
        return buttons.refuse(work, person, pressed)
    if button.action == Deed.REPLY:
        return _reply(work, person, pressed, relay, request)
    if relay.author != person.id or not may(people.roles_of(work.connection, person.id), Act.DECIDE):
        return buttons.refuse(work, person, pressed)
    return (_obey(work, person, pressed, button, relay, request),)


def _reply(work: Work, person: Person, pressed: Press, relay: Relay, request: Request) -> tuple[Answer, ...]:
    if relay.reader != person.id or request.person != person.id:
        return buttons.refuse(work, person, pressed)
    drafts.ask_answer(work, person, relay)
    return (Answer(pressed.query),)


def _obey(
    work: Work, person: Person, pressed: Press, button: Button, relay: Relay, request: Request
) -> Answer:
    """Do what the author of words may do with them while they wait."""
    if button.action == Deed.CALL:
        return Answer(pressed.query, desk_presses.call(work, person, request))
    if relay.state is not State.ASKED:
        (line,) = ended(relay.state, request.reference).lines
        return Answer(pressed.query, line, alert=True)
    return _decide(work, person, pressed, button, relay, request)


def _decide(
    work: Work, person: Person, pressed: Press, button: Button, relay: Relay, request: Request
) -> Answer:
    match Deed(button.action):
        case Deed.NOTE:
            drafts.note(work, relay.id)
        case Deed.DROP:
            drafts.drop(work, relay)
        case _ if request.held:
            return Answer(pressed.query, msg("talk.wait"), alert=True)
        case _:
            try:
                command = WriteToPerson(request.id, request.version, relay.id)
                run = partial(SERVICES[WriteToPerson], work, person.id, command)
                holding.decide(work, person.id, command, {"relay": relay.id}, run)
            except NotAllowed:
                drafts.note(work, relay.id)
                return Answer(pressed.query, msg("talk.unreachable_short"), alert=True)
            if requests.by_id(work.connection, request.id).held:
                drafts.hold(work, relay)
    return Answer(pressed.query)
