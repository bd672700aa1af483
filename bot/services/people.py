"""Who somebody is to the programme: welcomed at first sight, given a language, invited to the staff."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.people import Role
from bot.storage import people

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.flows.inbound import Sender
    from bot.services.work import Work
    from bot.storage.people import Person

INVITATION_LIFE = timedelta(days=7)
INVITATION_MARK = "i-"  # what tells an invitation from a poster's link
RANDOM_BYTES = 16  # 128 bits: 22 of the 64 characters a link may carry
TRIES = 5
TRIES_WITHIN = timedelta(hours=1)


def meet(work: Work, sender: Sender) -> Person:
    """Return the person behind an account, added at first sight; whoever writes can be reached."""
    person = people.by_account(work.connection, sender.telegram_id)
    if person is None:
        guessed = work.words.guess(sender.language)
        return people.add(work.connection, sender.telegram_id, sender.chat_id, guessed, work.now)
    if person.unreachable_since is not None:
        people.set_unreachable(work.connection, person.id, None)
    return person


def choose_language(work: Work, person: Person, language: str) -> bool:
    """Keep the language somebody chose, if the territory has it."""
    if language not in work.territory.languages:
        return False
    people.set_language(work.connection, person.id, language)
    return True


def lose(connection: Connection, person: int, now: datetime) -> None:
    """Telegram refuses to reach this person: nothing more is tried until they write again."""
    people.set_unreachable(connection, person, now)


def invite(connection: Connection, role: Role, now: datetime) -> str:
    """Return the payload of a new one-time link; only its digest is kept."""
    payload, hashed = secret(INVITATION_MARK)
    people.invite(connection, hashed, role, now + INVITATION_LIFE)
    return payload


def secret(mark: str) -> tuple[str, str]:
    """Return the payload of a new one-time link and the digest by which alone it is known."""
    payload = mark + secrets.token_urlsafe(RANDOM_BYTES)
    return payload, digest(payload)


def tried_too_often(work: Work, person: Person) -> bool:
    """Tell whether somebody has opened so many wrong links that they have to wait."""
    return people.count_tries(work.connection, person.id, work.now - TRIES_WITHIN) >= TRIES


def is_invitation(payload: str) -> bool:
    """Tell whether a link's payload has the form of an invitation."""
    return payload.startswith(INVITATION_MARK)


def accept_invitation(work: Work, person: Person, payload: str) -> Role | None:
    """Give the invitation's role; None when it is wrong, used by another, expired, or tried too often.

    Opening one's own used link again changes nothing and gives the role's name again.
    """
    if tried_too_often(work, person):
        return None
    invitation = people.invitation(work.connection, digest(payload))
    if invitation is None or invitation.used_by not in (None, person.id) or invitation.expires_at < work.now:
        people.add_try(work.connection, person.id, work.now)
        return None
    if invitation.used_by is None:
        people.use(work.connection, invitation.digest, person.id, work.now)
        people.grant(work.connection, person.id, invitation.role, work.now)
    return invitation.role


def officers(work: Work) -> list[int]:
    """Return everybody who decides, whoever joined first at the head."""
    return people.holders(work.connection, Role.OFFICER)


def digest(payload: str) -> str:
    """Return what is stored of a link's payload."""
    return hashlib.sha256(payload.encode()).hexdigest()
