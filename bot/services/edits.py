"""Somebody changes a message they have written: what is kept of it follows, and so does the copy of it.

A message that nothing is kept of changes nothing. The first words stay in the history of the change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.domain.request import MATTERS
from bot.domain.talk import EDITED, MOST_LETTERS, State, letters
from bot.domain.text import ERASED
from bot.flows import private, talk
from bot.flows.carried import Carried
from bot.flows.messages import Code, msg
from bot.flows.outbound import Priority
from bot.services import cards, dangers, talking
from bot.storage import events, matters, people, relays, requests

if TYPE_CHECKING:
    from bot.flows.inbound import Inbound
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.relays import Relay
    from bot.storage.requests import Request


def follow(work: Work, person: Person, inbound: Inbound) -> None:
    """Let what is kept of a message be what it says now."""
    given = talk.said(inbound.event)
    kept = relays.written_as(work.connection, person.id, inbound.message) if inbound.message else []
    if given is None or not kept:
        return
    request = requests.by_id(work.connection, kept[0].request)
    if request.erased_at is not None or not _may_change(work, person, request, inbound):
        return
    if kept[0].state in (State.ASKED, State.HELD):
        relays.change(work.connection, kept[0].id, said={**kept[0].said, "text": given["text"]})
    elif kept[0].event is not None:
        _rewrite(work, person, request, kept, given["text"])


def _may_change(work: Work, person: Person, request: Request, inbound: Inbound) -> bool:
    """Tell whether somebody may still change what they wrote; papers and health are refused as before."""
    if person.id != request.person:
        return may(people.roles_of(work.connection, person.id), Act.DECIDE)
    refused = private.refused(inbound.event, work.known) if talking.is_careful(request) else None
    if refused is not None:
        work.say(person.id, refused)
    return refused is None


def _rewrite(work: Work, person: Person, request: Request, kept: list[Relay], text: str) -> None:
    relay = kept[0]
    assert relay.event is not None
    old = str(talking.told_in(work, relay).get("text", ""))
    if old in (text, ERASED):
        return
    if letters(text) > MOST_LETTERS or (relay.reader is None and _is_asked(work, relay)):
        line = msg("talk.first_words", reference=Code(request.reference))
        work.say(person.id, line)
        return
    events.rewrite(work.connection, relay.event, text)
    detail = {"text": text, "note": old}
    events.append(work.connection, request.id, EDITED, person.id, work.now, detail=detail)
    _follow_up(work, person, request, old, text)
    for each in kept:
        if each.reader is not None and each.state is State.SENT:
            work.send(each.reader, Carried(each.id), Priority.CHANGE, silent=True)
    cards.refresh(work, request.id)


def _is_asked(work: Work, relay: Relay) -> bool:
    """Tell whether these are the words of a question, whose copy cannot be changed."""
    event = events.find(work.connection, relay.event) if relay.event else None
    return event is not None and event[0] == "asked"


def _follow_up(work: Work, person: Person, request: Request, old: str, text: str) -> None:
    """Let the rest follow: the words of a matter, a danger that is told of now."""
    if request.kind in MATTERS:
        matter = matters.by_id(work.connection, request.id)
        said = str(matter.detail.get("text") or "")
        if old and old in said:
            changed = {**matter.detail, "text": said.replace(old, text)}
            matters.set_detail(work.connection, request.id, changed)
    if person.id == request.person and dangers.is_danger(work, text):
        requests.mark_dangerous(work.connection, request.id)
