"""A photo's file that says where it was taken."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

GPS = 0x8825


def taken_at(
    latitude: tuple[float, float, float] = (44.0, 9.0, 0.72),
    longitude: tuple[float, float, float] = (4.0, 4.0, 56.28),
    halves: tuple[str, str] = ("N", "E"),
    kind: str = "JPEG",
) -> bytes:
    """Return a picture with these degrees, minutes and seconds in its metadata."""
    exif = Image.Exif()
    exif[0x010F] = "a telephone's maker"
    exif.get_ifd(GPS).update({1: halves[0], 2: latitude, 3: halves[1], 4: longitude})
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, kind, exif=exif)
    return out.getvalue()
