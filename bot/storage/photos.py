"""Photos of reports: where Telegram keeps them and where we do; fetching them is an errand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from bot.storage.requests import owner
from bot.storage.tables import photos

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.commands import Picture

BEFORE, AFTER = "before", "after"
TOLD, NOTED = "told", "noted"  # an officer's: sent to the person, or for the officers alone
WANTED, DONE = "wanted", "done"  # of a blur


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo of a report; `digest` names the kept copy, once there is one.

    `blur` is None, or wanted and then done; while it is wanted the photo is shown to nobody.
    """

    id: int
    request: int
    file_id: str
    as_file: bool
    digest: str | None
    state: str
    stage: str
    showable: bool
    blur: str | None

    @property
    def hidden(self) -> bool:
        """Tell whether it must not be shown now."""
        return self.blur == WANTED

    @property
    def shown(self) -> bool:
        """Tell whether it can be shown: one sent as a file only once our own copy is there."""
        return not self.hidden and (not self.as_file or self.digest is not None)


_COLUMNS = select(
    photos.c.id,
    photos.c.request,
    photos.c.file_id,
    photos.c.as_file,
    photos.c.digest,
    photos.c.state,
    photos.c.stage,
    photos.c.showable,
    photos.c.blur,
)


def add(
    connection: Connection,
    request: int,
    stage: str,
    picture: Picture,
    now: datetime,
    person: int | None = None,
) -> int | None:
    """Attach a photo; return its id, or None when this report has it already.

    `person` has sent it; without one, whoever reported has sent those from before.
    """
    had = select(photos.c.id).where(
        photos.c.request == request,
        photos.c.stage == stage,
        photos.c.file_unique_id == picture.file_unique_id,
    )
    if connection.execute(had).first():
        return None
    whose = person or (owner(request) if stage == BEFORE else None)
    values = {"request": request, "stage": stage, "state": "wanted", "received_at": now, "person": whose}
    made: int = connection.execute(
        insert(photos).values(**values, **vars(picture)).returning(photos.c.id)
    ).scalar_one()
    return made


def number(connection: Connection, request: int, stage: str, file_unique_id: str) -> int:
    """Return the id of a photo that a request has; raises NoResultFound."""
    same = photos.c.file_unique_id == file_unique_id
    query = select(photos.c.id).where(photos.c.request == request, photos.c.stage == stage, same)
    found: int = connection.execute(query).scalar_one()
    return found


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


def find(connection: Connection, photo: int) -> StoredPhoto | None:
    """Return a photo, or None when there is none of that number."""
    row = connection.execute(_COLUMNS.where(photos.c.id == photo)).one_or_none()
    return StoredPhoto(*row) if row else None


def shown_as(connection: Connection, photo: int, digest: str, file_id: str) -> None:
    """Remember the id under which Telegram shows our own copy, so that it is uploaded once.

    Only while that copy, known by its digest, is the one to be shown.
    """
    same = (photos.c.id == photo) & (photos.c.digest == digest)
    connection.execute(update(photos).where(same).values(file_id=file_id, as_file=False))


def first_shown(connection: Connection, request: int) -> StoredPhoto | None:
    """Return the first photo of a report that can be shown."""
    held = of_request(connection, request, BEFORE)
    return next((photo for photo in held if photo.shown), None)


# --- what may be shown ---------------------------------------------------------------------------


def mark(connection: Connection, photo: int, *, showable: bool) -> None:
    """Remember whether a photo may be shown to whoever reports near it."""
    connection.execute(update(photos).where(photos.c.id == photo).values(showable=showable))


def with_showable(connection: Connection, requests: Collection[int]) -> set[int]:
    """Return which of these requests have a photo that may be shown to whoever reports near it."""
    query = select(photos.c.request).where(
        photos.c.request.in_(requests), photos.c.showable, photos.c.blur.is_distinct_from(WANTED)
    )
    return set(connection.execute(query).scalars())


def want_blurred(connection: Connection, photo: int) -> None:
    """Show a photo to nobody until it is blurred."""
    connection.execute(update(photos).where(photos.c.id == photo).values(blur=WANTED))


def blurred(connection: Connection, photo: int, digest: str) -> None:
    """Put the blurred copy in the photo's place: what Telegram has of the original is shown no more."""
    now = {"digest": digest, "file_id": "", "as_file": True, "blur": DONE}
    connection.execute(update(photos).where(photos.c.id == photo).values(**now))


def unfetched(connection: Connection, request: int) -> list[StoredPhoto]:
    """Return the photos of a report of which no copy has come yet."""
    query = _COLUMNS.where(photos.c.request == request, photos.c.state == "wanted")
    return [StoredPhoto(*row) for row in connection.execute(query.order_by(photos.c.id))]


def in_use(connection: Connection, digest: str) -> bool:
    """Tell whether a photo is kept as the copy of this digest."""
    return connection.execute(select(photos.c.id).where(photos.c.digest == digest)).first() is not None
