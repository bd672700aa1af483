"""Plays people against a bot through the control API of a simulator, in this process or another.

It knows the simulator's address and nothing of the bot: what it asserts is what a person would see.
"""

from __future__ import annotations

import asyncio
import io
import json
from typing import TYPE_CHECKING, Self

import aiohttp

from bot.clock import monotonic
from bot.simulator.driver_person import PATIENCE, DrivenPerson, DriverError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.simulator.shapes import Json

__all__ = ["DrivenPerson", "Driver", "DriverError"]

CALL_SECONDS, REPLAY_SECONDS = 60, 3600
LOOK_AGAIN_SECONDS = 0.05


class Driver:
    """A simulator seen from a test: `async with Driver(base_url) as driver: ...`."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def person(self, role: str, *, language: str | None = None, **more: object) -> DrivenPerson:
        """Return the person with this role, added if absent, speaking `language` if one is given."""
        wanted = {**more} | ({"language_code": language} if language else {})
        found = next((each for each in (await self.state())["people"] if each["role"] == role), None)
        if found is None:
            found = await self.post("people", {"first_name": role.capitalize(), "role": role, **wanted})
        elif any(found[name] != value for name, value in wanted.items()):
            found = await self.call("PATCH", f"people/{found['id']}", json=wanted)
        return DrivenPerson(self, found)

    async def state(self) -> Json:
        """Return the state of the simulation."""
        return await self.call("GET", "state")

    async def journal(self) -> list[Json]:
        """Return every call, answer and update so far, oldest first."""
        async with self._client().get(f"{self.base_url}/_sim/journal") as answer:
            return [json.loads(line) for line in (await answer.text()).splitlines()]

    async def calls(self, method: str) -> list[Json]:
        """Return the journal's entries of the bot's calls of one method."""
        wanted = method.lower()
        return [
            entry
            for entry in await self.journal()
            if entry["kind"] == "call" and entry["method"].lower() == wanted
        ]

    async def until_called(self, method: str, times: int = 1, seconds: float = PATIENCE) -> list[Json]:
        """Wait until the bot has called a method so often, and return the journal's entries of that."""
        ends = monotonic() + seconds
        while len(made := await self.calls(method)) < times:
            if monotonic() > ends:
                raise AssertionError(f"{method} was called {len(made)} times, not {times}")
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
        return made

    async def fault(self, *, kind: str, method: str | None = None, times: int = 1, **more: object) -> None:
        """Switch a failure on, for the next `times` calls, or updates."""
        await self.post("faults", {"kind": kind, "method": method, "times": times, **more})

    async def clear_faults(self) -> None:
        """Switch all failures off."""
        await self.call("DELETE", "faults")

    async def advance(self, seconds: float) -> str:
        """Move the clock and return the new instant (ISO)."""
        return str((await self.post("clock", {"advance": seconds}))["now"])

    async def replay(
        self,
        journal: str | list[Json],
        *,
        check: bool = False,
        patience: float = PATIENCE,
        ignore: Iterable[str] = (),
    ) -> Json:
        """Let people do again what a journal remembers; with `check` the answer has `differences`.

        `patience` is how many seconds a call of the bot may be late; arguments in `ignore` may differ.
        """
        text = journal if isinstance(journal, str) else "".join(json.dumps(entry) + "\n" for entry in journal)
        asked = f"check={int(check)}&patience={patience}&ignore={','.join(ignore)}"
        return await self.call(
            "POST", f"replay?{asked}", data=io.BytesIO(text.encode()), seconds=REPLAY_SECONDS
        )

    async def raw(self, update: Json) -> int:
        """Queue an update as it is and return its id."""
        return int((await self.post("raw", {"update": update}))["update_id"])

    async def redeliver(self, update_id: int) -> None:
        """Deliver an update once more."""
        await self.post("redeliver", {"update_id": update_id})

    async def push(self, count: int, chats: int = 1) -> list[int]:
        """Queue so many texts of so many people and return the people's ids."""
        return list((await self.post("push", {"count": count, "chats": chats}))["people"])

    async def post(self, path: str, body: Json) -> Json:
        """Make a control call with a JSON body."""
        return await self.call("POST", path, json=body)

    async def call(
        self,
        verb: str,
        path: str,
        *,
        json: Json | None = None,
        data: aiohttp.FormData | io.BytesIO | None = None,
        seconds: float = CALL_SECONDS,
    ) -> Json:
        """Make any control call; raises DriverError with the simulator's words."""
        url = f"{self.base_url}/_sim/{path}"
        async with self._client().request(
            verb, url, json=json, data=data, timeout=aiohttp.ClientTimeout(total=seconds)
        ) as answer:
            made: Json = await answer.json(content_type=None)
            if answer.status >= 400:  # noqa: PLR2004 - HTTP's own
                raise DriverError(f"{verb} {path}: {answer.status} {made.get('error', made)}")
            return made

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session
