"""People whom Telegram reaches no more, and messages it refused for good: the officer telephones instead.

Nothing is opened about staff, so that no failure ever follows from one; nor about what is only drawn anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import RequestKind
from bot.flows.carried import Carried
from bot.flows.messages import msg, pack
from bot.flows.outbound import Album, Document, Played, Prompt, Reminding
from bot.services import applications, delivering, matters, people, reminder_faces
from bot.storage import enrolments
from bot.storage import people as stored_people

if TYPE_CHECKING:
    from bot.flows.messages import Message
    from bot.flows.outbound import Content
    from bot.services.work import Work
    from bot.storage.people import Person

SHOWN = 2  # lines of a message that did not arrive


def lose(work: Work, person: int) -> None:
    """Try nothing more until they write again; whoever takes part, or has asked to, is to be telephoned."""
    people.lose(work.connection, person, work.now)
    delivering.lost(work, person)
    enrolled = enrolments.of_person(work.connection, person) is not None
    if (enrolled or applications.is_open(work, person)) and not _is_staff(work, person):
        matters.open_matter(work, RequestKind.UNREACHABLE, person)


def regain(work: Work, person: Person) -> None:
    """Close what waits about somebody who could not be reached and has just written."""
    if person.unreachable_since is not None:
        matters.close_matter(work, RequestKind.UNREACHABLE, person.id)
        delivering.lost(work, person.id)


def refused(work: Work, person: int, message: str, content: Content) -> None:
    """Let the officer know what somebody will never read; `message` is its key."""
    if isinstance(content, Carried):
        delivering.failed(work, content)
        return
    reminded = reminder_faces.told(work, person, message) if isinstance(content, Reminding) else None
    lines = _said(reminded if isinstance(reminded, Prompt) else content)
    if lines and not _is_staff(work, person):
        detail = {"lines": [pack(line) for line in lines[:SHOWN]]}
        matters.open_matter(work, RequestKind.DELIVERY, person, detail=detail)


def _said(content: Content) -> tuple[Message, ...]:
    """Return what a message says; nothing of one that is drawn over an earlier one, or has no words."""
    match content:
        case Prompt(over=0):
            return content.lines
        case Album() | Played():
            return (content.caption,)
        case Document():
            return (msg("file.title"),)
    return ()


def _is_staff(work: Work, person: int) -> bool:
    return bool(stored_people.roles_of(work.connection, person))
