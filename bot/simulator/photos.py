"""Makes a photo of a picture as the server does: a few sizes, JPEG, nothing of the camera left in it."""

from __future__ import annotations

import asyncio
import io
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.files import Blob, Media, blob

if TYPE_CHECKING:
    import PIL.Image

PHOTO_BYTES = 10 << 20
SIDES = (90, 320, 800, 1280)
SUM_OF_SIDES = 10_000
RATIO = 20
QUALITY = 87


async def photo(content: bytes, largest: int = PHOTO_BYTES) -> Media:
    """Return a photo in two to four sizes (one if it is tiny), smallest first; raises BadRequest."""
    if not content:
        raise BadRequest("file must be non-empty")
    if len(content) > largest:
        raise BadRequest(f"file of size {len(content)} bytes is too big for a photo; "
                         f"the maximum size is {PHOTO_BYTES} bytes")  # fmt: skip
    return await asyncio.get_running_loop().run_in_executor(None, _photo, content)


@lru_cache(maxsize=16)
def _photo(content: bytes) -> Media:
    from PIL import Image, ImageOps  # noqa: PLC0415 - slow to import, and most simulations show no photo first

    try:
        picture = Image.open(io.BytesIO(content))
        _check_sides(*picture.size)
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS") from None
    except (OSError, SyntaxError, ValueError):
        raise BadRequest("IMAGE_PROCESS_FAILED") from None
    longest = max(upright.size)
    sides = [side for side in SIDES if side < longest] + [min(longest, SIDES[-1])]
    return Media("photo", tuple(_resized(upright, side) for side in dict.fromkeys(sides)))


def _resized(picture: PIL.Image.Image, side: int) -> Blob:
    small = picture.copy()
    small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY)  # a fresh file: no place, no camera, no comment
    return blob("photo", out.getvalue(), small.width, small.height)


def _check_sides(width: int, height: int) -> None:
    if width + height > SUM_OF_SIDES or max(width, height) > RATIO * min(width, height):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
