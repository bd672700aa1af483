"""Lets people do again what a journal remembers, and compares what the bot answers; it needs no page.

What a person did is known from the update it made. A press waits for the message it was pressed under,
which this time has another id; a recorded fault and a moved clock come again where they came.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import FileClock, monotonic
from bot.simulator import acts
from bot.simulator.control.comparing import Names, Side, differences
from bot.simulator.control.standins import with_files
from bot.simulator.errors import ControlError
from bot.simulator.faults import Fault
from bot.simulator.people import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.shapes import Json
    from bot.simulator.world import World

YIELD_EVERY = 100
_OF_THE_CHAT = frozenset({"message_id", "from", "chat", "date", "edit_date", "reply_to_message"})


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
                self._names.pair(then["answer"], entry["answer"])
            self._moved.set()

    async def _control(self, entry: Json) -> None:
        await self._everybody_answered()
        if entry["what"] == "clock" and isinstance(self._world.clock, FileClock):
            self._world.clock.advance(timedelta(seconds=float(entry["advance"])))
        elif entry["what"] == "fault":
            self._world.faults.add(Fault.read(entry["fault"]))

    async def _update(self, entry: Json) -> None:
        body = entry["update"]
        kind = next((name for name in body if name != "update_id"), "")
        do = {
            "message": self._message,
            "callback_query": self._press,
            "edited_message": self._edit,
            "my_chat_member": self._block,
        }.get(kind, self._raw)
        content = body.get(kind)
        private = isinstance(content, dict) and _private(content)
        if self._check and isinstance(content, dict) and private:
            await self._answered(int(content["from"]["id"]))
        try:
            await self._do(do if private else self._raw, body, kind)
        except (ControlError, KeyError, TypeError, ValueError) as error:
            self._skipped.append(f"{entry.get('number')}: {error}")

    async def _do(self, do: Callable[[Json], object], body: Json, kind: str) -> None:
        """Make the update again, or deliver it again if it was a repetition, and pair the ids."""
        if body["update_id"] in self._queued and self._world.queue.again(self._queued[body["update_id"]]):
            return
        if kind == "callback_query":
            await self._can_be_pressed(body)
        self._live.update = {}
        do(body)
        self._names.pair(body.get(kind), self._live.update.get(kind))
        self._queued[body["update_id"]] = self._live.update.get("update_id", 0)

    def _message(self, body: Json) -> None:
        message = body["message"]
        person = self._person(message["from"], started=True, blocked=False)
        content = {name: value for name, value in message.items() if name not in _OF_THE_CHAT}
        reply = message.get("reply_to_message")
        if reply:
            target = self._world.chats.of(person.id).find(self._message_id(reply))
            content |= {"reply_to_message": acts.without_reply(target)} if target else {}
        self._world.receive(person, with_files(self._world, content))

    def _press(self, body: Json) -> None:
        query = body["callback_query"]
        person, message_id = self._person(query["from"]), self._message_id(query["message"])
        place = _place(query)
        data = str(query.get("data"))
        if place is not None:
            data = acts.button_data(self._world, person.id, message_id, *place)
        acts.press(self._world, person.id, message_id, data)

    def _edit(self, body: Json) -> None:
        message = body["edited_message"]
        person, message_id = self._person(message["from"]), self._message_id(message)
        if "location" in message:
            sharing = "live_period" in message["location"]
            acts.move(self._world, person.id, message_id, message["location"] if sharing else {})
        else:
            acts.edit(self._world, person.id, message_id, message["text"])

    def _block(self, body: Json) -> None:
        member = body["my_chat_member"]
        person = self._person(member["from"])
        acts.block(self._world, person.id, blocked=member["new_chat_member"]["status"] == "kicked")

    def _raw(self, body: Json) -> None:
        self._world.queue.add_raw({name: value for name, value in body.items() if name != "update_id"})

    def _person(self, user: Json, **more: bool) -> Person:
        """Return who did it, with the phone they had then."""
        known = {field.name for field in fields(Person)} & user.keys()
        told = {name: user[name] for name in known} | more
        found = self._world.people.find(int(user["id"]))
        person = replace(found or Person(int(user["id"]), f"person{user['id']}", ""), **told)
        return self._world.people.put(person)

    def _message_id(self, message: Json) -> int:
        found = self._names.live("message_id", message["message_id"])
        if found is None:
            raise ControlError(f"message {message['message_id']} has not come again")
        return int(str(found))

    async def _can_be_pressed(self, body: Json) -> None:
        recorded = body["callback_query"]["message"]["message_id"]
        await self._until(lambda: self._names.live("message_id", recorded) is not None)

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


def _private(content: Json) -> bool:
    chat = content.get("chat") or (content.get("message") or {}).get("chat") or {}
    return isinstance(content.get("from"), dict) and chat.get("type") == "private"


def _place(query: Json) -> tuple[int, int] | None:
    """Return where the pressed button stood, None for one that was not on the keyboard."""
    rows = (query["message"].get("reply_markup") or {}).get("inline_keyboard", [])
    found = (
        (row, column)
        for row, buttons in enumerate(rows)
        for column, button in enumerate(buttons)
        if button.get("callback_data") == query.get("data")
    )
    return next(found, None)
