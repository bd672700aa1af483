"""What the bot's copies of people's messages say at this moment, gathered from their rows; it sends none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.talk import State
from bot.flows import talk
from bot.flows.other_language import is_other, untranslated
from bot.services import reaching, talking
from bot.storage import requests

if TYPE_CHECKING:
    from bot.flows.outbound import Prompt
    from bot.services.work import Work
    from bot.storage.relays import Relay


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A message as its reader sees it: `own` when it is about what they have asked for themselves.

    `shown` and `answers` are numbers of messages in the reader's chat: the copy itself, once it is there,
    and the message of theirs that it answers.
    """

    prompt: Prompt
    own: bool
    photos: tuple[int, ...]
    recording: int | None
    shown: int | None
    answers: int | None


def asking(work: Work, relay: Relay) -> Prompt | None:
    """Return the question whether words leave, or where they went."""
    request = requests.by_id(work.connection, relay.request)
    if request.erased_at is not None:
        return None
    if relay.state is State.ASKED:
        reader = reaching.written_to(work, request.person)
        more, calls = untranslated(reader, work.known), bool(reader["at_phone"])
        said = talk.asked(relay.id, request.reference, more, calls=calls and is_other(reader, work.known))
    else:
        said = talk.ended(relay.state, request.reference)
    return talk.drawn_over(said, relay.asked)


def of(work: Work, relay: Relay) -> Copy | None:
    """Return the copy of a message for its reader; None for what is nobody's any more."""
    request = requests.by_id(work.connection, relay.request)
    if request.erased_at is not None:
        return None
    told, own = talking.told_in(work, relay), relay.author != request.person
    text = str(told.get("text", ""))
    changed = bool(told.get("changed"))
    if own:
        prompt = talk.to_person(relay.id, request.reference, text)
    else:
        prompt = talk.to_officer(request.reference, text, changed=changed)
    return Copy(
        prompt=prompt,
        own=own,
        photos=tuple(told.get("photos", ())),
        recording=next(iter(told.get("recordings", ())), None),
        shown=relay.shown,
        answers=relay.answers,
    )
