"""One call of a Bot API method, with its arguments read the way the server reads them.

It knows no method: numbers out of range are clamped, anything that is not text arrives as JSON text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from bot.simulator.errors import BadRequest

INT32_LOW, INT32_HIGH = -(2**31), 2**31 - 1
_NUMBER = re.compile(r"[+-]?\d+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent in a multipart body: its name, its bytes and the type the sender gave it."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Call:
    """A method's name as it was written, its arguments as text, its uploaded files by part name."""

    method: str
    arguments: dict[str, str]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return an argument, or an empty text."""
        return self.arguments.get(name, "")

    def required(self, name: str) -> str:
        """Return an argument; raises BadRequest when it is empty or missing."""
        value = self.arguments.get(name, "")
        if not value:
            raise BadRequest(f'parameter "{name}" is required')
        return value

    def flag(self, name: str) -> bool:
        """Return whether an argument says yes."""
        return self.arguments.get(name, "").lower() in {"true", "yes", "1"}

    def integer(self, name: str, default: int = 0, low: int = INT32_LOW, high: int = INT32_HIGH) -> int:
        """Return an integer argument, clamped to `low`..`high`; text that is no number counts as 0."""
        value = self.arguments.get(name)
        if value is None:
            return default
        found = _NUMBER.match(value.strip())
        return max(low, min(high, int(found[0]) if found else 0))

    def decimal(self, name: str) -> float:
        """Return a decimal argument; text that is no number counts as 0."""
        try:
            return float(self.arguments.get(name, "0"))
        except ValueError:
            return 0.0

    def json(self, name: str, complaint: str) -> object:
        """Return an argument read as JSON, None when it is empty; raises BadRequest with `complaint`."""
        value = self.arguments.get(name, "")
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise BadRequest(complaint) from None
