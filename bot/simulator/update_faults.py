"""Carries out the ordered faults of updates: twice, late, overtaken, an album in parts.

It decides on none: what is on, and how often still, `faults` knows.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.simulator.faults import Fault, Faults
    from bot.simulator.shapes import Json
    from bot.simulator.updates import UpdateQueue

PART_SECONDS = 0.3
"""What lies between the parts of an album that a fault splits."""


@dataclass(eq=False, slots=True)
class Late:
    """An update that a fault holds back: it gets its id when it is queued, as the server's own do."""

    body: Json
    life: timedelta
    kind: str
    timer: asyncio.TimerHandle | None = None


class UpdateFaults:
    """Stands before the queue; `admit` queues each new update, or what a fault makes of it."""

    def __init__(self, queue: UpdateQueue, faults: Faults) -> None:
        self._queue = queue
        self._faults = faults
        self._late: list[Late] = []
        self._overtaken: dict[int, Late] = {}
        self._album, self._parts = "", 0
        queue.admit = self.admit

    def admit(self, body: Json, life: timedelta) -> int:
        """Queue an update; returns its id, or 0 when a fault holds it back."""
        chat, album = chat_of(body), album_of(body)
        if album and album == self._album:
            self._parts += 1
            return self._hold(body, life, "split", PART_SECONDS * self._parts)
        if chat in self._overtaken:
            made = self._queue.enqueue(body, life)
            self._release(self._overtaken[chat])
            return made
        fault = self._faults.take_update(chat, in_album=bool(album))
        return self._struck(fault, body, life) if fault else self._queue.enqueue(body, life)

    def let_go(self) -> None:
        """Queue at once what is held back, in the order it was made."""
        for late in list(self._late):
            self._release(late)
        self._album = ""

    def _struck(self, fault: Fault, body: Json, life: timedelta) -> int:
        if fault.kind == "duplicate":
            made = self._queue.enqueue(body, life)
            self._queue.again(made, "duplicate")
            return made
        if fault.kind == "split":
            self._album, self._parts = album_of(body), 0
            return self._queue.enqueue(body, life, "split")
        self._hold(body, life, fault.kind, fault.seconds)
        if fault.kind == "reorder":
            self._overtaken[chat_of(body)] = self._late[-1]
        return 0

    def _hold(self, body: Json, life: timedelta, kind: str, seconds: float) -> int:
        late = Late(body, life, kind)
        late.timer = asyncio.get_running_loop().call_later(seconds, self._release, late)
        self._late.append(late)
        return 0

    def _release(self, late: Late) -> None:
        if late.timer is not None:
            late.timer.cancel()
        self._late.remove(late)
        self._overtaken = {chat: held for chat, held in self._overtaken.items() if held is not late}
        self._queue.enqueue(late.body, late.life, late.kind)


def chat_of(body: Json) -> int:
    """Return the chat an update is about, else the person (who voted, say), else 0."""
    holder = next((content for content in body.values() if isinstance(content, dict)), {})
    message = holder.get("message") if "callback_query" in body else holder
    for owner, name in ((message, "chat"), (holder, "from"), (holder, "user")):
        found = owner.get(name) if isinstance(owner, dict) else None
        if isinstance(found, dict) and isinstance(found.get("id"), int):
            return int(found["id"])
    return 0


def album_of(body: Json) -> str:
    """Return the album that an update's message is part of, or ""."""
    message = body.get("message")
    return str(message.get("media_group_id") or "") if isinstance(message, dict) else ""
