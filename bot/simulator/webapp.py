"""Signs what a Mini App is given about its user; it opens no Mini App."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlencode


def signature(token: str, fields: dict[str, str]) -> str:
    """Return the `hash` of init data: over every other field, sorted, as hexadecimal digits."""
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    whole = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()) if name != "hash")
    return hmac.new(secret, whole.encode(), hashlib.sha256).hexdigest()


def init_data(token: str, fields: dict[str, str]) -> str:
    """Return init data as a Mini App gets it: URL-encoded, its hash last."""
    return urlencode({**fields, "hash": signature(token, fields)})
