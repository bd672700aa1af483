"""Files in the place of those that a journal names: it remembers their sizes and not their bytes."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.simulator.files import Blob, Media

if TYPE_CHECKING:
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

KINDS = ("photo", "document", "voice", "sticker", "audio", "video")
_FACTS = ("width", "height", "performer", "title")


def with_files(world: World, content: Json) -> Json:
    """Return a recorded message's content with its files under ids that this simulation knows."""
    replaced = {
        kind: world.files.shown(_media(world, kind, content[kind])) for kind in KINDS if content.get(kind)
    }
    return {**content, **replaced}


def _media(world: World, kind: str, shown: list[Json] | Json) -> Media:
    sizes = shown if isinstance(shown, list) else [shown]
    known = world.files.find(str(sizes[-1].get("file_id")))
    if known is not None:
        return known[0]
    blobs = tuple(_blob(kind, size) for size in sizes)
    last = sizes[-1]
    facts = {name: last[name] for name in _FACTS if name in last and kind in {"audio", "video"}}
    return Media(kind, blobs, last.get("file_name"), last.get("mime_type"), last.get("duration"), facts)


def _blob(kind: str, size: Json) -> Blob:
    width, height = int(size.get("width", 0)), int(size.get("height", 0))
    content = _grey(width, height) if kind == "photo" else b""
    length = int(size.get("file_size", 0))
    return Blob(str(size["file_unique_id"]), content.ljust(length, b"\0"), width, height)


@lru_cache(maxsize=16)
def _grey(width: int, height: int) -> bytes:
    from PIL import Image  # noqa: PLC0415 - slow to import, and most simulations replay nothing

    out = io.BytesIO()
    Image.new("RGB", (max(1, width), max(1, height)), "grey").save(out, "JPEG")
    return out.getvalue()
