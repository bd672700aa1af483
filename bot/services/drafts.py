"""An officer's words as a reply to a card or to a person's message: do they leave, or are they a note?

A note is what they are unless « Envoyer » is pressed: at once, or after ten minutes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.domain.talk import MOST_LETTERS, State, letters
from bot.flows import talk
from bot.flows.carried import Carried, Part
from bot.flows.inbound import Photo
from bot.flows.messages import Code, msg, msgn
from bot.flows.outbound import Priority
from bot.services import buttons, cards, dangers, dialogues, questions, talking
from bot.storage import cards as stored_cards
from bot.storage import people, relays, requests, timers

if TYPE_CHECKING:
    from bot.flows.inbound import Inbound
    from bot.flows.messages import Message
    from bot.flows.talk import Said
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.relays import Relay
    from bot.storage.requests import Request
    from bot.storage.sessions import StoredSession

PATIENCE = timedelta(minutes=10)
MOST_PHOTOS = 10  # of an album


def take(work: Work, person: Person, inbound: Inbound) -> bool:
    """Take a reply to a card, or to what the bot has carried; False for anything else."""
    given = talk.said(inbound.event)
    if given is None:
        return False
    if _joins(work, person, inbound, given):
        return True
    if not inbound.replies_to:
        return False
    relay = relays.on_message(work.connection, person.id, inbound.replies_to)
    if relay is not None and requests.by_id(work.connection, relay.request).person == person.id:
        return answer(work, person, relay, inbound)
    number = relay.request if relay else _shown(work, person.id, inbound.replies_to)
    if number is None:
        return False
    request = requests.by_id(work.connection, number)
    if not _decides(work, person.id) or request.erased_at is not None:
        buttons.unknown_command(work, person)
    else:
        _draft(work, person, request, inbound, given)
    return True


def _shown(work: Work, person: int, message: int) -> int | None:
    """Return the request that this message of somebody's is a card of, or asks about."""
    card = stored_cards.on_message(work.connection, person, message)
    relay = relays.asked_on(work.connection, person, message)
    return card.request if card else relay.request if relay else None


def _joins(work: Work, person: Person, inbound: Inbound, given: Said) -> bool:
    """Let a later part of an album join the words that wait to be sent."""
    album = inbound.event.picture.album if isinstance(inbound.event, Photo) else None
    held = relays.of_album(work.connection, person.id, album) if album else None
    if held is None:
        return False
    shown = [*held.said.get("pictures", ()), *given["pictures"]][:MOST_PHOTOS]
    text = "\n".join(part for part in (held.said.get("text"), given["text"]) if part)
    relays.change(work.connection, held.id, said={**held.said, "pictures": shown, "text": text})
    return True


def _draft(work: Work, person: Person, request: Request, inbound: Inbound, given: Said) -> None:
    """Keep an officer's words and ask where they go; those that cannot leave are a note."""
    album = inbound.event.picture.album if isinstance(inbound.event, Photo) else None
    values = {
        "request": request.id,
        "author": person.id,
        "written": inbound.message,
        "album": album,
        "state": State.ASKED,
        "said": given,
    }
    number = relays.add(work.connection, values, work.now)
    why = _hindrance(work, request, given)
    if why is None:
        _ask(work, person.id, number)
    else:
        work.say(person.id, why)
        note(work, number)


def _ask(work: Work, officer: int, number: int) -> None:
    timers.set_timer(work.connection, talking.TIMER, number, work.now + PATIENCE)
    work.send(officer, Carried(number, Part.ASKING))


def hold(work: Work, relay: Relay) -> None:
    """Let words wait until their leaving can no longer be undone."""
    relays.change(work.connection, relay.id, state=State.HELD)
    _show_end(work, relay)


def ask_again(work: Work, number: int) -> None:
    """Ask again about words that were to leave and have not."""
    relay = relays.find(work.connection, number)
    if relay is not None and relay.state is State.HELD and relay.author is not None:
        relays.change(work.connection, number, state=State.ASKED)
        _ask(work, relay.author, number)


def _hindrance(work: Work, request: Request, given: Said) -> Message | None:
    """Say why words cannot leave; None when they can."""
    if letters(given["text"]) > MOST_LETTERS:
        return msgn("talk.too_long", MOST_LETTERS)
    if not people.can_be_written_to(work.connection, request.person):
        return msg("talk.unreachable", reference=Code(request.reference))
    return None


def note(work: Work, number: int) -> None:
    """Let words that wait be a note: nobody but officers reads it."""
    relay = relays.find(work.connection, number)
    if relay is None or relay.state is not State.ASKED or relay.author is None:
        return
    event = talking.keep(work, relay, "noted")
    _end(work, relay, state=State.NOTED, event=event)
    cards.refresh(work, relay.request)


def drop(work: Work, relay: Relay) -> None:
    """Let words that wait go nowhere."""
    _end(work, relay, state=State.DROPPED)


def _end(work: Work, relay: Relay, **values: object) -> None:
    relays.change(work.connection, relay.id, **values, said={})
    _show_end(work, relay)


def _show_end(work: Work, relay: Relay) -> None:
    """Ask no more, and show the author where their words went."""
    timers.cancel(work.connection, talking.TIMER, relay.id)
    assert relay.author is not None
    work.send(relay.author, Carried(relay.id, Part.ASKING), Priority.REPLY, silent=True)


# --- the person ----------------------------------------------------------------------------------


def answer(work: Work, person: Person, relay: Relay, inbound: Inbound) -> bool:
    """Take a person's reply to what an officer has written as their answer to it."""
    request = requests.by_id(work.connection, relay.request)
    if request.erased_at is not None:
        return False
    session = _open(work, relay, request)
    dialogues.play(work, person, dangers.heed(work, person, session, inbound.event), inbound.event)
    return True


def ask_answer(work: Work, person: Person, relay: Relay) -> None:
    """Ask a person what they answer."""
    request = requests.by_id(work.connection, relay.request)
    dialogues.go_on_with(work, person, _open(work, relay, request), {})


def _open(work: Work, relay: Relay, request: Request) -> StoredSession:
    text = str(talking.told_in(work, relay).get("text", ""))
    return questions.open_for(work, request, text, written=True)


def _decides(work: Work, person: int) -> bool:
    return may(people.roles_of(work.connection, person), Act.DECIDE)
