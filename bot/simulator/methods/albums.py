"""sendMediaGroup: several photos or documents that people see as one; other media are not played yet."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest, NotSimulated
from bot.simulator.methods.drafts import caption, replied
from bot.simulator.methods.uploads import media_item
from bot.simulator.shapes import text_field
from bot.simulator.text.formatted import Draft

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

LARGEST = 10
PLAYED = frozenset({"photo", "document"})
_KNOWN = PLAYED | {"audio", "video", "live_photo"}
_MEDIA = "can't parse InputMedia: "
_ALONE = ("document", "audio")


async def send_media_group(world: World, call: Call) -> list[Json]:
    """Send an album and return its messages; one message alone is no album and gets no group id."""
    items = _items(call)
    contents = [await media_content(world, call, item) for item in items]
    person, chat = world.reachable(call.text("chat_id"))
    more = replied(call, chat)
    world.flood.spend(person.id, world.now().timestamp(), len(items))
    if len(items) > 1:
        more["media_group_id"] = str(secrets.randbits(54))
    return [world.send(person, content, **more).body for content in contents]


async def media_content(world: World, call: Call, item: Json) -> Json:
    """Return the fields of a message made from an InputMedia; raises BadRequest."""
    kind = str(item["type"])
    media = await media_item(world, call, text_field(item, "media"), kind)
    texts = (text_field(item, "caption", _MEDIA), text_field(item, "parse_mode", _MEDIA))
    draft = Draft(*texts, item.get("caption_entities"))

    return {kind: world.files.shown(media), **caption(world, draft)}


def checked_item(item: object) -> Json:
    """Return an InputMedia of a kind that is played; raises BadRequest or NotSimulated."""
    if not isinstance(item, dict):
        raise BadRequest("can't parse InputMedia: expected an Object")
    kind = text_field(item, "type", _MEDIA)
    if not kind:
        raise BadRequest(f'{_MEDIA}Can\'t find field "type"')
    if kind not in PLAYED:
        raise NotSimulated(f"media of type {kind}")
    if not text_field(item, "media", _MEDIA):
        raise BadRequest("can't parse InputMedia: media not found")
    return item


def _items(call: Call) -> list[Json]:
    given = call.json("media", "can't parse media JSON object")
    if given is None:
        raise BadRequest('parameter "media" is required')
    if not isinstance(given, list):
        raise BadRequest("expected an Array of InputMedia")
    if not given:
        raise BadRequest("there are no messages to send")
    if len(given) > LARGEST:
        raise BadRequest("too many messages to send as an album")
    _check_mix([text_field(item, "type", _MEDIA) for item in given if isinstance(item, dict)])
    return [checked_item(item) for item in given]


def _check_mix(kinds: list[str]) -> None:
    for kind in kinds:
        if kind and kind not in _KNOWN:
            raise BadRequest(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    for kind in _ALONE:
        if kind in kinds and len(set(kinds)) > 1:
            raise BadRequest(f"{kind} can't be mixed with other media types")


METHODS = {"sendMediaGroup": send_media_group}
