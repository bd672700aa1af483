"""Makes a harmless JPEG of whatever picture was sent and keeps it once under its digest; fetches nothing."""

from __future__ import annotations

import hashlib
import os
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.storage.files import kept_photo

#: Pixels above which a picture is not decoded, and the longest side that is kept.
MOST_PIXELS, LONGEST_SIDE = 40_000_000, 2560
GRAINS = 16  # spots along the longest side that a blurred picture is made of
_FORMATS = ("JPEG", "PNG", "WEBP")


class NotAnImage(Exception):  # noqa: N818 - an answer about a file
    """This is no JPEG, PNG or WebP picture that can be read."""


class TooManyPixels(Exception):  # noqa: N818 - an answer about a file
    """This picture is larger than any phone takes."""


def clean(content: bytes) -> bytes:
    """Return the picture as a JPEG, upright, within `LONGEST_SIDE`, without metadata."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooManyPixels
            return _encode(_upright(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAnImage from error


def blur(content: bytes) -> bytes:
    """Return the picture with no detail left: no face, no plate and no word can be read in it."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            plain = _upright(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAnImage from error
    grains = plain.copy()
    grains.thumbnail((GRAINS, GRAINS), Image.Resampling.BOX)
    return _encode(grains.resize(plain.size, Image.Resampling.BILINEAR))


def keep(content: bytes, folder: Path) -> str:
    """Write the picture durably, once, and return the SHA-256 of its bytes in hexadecimal."""
    digest = hashlib.sha256(content).hexdigest()
    target = kept_photo(folder, digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(content, target)
    return digest


def _upright(image: Image.Image) -> Image.Image:
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded at a fraction of its size
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _on_white(turned)


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG has no transparency: what is transparent becomes white."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")


def _encode(image: Image.Image) -> bytes:
    plain = Image.frombytes(image.mode, image.size, image.tobytes())  # nothing but pixels comes along
    out = BytesIO()
    plain.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _write(content: bytes, target: Path) -> None:
    """Write beside, sync, rename, sync the folder: the name never shows half a picture, whatever happens."""
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(target.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
