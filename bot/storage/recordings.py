"""Voice notes of reports: where Telegram keeps them; nobody here listens, and no copy is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from bot.storage.requests import owner
from bot.storage.tables import recordings

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.commands import Recording

REPORTER, FOLLOWER, OFFICER = "reporter", "follower", "officer"


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """A voice note of a report; a sound sent `as_music` is played by another call."""

    id: int
    file_id: str
    as_music: bool


def add(
    connection: Connection,
    request: int,
    author: str,
    recording: Recording,
    now: datetime,
    person: int | None = None,
) -> int:
    """Attach a voice note; one that this request has already changes nothing. Return its id.

    `person` has spoken; without one, whoever made the request has.
    """
    had = select(recordings.c.id).where(
        recordings.c.request == request, recordings.c.file_unique_id == recording.file_unique_id
    )
    known = connection.execute(had).scalar()
    if known is not None:
        return int(known)
    whose = person or owner(request)
    values = {"request": request, "author": author, "received_at": now, "person": whose, **vars(recording)}
    made: int = connection.execute(
        insert(recordings).values(**values).returning(recordings.c.id)
    ).scalar_one()
    return made


def of_request(connection: Connection, request: int) -> list[int]:
    """Return the voice notes of a report, in the order they came."""
    query = select(recordings.c.id).where(recordings.c.request == request).order_by(recordings.c.id)
    return list(connection.execute(query).scalars())


def count(connection: Connection, request: int) -> int:
    """Return how many voice notes a report has."""
    query = select(func.count()).where(recordings.c.request == request)
    return connection.execute(query).scalar_one()


def count_given(connection: Connection, request: int) -> int:
    """Return how many of them people have given; the others are officers'."""
    query = select(func.count()).where(recordings.c.request == request, recordings.c.author != OFFICER)
    return connection.execute(query).scalar_one()


def by_id(connection: Connection, recording: int) -> StoredRecording:
    """Return a voice note; raises NoResultFound."""
    query = select(recordings.c.id, recordings.c.file_id, recordings.c.as_music)
    return StoredRecording(*connection.execute(query.where(recordings.c.id == recording)).one())
