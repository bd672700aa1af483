"""The links that open the bot with something said already: what they carry and how they are written.

Telegram allows 64 letters, digits, hyphens and underscores after `?start=`.
"""

from __future__ import annotations

PLACE_MARK = "p-"  # what tells a poster's link from an invitation


def deep_link(username: str, payload: str) -> str:
    """Return the address that opens the bot and hands it the payload."""
    return f"https://t.me/{username}?start={payload}"


def place_payload(place_id: str) -> str:
    """Return what the link of a poster at that place of the gazetteer carries."""
    return PLACE_MARK + place_id


def place_of(payload: str) -> str | None:
    """Return the id of the place that a poster's link carries; None for another sort of link."""
    return payload.removeprefix(PLACE_MARK) if payload.startswith(PLACE_MARK) else None
