"""Draws a link as a QR code that a phone's camera opens; what the link is, it does not know."""

from __future__ import annotations

from io import BytesIO

SCALE, QUIET = 10, 4  # pixels a module; modules around it


def picture(address: str) -> bytes:
    """Return a PNG of the address."""
    import segno  # noqa: PLC0415 - only links need it

    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=SCALE, border=QUIET)
    return out.getvalue()
