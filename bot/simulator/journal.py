"""Remembers every call, answer and update; it keeps no file's content and no token."""

from __future__ import annotations

import json
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from bot.simulator.errors import ControlError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.clock import Clock
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json

REMEMBERED = 50_000


class Journal:
    """The last 50,000 entries, oldest first; `watchers` are told each new one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: deque[Json] = deque(maxlen=REMEMBERED)
        self._number = 0
        self.watchers: list[Callable[[Json], None]] = []

    def __len__(self) -> int:
        return len(self._entries)

    def call(self, call: Call, status: int, answer: Json | None, fault: str | None = None) -> None:
        """Note a call of the bot with its HTTP status and its answer."""
        uploads = {
            part: {"name": file.name, "size": len(file.content), "mime": file.mime}
            for part, file in call.uploads.items()
        }
        self._note("call", method=call.method, arguments=call.arguments, uploads=uploads, status=status,
                   answer=answer, fault=fault)  # fmt: skip

    def update(self, body: Json, fault: str | None = None) -> None:
        """Note an update made for the bot, and the fault that struck it."""
        self._note("update", update=body, **({"fault": fault} if fault else {}))

    def control(self, what: str, **facts: object) -> None:
        """Note what was done from the page or a test: a fault, a moved clock."""
        self._note("control", what=what, **facts)

    def entries(self, after: int = 0, last: int = REMEMBERED) -> list[Json]:
        """Return the last entries, at most `last`, whose number is above `after`, oldest first."""
        wanted = min(last, self._number - after, len(self._entries))
        return list(islice(reversed(self._entries), max(0, wanted)))[::-1]

    def lines(self, after: int = 0, last: int = REMEMBERED) -> Iterator[str]:
        """Yield the same as lines of JSON."""
        return (json.dumps(entry, ensure_ascii=False) + "\n" for entry in self.entries(after, last))

    def _note(self, kind: str, **facts: object) -> None:
        self._number += 1
        at = self._clock.now().isoformat()
        entry = {"number": self._number, "at": at, "kind": kind, **facts}
        self._entries.append(entry)
        for tell in self.watchers:
            tell(entry)


def read_journal(text: str) -> list[Json]:
    """Return the entries of a downloaded journal; raises ControlError with the line that is none."""
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            entry = json.loads(line) if line.strip() else None
        except ValueError:
            raise ControlError(f"line {number} of the journal is not JSON") from None
        if entry is not None and not (isinstance(entry, dict) and "kind" in entry):
            raise ControlError(f"line {number} of the journal is no entry")
        entries += [entry] if entry else []
    return entries
