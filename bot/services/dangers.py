"""Words that tell of a fire, a leak or somebody hurt: whom to call is said first; this calls nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.text import fold
from bot.flows.catalogue import FLOWS
from bot.flows.gathered import DANGER
from bot.flows.inbound import Photo, Text
from bot.flows.messages import msg
from bot.flows.report_dump import emergency
from bot.storage import sessions

if TYPE_CHECKING:
    from bot.flows.inbound import Event
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.sessions import StoredSession

#: Words parted by commas, in every language of the territory.
WORDS = msg("words.danger")


def is_danger(work: Work, text: str) -> bool:
    """Tell whether words in any language tell of a danger."""
    return work.words.mentions(fold(text), WORDS)


def heed(work: Work, person: Person, session: StoredSession, event: Event) -> StoredSession:
    """Say, once a dialogue about a report, whom to call; return the dialogue, in which it is remembered."""
    flow = FLOWS.get(session.flow)
    if flow is None or DANGER not in flow.questions or DANGER.name in session.answers:
        return session
    if not is_danger(work, _said(event)):
        return session
    work.say(person.id, *emergency(work.known))
    answers = {**session.answers, DANGER.name: True}
    sessions.save(work.connection, session.id, answers, session.misses, session.keyboard, work.now)
    return replace(session, answers=answers)


def _said(event: Event) -> str:
    match event:
        case Text(text):
            return text
        case Photo(_, caption):
            return caption
    return ""
