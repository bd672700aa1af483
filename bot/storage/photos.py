"""Photos of reports: where Telegram keeps them and where we do; fetching them is an errand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from bot.storage.tables import photos

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.commands import Picture

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo of a report; `digest` names the kept copy, once there is one."""

    id: int
    request: int
    file_id: str
    as_file: bool
    digest: str | None
    state: str
    stage: str


_COLUMNS = select(
    photos.c.id,
    photos.c.request,
    photos.c.file_id,
    photos.c.as_file,
    photos.c.digest,
    photos.c.state,
    photos.c.stage,
)


def add(connection: Connection, request: int, stage: str, picture: Picture, now: datetime) -> int | None:
    """Attach a photo; return its id, or None when this report has it already."""
    had = select(photos.c.id).where(
        photos.c.request == request,
        photos.c.stage == stage,
        photos.c.file_unique_id == picture.file_unique_id,
    )
    if connection.execute(had).first():
        return None
    values = {"request": request, "stage": stage, "state": "wanted", "received_at": now, **vars(picture)}
    made: int = connection.execute(insert(photos).returning(photos.c.id), values).scalar_one()
    return made


def of_request(connection: Connection, request: int, stage: str) -> list[StoredPhoto]:
    """Return the photos of one stage, in the order they came."""
    query = _COLUMNS.where(photos.c.request == request, photos.c.stage == stage).order_by(photos.c.id)
    return [StoredPhoto(*row) for row in connection.execute(query)]


def count(connection: Connection, request: int, stage: str) -> int:
    """Return how many photos of one stage a report has."""
    query = select(func.count()).where(photos.c.request == request, photos.c.stage == stage)
    return connection.execute(query).scalar_one()


def request_of_album(connection: Connection, album: str) -> tuple[int, str] | None:
    """Return the report and stage that parts of this album already belong to."""
    query = select(photos.c.request, photos.c.stage).where(photos.c.album == album).limit(1)
    row = connection.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def fetched(connection: Connection, photo: int, digest: str | None, state: str) -> None:
    """Remember what came of fetching a photo: kept under `digest`, or too_big or failed."""
    connection.execute(update(photos).where(photos.c.id == photo).values(digest=digest, state=state))


def by_id(connection: Connection, photo: int) -> StoredPhoto:
    """Return a photo; raises NoResultFound."""
    return StoredPhoto(*connection.execute(_COLUMNS.where(photos.c.id == photo)).one())


def shown_as(connection: Connection, photo: int, file_id: str) -> None:
    """Remember the id under which Telegram shows our own copy, so that it is uploaded once."""
    connection.execute(update(photos).where(photos.c.id == photo).values(file_id=file_id, as_file=False))
