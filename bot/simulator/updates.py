"""The updates that wait for the bot, with the server's rules of order, life and replay.

It does not deliver them: the long poll and the webhook do.
"""

from __future__ import annotations

import json
import secrets
from collections import deque
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.simulator.contract import check_for
from bot.simulator.errors import BrokenContract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from bot.clock import Clock
    from bot.simulator.shapes import Json

MESSAGE_LIFE = timedelta(hours=24)
PRESS_LIFE = timedelta(seconds=150)
CAPACITY = 100_000
REMEMBERED = 10_000
FUTURE = 10
ANSWER_BYTES, EACH_BYTES = 1 << 22, 50
SURELY_FITTING = 10
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_ROWS = {"message": 0, "edited_message": 0, "my_chat_member": 5, "chat_member": 6, "message_reaction": 8}
"""Which updates of a chat a webhook keeps in order among themselves."""

LOWEST_ID, HIGHEST_ID = 2_000_001, 10**9


@dataclass(frozen=True, eq=False, slots=True)
class Pending:
    """An update that waits: its body as the bot will get it, when it is forgotten, what struck it."""

    id: int
    body: Json
    expires: datetime
    fault: str | None = None

    @property
    def key(self) -> int:
        """Return what a webhook keeps in order: messages of a chat, apart from presses of a person."""
        press = self.body.get("callback_query")
        if press:
            return int(press["from"]["id"]) + (3 << 33)
        for kind, row in _ROWS.items():
            holder = self.body.get(kind)
            chat = holder.get("chat") if isinstance(holder, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"]) + (row << 33)
        return 0


def _fitting(bodies: list[Json]) -> list[Json]:
    """Return as many of the bodies as fit into an answer of 4 MiB."""
    if len(bodies) <= SURELY_FITTING:
        return bodies
    left = ANSWER_BYTES
    for index, body in enumerate(bodies):
        left -= EACH_BYTES + len(json.dumps(body))
        if left <= 0:
            return bodies[:index]
    return bodies


def _one_poll(waiting: Iterable[Pending]) -> Iterator[Pending]:
    """Yield what may come in one answer: each part of a split album begins another."""
    for number, pending in enumerate(waiting):
        if number and pending.fault == "split":
            return
        yield pending


class UpdateQueue:
    """The pending updates; `on_add` is called after each new one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_id = LOWEST_ID + secrets.randbelow(HIGHEST_ID - LOWEST_ID)
        self._pending: deque[Pending] = deque()
        self._again: list[Pending] = []
        self._recent: dict[int, Pending] = {}
        self._soonest: datetime | None = None
        self.allowed: frozenset[str] = frozenset()
        self.held = False
        self._through = 0
        self.on_add: list[Callable[[Pending], None]] = []
        self.admit: Callable[[Json, timedelta], int] = self.enqueue

    def __len__(self) -> int:
        return len(self._pending)

    def accepts(self, kind: str) -> bool:
        """Return whether the bot asked for this kind of update when it last said what it wants."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def add(self, kind: str, content: object, life: timedelta = MESSAGE_LIFE) -> int:
        """Queue an update; returns its id, or 0 when the bot does not want this kind.

        Raises BrokenContract for what the published types forbid; `add_raw` takes anything.
        """
        if not self.accepts(kind) or len(self._pending) >= CAPACITY:
            return 0
        wrong = check_for("Update")({"update_id": 0, kind: content})
        if wrong:
            raise BrokenContract(f"an update would break its published type: {wrong}")
        return self.add_raw({kind: content}, life)

    def add_raw(self, body: Json, life: timedelta = MESSAGE_LIFE) -> int:
        """Queue a body as it is; returns its id, or 0 when an ordered fault holds it back."""
        return self.admit(body, life)

    def enqueue(self, body: Json, life: timedelta, fault: str | None = None) -> int:
        """Queue a body whatever faults are on, with the next id unless it brings one; returns the id."""
        given = body.get("update_id")
        update_id = given if isinstance(given, int) else self._next_id
        self._next_id = max(self._next_id, update_id) + 1
        expires = self._clock.now() + life
        pending = Pending(update_id, {**body, "update_id": update_id}, expires, fault)
        self._pending.append(pending)
        self._remember(pending)
        self._soonest = min(self._soonest or expires, expires)
        for notify in self.on_add:
            notify(pending)
        return update_id

    def again(self, update_id: int, fault: str | None = None) -> bool:
        """Deliver an update once more, confirmed or not; returns whether it is still remembered."""
        pending = self._recent.get(update_id)
        if pending is None:
            return False
        pending = replace(pending, fault=fault)
        self._again.append(pending)
        for notify in self.on_add:
            notify(pending)
        return True

    def take(self, offset: int, limit: int) -> list[Json]:
        """Forget what `offset` confirms and return what comes next, oldest first."""
        self._expire()
        self._confirm(offset)
        room = min(limit, self._through if self.held else limit)
        self._through = 0
        chosen = list(_one_poll(islice(self._in_order(), room)))
        bodies = _fitting([pending.body for pending in chosen])
        given = chosen[: len(bodies)]
        self._again = [pending for pending in self._again if pending not in given]
        return bodies

    def let_through(self) -> None:
        """Let one update pass while the others are held, to the next who asks."""
        self._through += 1

    def waiting(self) -> list[Pending]:
        """Return the updates that wait, oldest first, for the webhook."""
        self._expire()
        return list(self._in_order())

    def done(self, pending: Pending) -> None:
        """Forget an update that the webhook took."""
        kept = self._again if pending in self._again else self._pending
        if pending in kept:
            kept.remove(pending)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._pending.clear()

    def _in_order(self) -> Iterator[Pending]:
        """Yield what waits; a repetition comes right after its original, or first when that is gone."""
        twins: dict[int, list[Pending]] = {}
        for pending in self._again:
            twins.setdefault(pending.id, []).append(pending)
        originals = {pending.id for pending in self._pending} if twins else set()
        for number, repeated in twins.items():
            if number not in originals:
                yield from repeated
        for pending in self._pending:
            yield pending
            yield from twins.pop(pending.id, ())

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        elif offset <= self._next_id + FUTURE:  # further ahead it is ignored: the queue starts over
            while self._pending and self._pending[0].id < offset:
                self._pending.popleft()

    def _expire(self) -> None:
        now = self._clock.now()
        if self._soonest is None or now < self._soonest:
            return
        self._pending = deque(pending for pending in self._pending if now < pending.expires)
        self._soonest = min((pending.expires for pending in self._pending), default=None)

    def _remember(self, pending: Pending) -> None:
        self._recent[pending.id] = pending
        if len(self._recent) > REMEMBERED:
            del self._recent[next(iter(self._recent))]
