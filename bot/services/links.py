"""One-time links that lead a Telegram account to somebody the service knows; cutting an account off again.

A link's payload is stored nowhere, only its digest: it is made while the message that shows it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, LinkOffer, Priority, Prompt, StaffCommands
from bot.services import people
from bot.storage import disclosures, links, merging, requests, sessions
from bot.storage import people as stored_people

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.people import Person

LINK_MARK = "l-"  # what tells it from an invitation and from a poster's link


def is_link(payload: str) -> bool:
    """Tell whether a payload has the form of a link to a person."""
    return payload.startswith(LINK_MARK)


def offer(work: Work, officer: int, person: int) -> None:
    """Show an officer a new link to somebody, as text and QR code; earlier ones of theirs end with it."""
    work.send(officer, LinkOffer(person))


def make(work: Work, person: int) -> str | None:
    """Return the payload of a new link, the only one of this person; None when they have an account."""
    if stored_people.has_account(work.connection, person):
        return None
    payload, digest = people.secret(LINK_MARK)
    links.replace(work.connection, digest, person, work.now + people.INVITATION_LIFE)
    return payload


def open_link(work: Work, person: Person, payload: str) -> Person | None:
    """Bind an account to whom the link leads to; return that person, or None when it leads nowhere for them.

    It is bound to the first account that opens it; opening it again there changes nothing. Staff have
    a file of their own: no link is for them.
    """
    if people.tried_too_often(work, person):
        return None
    link = links.find(work.connection, people.digest(payload))
    if link is not None and link.used and link.person == person.id:
        return person
    staff = stored_people.roles_of(work.connection, person.id)
    if link is None or link.used or link.expires_at < work.now or staff:
        stored_people.add_try(work.connection, person.id, work.now)
        return None
    links.use(work.connection, link.digest, work.now)
    merge(work.connection, person.id, link.person)
    return stored_people.by_id(work.connection, link.person)


def merge(connection: Connection, newcomer: int, entered: int) -> None:
    """Make one person of two: everything that leads to the newcomer leads to whom the service entered."""
    merging.merge(connection, newcomer, entered)


def cut(work: Work, person: int) -> bool:
    """Take somebody's accounts away at once: a lost phone reads nothing more and is a newcomer's.

    False when they had none.
    """
    had = stored_people.has_account(work.connection, person)
    stored_people.detach(work.connection, person)
    links.forget(work.connection, person)
    disclosures.forget(work.connection, person)
    for session in sessions.open_ones(work.connection, person):
        sessions.end(work.connection, session.id, work.now)
    return had


def caption(work: Work, person: int, address: str) -> tuple[Message, ...]:
    """Return the words beside a link: whose it is, what to do with it, the address itself."""
    newest = requests.of_person(work.connection, person)[-1:]
    whose = [
        msg("link.whose", reference=Code(requests.by_id(work.connection, each).reference)) for each in newest
    ]
    return (
        msg("link.title"),
        *whose,
        msg("link.how"),
        msg("link.once"),
        msg("link.address", address=Code(address)),
    )


def welcome(work: Work, person: Person) -> None:
    """Say that this phone is now theirs."""
    lines = (msg("link.done"), msg("link.what"))
    work.send(person.id, Prompt(lines, keyboard=Keyboard.MENU))
    work.send(person.id, StaffCommands(), Priority.CHANGE)
