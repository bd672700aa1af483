"""Checks addresses as the server does; it opens none."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://")
_ADDRESS = re.compile(r"(https?://)([^/?#]+)(.*)", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(
    r"(?:[^@/]*@)?(?:(?:[\w-]+\.)+(?:[^\W\d]{2,}|xn--[\w-]+)|\d{1,3}(?:\.\d{1,3}){3})\.?(?::\d{1,5})?"
)
WRONG = "Wrong HTTP URL"
ONLY_HTTPS = "Only HTTPS links are allowed"
UNSUPPORTED = "Unsupported URL protocol"


def checked_link(address: str) -> tuple[str, str]:
    """Return (address in full, "") or ("", what is wrong with it)."""
    address = address.strip()
    if address.lower().startswith(("tg:", "ton:", "tonsite:")):
        return address, ""
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        return "", UNSUPPORTED
    parts = _ADDRESS.fullmatch(address if scheme else f"http://{address}")
    if parts is None or any(c.isspace() for c in address) or not _HOST.fullmatch(parts[2]):
        return "", WRONG
    rest = parts[3] if parts[3].startswith("/") else f"/{parts[3]}"
    return f"{parts[1].lower()}{parts[2].lower()}{rest}", ""
