"""A simulated world called in this process, without HTTP: quick enough for a table of every refusal."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.simulator import acts, group_acts
from bot.simulator.answering import answer
from bot.simulator.call import Call, Upload
from bot.simulator.people import BotAccount, Person
from bot.simulator.world import World

if TYPE_CHECKING:
    from bot.simulator.groups import Group


class MovedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def forward(self, **step: float) -> None:
        self.at += timedelta(**step)


class Stage:
    """A bot, a resident who has started it, and whatever a case adds."""

    def __init__(self, *, flood: bool = False) -> None:
        self.clock = MovedClock()
        self.world = World(BotAccount(1), self.clock, flood=flood)
        person = self.world.people.add("resident", "Habitante")
        acts.start(self.world, person.id)
        self.me = person.id

    def group(self, kind: str = "group", *, rules: bool = False) -> Group:
        person = self.person()
        group = group_acts.found(self.world, person.id, "Voisins", kind)
        group_acts.add_bot(self.world, group, person, rules=rules)
        return group

    def person(self) -> Person:
        return self.world.people.get(self.me)

    async def call(self, method: str, **arguments: object) -> dict[str, Any]:
        """Return the whole answer; bytes are uploaded, a chat_id that is not given is the resident's."""
        given = {"chat_id": self.me, **arguments}
        texts = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in given.items()
            if not isinstance(value, bytes)
        }
        files = {
            name: Upload(f"{name}.bin", value, "application/octet-stream")
            for name, value in given.items()
            if isinstance(value, bytes)
        }
        made = await answer(self.world, Call(method, texts, files))
        payload: dict[str, Any] = json.loads(made.body)
        assert made.status == (200 if payload["ok"] else payload["error_code"])
        return payload

    async def ok(self, method: str, **arguments: object) -> Any:  # noqa: ANN401 - each method has its own result
        payload = await self.call(method, **arguments)
        assert payload["ok"], payload
        return payload["result"]

    async def sent(self, text: str = "x", **more: object) -> int:
        """Return the id of a text that the bot has sent."""
        return int((await self.ok("sendMessage", text=text, **more))["message_id"])

    async def refused(self, method: str, **arguments: object) -> tuple[int, str]:
        payload = await self.call(method, **arguments)
        assert not payload["ok"], payload
        return payload["error_code"], payload["description"]
