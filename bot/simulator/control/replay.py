"""Lets people do again what a journal remembers, and compares what the bot answers; it needs no page.

What a person did is known from the update it made. A press waits for the message it was pressed under,
which this time has another id; a recorded fault and a moved clock come again where they came.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import FileClock, monotonic
from bot.simulator.control.comparing import Names, Side, differences
from bot.simulator.control.redoing import Redoing, chat_of
from bot.simulator.errors import ControlError
from bot.simulator.faults import CALL_KINDS, Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.shapes import Json
    from bot.simulator.world import World

YIELD_EVERY = 100


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did; `differences` has the first of each chat, empty where nothing was checked."""

    updates: int
    calls: int
    seconds: float
    checked: bool
    skipped: list[str]
    differences: list[Json]

    def view(self) -> Json:
        """Return it as the control API answers."""
        return asdict(self)


class Replay:
    """One replay of a journal in a world, best a new one; `patience` is in seconds without any call."""

    def __init__(self, world: World, *, check: bool, patience: float = 5.0) -> None:
        self._world, self._check, self._patience = world, check, patience
        self._recorded, self._live, self._names = Side(), Side(), Names()
        self._ahead = Side()
        self._given_up: dict[int, int] = {}
        self._queued: dict[int, int] = {}
        self._moved = asyncio.Event()
        self._redo = Redoing(world, self._names)
        self._skipped: list[str] = []

    async def play(self, entries: list[Json], ignored: tuple[str, ...] = ()) -> Replayed:
        """Do everything again, in order, and return what came of it."""
        began, updates = monotonic(), 0
        for entry in entries:
            self._ahead.read(entry)  # an answer is paired with its recording, whichever comes first
        self._world.journal.watchers.append(self._hear)
        try:
            for number, entry in enumerate(entries):
                updates += entry["kind"] == "update"
                await self._again(entry)
                if number % YIELD_EVERY == 0:
                    await asyncio.sleep(0)
            await self._everybody_answered()
        finally:
            self._world.journal.watchers.remove(self._hear)
        found = differences(self._recorded, self._live, self._names, ignored) if self._check else []
        calls = sum(map(len, self._live.calls.values()))
        return Replayed(updates, calls, monotonic() - began, self._check, self._skipped, found)

    async def _again(self, entry: Json) -> None:
        if entry["kind"] == "update":
            await self._update(entry)
        elif entry["kind"] == "control":
            await self._control(entry)
        self._recorded.read(entry)

    def _hear(self, entry: Json) -> None:
        """Learn the new ids from the bot's call: it stands for the recorded one at the same place."""
        place = self._live.read(entry)
        if place is not None:
            then = self._ahead.nth(*place)
            if then is not None:
                self._names.pair(then["answer"], entry["answer"], str(place[0]))
            self._moved.set()

    async def _control(self, entry: Json) -> None:
        await self._everybody_answered()
        if entry["what"] == "clock" and isinstance(self._world.clock, FileClock):
            self._world.clock.advance(timedelta(seconds=float(entry["advance"])))
        elif entry["what"] == "fault" and entry["fault"]["kind"] in CALL_KINDS:  # updates come as they came
            self._world.faults.add(Fault.read(entry["fault"]))

    async def _update(self, entry: Json) -> None:
        body = entry["update"]
        kind = next((name for name in body if name != "update_id"), "")
        content = body.get(kind)
        chat = chat_of(content) if isinstance(content, dict) else None
        if self._redo.by_the_bot(content):
            return
        if self._check and chat is not None:
            await self._answered(int(chat["id"]))
        try:
            await self._do(body, kind)
        except (ControlError, KeyError, TypeError, ValueError) as error:
            self._skipped.append(f"{entry.get('number')}: {error}")

    async def _do(self, body: Json, kind: str) -> None:
        """Make the update again, or deliver it again if it was a repetition, and pair the ids."""
        if body["update_id"] in self._queued and self._world.queue.again(self._queued[body["update_id"]]):
            return
        if kind == "callback_query":
            await self._can_be_pressed(body)
        self._live.update = {}
        self._redo.doing(kind, body.get(kind))(body)
        self._names.pair(body.get(kind), self._live.update.get(kind))
        self._queued[body["update_id"]] = self._live.update.get("update_id", 0)

    async def _can_be_pressed(self, body: Json) -> None:
        under = body["callback_query"]["message"]
        name = ("message_id", under["message_id"], under["chat"]["id"])
        await self._until(lambda: self._names.live(*name) is not None)

    async def _answered(self, chat: int) -> None:
        """Wait until a chat has got what it had got here; what never comes is waited for once."""
        due = len(self._recorded.calls[chat]) - self._given_up.get(chat, 0)
        if not await self._until(lambda: len(self._live.calls[chat]) >= due):
            self._given_up[chat] = len(self._recorded.calls[chat]) - len(self._live.calls[chat])

    async def _everybody_answered(self) -> None:
        if self._check:
            for chat in list(self._recorded.calls):
                await self._answered(chat)

    async def _until(self, ready: Callable[[], bool]) -> bool:
        while not ready():
            self._moved.clear()
            try:
                async with asyncio.timeout(self._patience):
                    await self._moved.wait()
            except TimeoutError:
                return ready()
        return True
