"""People whose reports the officers want no more: filed and acknowledged as ever, but in nobody's queue.

They see no difference. A danger is shown all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import RequestKind
from bot.services import cards
from bot.storage import errands, events, people, photos, reports, requests

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.requests import Request


def mute(work: Work, officer: Person, request: Request) -> None:
    """Let what whoever made this request files from now on wait for nobody."""
    if not people.is_muted(work.connection, request.person):
        people.set_muted(work.connection, request.person, work.now)
        events.append(work.connection, request.id, "muted", officer.id, work.now)
        cards.refresh(work, request.id)


def unmute(work: Work, officer: Person, request: Request) -> None:
    """Let them be heard again; what they filed meanwhile comes into the queue."""
    if not people.is_muted(work.connection, request.person):
        return
    people.set_muted(work.connection, request.person, None)
    events.append(work.connection, request.id, "unmuted", officer.id, work.now)
    released = requests.muted_of(work.connection, request.person)
    for number in released:
        _release(work, number)
    cards.refresh(work, request.id)
    if released:
        cards.offer(work, released[0])


def heed(work: Work, request: int) -> None:
    """Let a danger into the queue, whoever tells of it."""
    if requests.by_id(work.connection, request).muted:
        _release(work, request)
        cards.offer(work, request)


def _release(work: Work, request: int) -> None:
    requests.unmute(work.connection, request)
    if requests.by_id(work.connection, request).kind is RequestKind.REPORT:
        reports.place(work.connection, request)
    for photo in photos.unfetched(work.connection, request):
        payload = {"photo": photo.id, "file_id": photo.file_id}
        errands.add(work.connection, "photo", f"photo:{photo.id}", payload, work.now)
