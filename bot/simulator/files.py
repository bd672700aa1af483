"""Keeps the files of a simulation in memory, once per content, under many names; it reads no picture."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.shapes import Json, present

if TYPE_CHECKING:
    from datetime import datetime

DOWNLOAD_BYTES = 20 << 20
LINK_LIFE = timedelta(hours=1)
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers",
            "audio": "music", "video": "videos"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes with a stable name of their own; a picture also has a size in pixels."""

    unique_id: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Media:
    """What a message carries: one file, or a photo in several sizes, smallest first."""

    kind: str
    blobs: tuple[Blob, ...]
    name: str | None = None
    mime: str | None = None
    duration: int | None = None
    facts: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Link:
    blob: Blob
    media: Media
    expires: datetime


def blob(kind: str, content: bytes, width: int = 0, height: int = 0) -> Blob:
    """Return bytes under the stable name that this content has as this kind of file."""
    digest = hashlib.sha256(kind.encode() + b"\0" + content).digest()
    return Blob("AQAD" + base64.urlsafe_b64encode(digest[:9]).decode(), content, width, height)


class FileStore:
    """Files by the ids that were given out for them; every sending gives new ids."""

    def __init__(self) -> None:
        self._blobs: dict[str, Blob] = {}
        self._ids: dict[str, tuple[Media, Blob]] = {}
        self._links: dict[str, _Link] = {}

    def shown(self, media: Media) -> object:
        """Return the media as it stands in a message, under fresh file ids."""
        ids = [self._new_id(media, self._blobs.setdefault(b.unique_id, b)) for b in media.blobs]
        if media.kind == "photo":
            return [_sized(file_id, b) for file_id, b in zip(ids, media.blobs, strict=True)]
        whole = media.blobs[-1]
        common = {"file_id": ids[-1], "file_unique_id": whole.unique_id, "file_size": len(whole.content)}
        if media.kind == "sticker":
            return {**common, "type": "regular", "width": whole.width, "height": whole.height,
                    "is_animated": False, "is_video": False, "emoji": "🙂"}  # fmt: skip
        facts = {"width": 0, "height": 0, **media.facts} if media.kind == "video" else media.facts
        return present(duration=media.duration, file_name=media.name, mime_type=media.mime, **common, **facts)

    def find(self, file_id: str) -> tuple[Media, Blob] | None:
        """Return the media and the very file behind an id, or None."""
        return self._ids.get(file_id)

    def offer(self, file_id: str, now: datetime) -> Json:
        """Return a Bot API File with a path that works for an hour; raises BadRequest."""
        if not file_id:
            raise BadRequest("file_id not specified")
        found = self._ids.get(file_id)
        if found is None:
            raise BadRequest("invalid file_id")
        media, kept = found
        if len(kept.content) > DOWNLOAD_BYTES:
            raise BadRequest("file is too big")
        path = f"{_FOLDERS[media.kind]}/file_{kept.unique_id[4:]}{_suffix(media)}"
        self._links[path] = _Link(kept, media, now + LINK_LIFE)
        return {
            "file_id": file_id,
            "file_unique_id": kept.unique_id,
            "file_size": len(kept.content),
            "file_path": path,
        }

    def read(self, path: str, now: datetime) -> bytes | None:
        """Return the content behind a path that is still good, or None."""
        link = self._links.get(path)
        return link.blob.content if link and now < link.expires else None

    def _new_id(self, media: Media, kept: Blob) -> str:
        file_id = "AgACAgQAAx" + secrets.token_urlsafe(45)
        self._ids[file_id] = (media, kept)
        return file_id


def _sized(file_id: str, kept: Blob) -> Json:
    return {
        "file_id": file_id,
        "file_unique_id": kept.unique_id,
        "file_size": len(kept.content),
        "width": kept.width,
        "height": kept.height,
    }


def _suffix(media: Media) -> str:
    if media.kind in {"document", "audio", "video"}:
        name = media.name or ""
        return f".{name.rsplit('.', 1)[1]}" if "." in name else ""
    return {"photo": ".jpg", "voice": ".oga", "sticker": ".webp"}[media.kind]
