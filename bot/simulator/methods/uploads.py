"""Finds the file that a call means: an upload, something sent before, or what lies at a URL."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.simulator.errors import ApiError, BadRequest
from bot.simulator.files import Media, blob
from bot.simulator.methods.fetching import fetched, is_url
from bot.simulator.photos import PHOTO_BYTES, photo

if TYPE_CHECKING:
    from bot.simulator.call import Call, Upload
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

UPLOAD_BYTES = 50 << 20
WRONG_FILE = "wrong file identifier/HTTP URL specified"
ATTACH = "attach://"
LONGEST = 86_400


class EntityTooLarge(ApiError):  # noqa: N818 - named as HTTP words it
    """The upload is above 50 MB."""

    code = 413
    prefix = "Request Entity Too Large"


async def media_argument(world: World, call: Call, kind: str) -> Media:
    """Return the file of `sendPhoto` and the like, whose parameter is called like its kind."""
    value = call.text(kind)
    upload = call.uploads.get(value.removeprefix(ATTACH) if value.startswith(ATTACH) else kind)
    if upload is None and (not value or value.startswith(ATTACH)):
        raise BadRequest(f"there is no {kind} in the request")
    return await uploaded(upload, kind) if upload else await _named(world, value, kind)


def described(media: Media, item: Json) -> Media:
    """Return media with what the sender says of it: how long it is, how large, who plays."""
    if media.kind not in {"audio", "video", "voice"}:
        return media
    more = {name: str(item[name]) for name in ("performer", "title") if item.get(name)}
    sides = {name: _number(item.get(name)) or media.facts.get(name, 0) for name in ("width", "height")}
    facts = {**media.facts, **(more if media.kind == "audio" else sides if media.kind == "video" else {})}
    return replace(media, duration=_number(item.get("duration")) or media.duration, facts=facts)


def _number(value: object) -> int:
    text = str(value if value is not None else "")
    return min(int(text), LONGEST) if text.isdecimal() else 0


def is_there(call: Call, value: str) -> bool:
    """Return whether an InputMedia names a file at all: an uploaded part, an id or a URL."""
    return value.removeprefix(ATTACH) in call.uploads if value.startswith(ATTACH) else bool(value)


async def media_item(world: World, call: Call, value: str, kind: str) -> Media:
    """Return the file that an InputMedia names; raises BadRequest."""
    if not value.startswith(ATTACH):
        return await _named(world, value, kind)
    upload = call.uploads.get(value.removeprefix(ATTACH))
    if upload is None:
        raise BadRequest("can't parse InputMedia: media not found")
    return await uploaded(upload, kind)


async def uploaded(upload: Upload, kind: str, photo_bytes: int = PHOTO_BYTES) -> Media:
    """Return an upload as media of a kind; raises BadRequest for what the server refuses."""
    if len(upload.content) > UPLOAD_BYTES:
        raise EntityTooLarge
    if not upload.content:
        raise BadRequest("file must be non-empty")
    if kind == "photo":
        return await photo(upload.content, photo_bytes)
    name = upload.name if kind in {"document", "audio", "video"} else None
    duration = 0 if kind in {"voice", "audio", "video"} else None
    return Media(kind, (blob(kind, upload.content),), name, upload.mime, duration)


async def _named(world: World, value: str, kind: str) -> Media:
    return await uploaded(await fetched(value, kind), kind) if is_url(value) else again(world, value, kind)


def again(world: World, file_id: str, kind: str) -> Media:
    """Return something sent before, by file id; raises BadRequest."""
    found = world.files.find(file_id)
    if found is None:
        raise BadRequest(WRONG_FILE)
    media = found[0]
    if media.kind != kind:
        raise BadRequest(f"can't use file of type {media.kind.capitalize()} as {kind.capitalize()}")
    return replace(media)
