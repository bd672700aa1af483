"""sendMediaGroup: several photos, videos, documents or sounds that people see as one."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest, NotSimulated
from bot.simulator.fields import object_field, text_field
from bot.simulator.methods.drafts import caption, check_may_send, where
from bot.simulator.methods.uploads import described, is_there, media_item
from bot.simulator.text.formatted import Draft

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

LARGEST = 10
PLAYED = frozenset({"photo", "document", "audio", "video"})
_KNOWN = PLAYED | {"animation", "live_photo"}
_MEDIA = "can't parse InputMedia: "
_SERVER_CODE = re.compile("[A-Z0-9_]+")
_ALONE = ("document", "audio")


async def send_media_group(world: World, call: Call) -> list[Json]:
    """Send an album and return its messages; one message alone is no album and gets no group id."""
    items = _items(call)
    contents = [await _content(world, call, item, number) for number, item in enumerate(items, 1)]
    place, chat = world.reachable(call.text("chat_id"))
    check_may_send(world, place, contents[0])
    more = where(world, call, place, chat)
    world.flood.spend(place.id, world.now().timestamp(), len(items))
    if len(items) > 1:
        more["media_group_id"] = str(secrets.randbits(54))
    return [world.send(place, content, **more).body for content in contents]


async def _content(world: World, call: Call, item: Json, number: int) -> Json:
    """Return the fields of one message; what Telegram's own servers refuse is said of the album's part."""
    try:
        return await media_content(world, call, item)
    except BadRequest as error:
        words = str(error).removeprefix("Bad Request: ")
        if not _SERVER_CODE.fullmatch(words):
            raise
        raise BadRequest(f'failed to send message #{number} with the error message "{words}"') from None


async def media_content(world: World, call: Call, item: Json) -> Json:
    """Return the fields of a message made from an InputMedia; raises BadRequest."""
    kind = str(item["type"])
    if kind not in PLAYED:
        raise NotSimulated(f"media of type {kind}")
    media = await media_item(world, call, text_field(item, "media"), kind)
    media = described(media, item)
    texts = (text_field(item, "caption", _MEDIA), text_field(item, "parse_mode", _MEDIA))
    draft = Draft(*texts, item.get("caption_entities"))
    return {kind: world.files.shown(media), **caption(world, draft)}


def checked_item(call: Call, item: object, *, in_album: bool = False) -> Json:
    """Return an InputMedia whose file is there and whose kind exists; raises BadRequest."""
    item = object_field(item, f"{_MEDIA}expected an Object")
    kind = text_field(item, "type", _MEDIA, required=True)
    if not is_there(call, text_field(item, "media", _MEDIA)):
        raise BadRequest(f"{_MEDIA}media not found")
    if kind == "animation" and in_album:
        raise BadRequest(f'{_MEDIA}type "{kind}" can\'t be used in sendMediaGroup')
    if kind not in _KNOWN:
        raise BadRequest(f'{_MEDIA}type "{kind}" is unsupported')
    return item


def _items(call: Call) -> list[Json]:
    call.required("media")
    given = call.json("media", "can't parse media JSON object")
    if not isinstance(given, list):
        raise BadRequest("expected an Array of InputMedia")
    items = [checked_item(call, item, in_album=True) for item in given]
    if not items:
        raise BadRequest("there are no messages to send")
    if len(items) > LARGEST:
        raise BadRequest("too many messages to send as an album")
    _check_mix([str(item["type"]) for item in items])
    return items


def _check_mix(kinds: list[str]) -> None:
    for kind in _ALONE:
        if kind in kinds and len(set(kinds)) > 1:
            raise BadRequest(f"{kind.capitalize()} can't be mixed with other media types")


METHODS = {"sendMediaGroup": send_media_group}
