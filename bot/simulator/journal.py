"""Remembers every call, answer and update; it keeps no file's content and no token."""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.clock import Clock
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json

REMEMBERED = 50_000


class Journal:
    """The last 50,000 entries, oldest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: deque[Json] = deque(maxlen=REMEMBERED)
        self._number = 0

    def call(self, call: Call, status: int, answer: Json | None, fault: str | None = None) -> None:
        """Note a call of the bot with its HTTP status and its answer."""
        uploads = {
            part: {"name": file.name, "size": len(file.content), "mime": file.mime}
            for part, file in call.uploads.items()
        }
        self._note("call", method=call.method, arguments=call.arguments, uploads=uploads, status=status,
                   answer=answer, fault=fault)  # fmt: skip

    def update(self, body: Json) -> None:
        """Note an update made for the bot."""
        self._note("update", update=body)

    def control(self, what: str, **facts: object) -> None:
        """Note what was done from the page or a test: a fault, a moved clock."""
        self._note("control", what=what, **facts)

    def lines(self) -> Iterator[str]:
        """Yield the entries as lines of JSON."""
        return (json.dumps(entry, ensure_ascii=False) + "\n" for entry in list(self._entries))

    def _note(self, kind: str, **facts: object) -> None:
        self._number += 1
        at = self._clock.now().isoformat()
        self._entries.append({"number": self._number, "at": at, "kind": kind, **facts})
