"""Tells whether a bot makes the calls that a journal remembers; it plays nothing.

Two runs of one bot give other message ids, file ids and queries: each is known by where it stands.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.simulator.shapes import Json

ANSWERING = "answercallbackquery"
_GIVEN = frozenset({"message_id", "message_thread_id", "file_id", "id", "media_group_id"})
"""Fields whose values the server makes up."""


class Side:
    """One run: the calls that concern a chat, by chat and by chat and method, in order."""

    def __init__(self) -> None:
        self.calls: dict[int, list[Json]] = defaultdict(list)
        self._by_method: dict[tuple[int, str], list[Json]] = defaultdict(list)
        self._queries: dict[str, int] = {}
        self.update: Json = {}

    def read(self, entry: Json) -> tuple[int, str, int] | None:
        """Take the next entry of the journal; returns chat, method and which such call it is, of a call."""
        if entry["kind"] == "update":
            self.update = entry["update"]
            query = self.update.get("callback_query")
            if isinstance(query, dict) and "id" in query:
                self._queries[str(query["id"])] = int(query["from"]["id"])
        elif entry["kind"] == "call":
            return self._call(entry)
        return None

    def nth(self, chat: int, method: str, place: int) -> Json | None:
        """Return the call of a method at a place in a chat, or None."""
        made = self._by_method[chat, method]
        return made[place] if place < len(made) else None

    def _call(self, entry: Json) -> tuple[int, str, int] | None:
        chat, method = self._chat(entry), str(entry["method"]).lower()
        if chat is None:
            return None
        self.calls[chat].append(entry)
        same = self._by_method[chat, method]
        same.append(entry)
        return chat, method, len(same) - 1

    def _chat(self, entry: Json) -> int | None:
        """Return the chat a call concerns, None for calls of the account."""
        arguments = entry["arguments"]
        if str(entry["method"]).lower() == ANSWERING:
            return self._queries.get(str(arguments.get("callback_query_id")))
        chat = str(arguments.get("chat_id", ""))
        return int(chat) if chat.lstrip("-").isdecimal() else None


class Names:
    """What a value that the server made up is called in the other run, both ways."""

    def __init__(self) -> None:
        self._live: dict[tuple[str, str], object] = {}
        self._recorded: dict[tuple[str, str], object] = {}

    def pair(self, recorded: object, live: object, chat: str = "") -> None:
        """Learn from two values that stand for the same thing, in a chat unless they say in which."""
        if isinstance(recorded, dict) and isinstance(live, dict):
            place = recorded.get("chat")
            here = str(place["id"]) if isinstance(place, dict) and "id" in place else chat
            for name in recorded.keys() & live.keys():
                if name in _GIVEN:
                    self._learn(name, recorded[name], live[name], here)
                else:
                    self.pair(recorded[name], live[name], here)
        elif isinstance(recorded, list) and isinstance(live, list):
            for one, other in zip(recorded, live, strict=False):
                self.pair(one, other, chat)

    def live(self, name: str, recorded: object, chat: object = "") -> object | None:
        """Return what the recorded value of a field is in this run, None when that is not known."""
        return self._live.get((_kind(name, chat), str(recorded)))

    def recorded(self, name: str, live: object, chat: object = "") -> object:
        """Return what the value of a field was in the recorded run, itself when that is not known."""
        return self._recorded.get((_kind(name, chat), str(live)), live)

    def _learn(self, name: str, recorded: object, live: object, chat: str) -> None:
        kind = _kind(_KNOWN_AS.get(name, name), chat)
        self._live.setdefault((kind, str(recorded)), live)
        self._recorded.setdefault((kind, str(live)), recorded)


def _kind(name: str, chat: object) -> str:
    """Return what a value is told apart by: messages are numbered in each chat, all else once for all."""
    return f"{name} of {chat}" if name == "message_id" else name


_KNOWN_AS = {
    "message_id": "message_id",
    "message_ids": "message_id",
    "message_thread_id": "message_id",
    "reply_to_message_id": "message_id",
    "callback_query_id": "id",
}


def said(entry: Json, names: Names | None, ignored: Iterable[str] = ()) -> Json:
    """Return what a call says without what is ignored, in the recorded run's terms when `names` are given."""
    chat = str(entry["arguments"].get("chat_id", ""))
    arguments = {
        name: _told(name, _opened(value), names, chat)
        for name, value in sorted(entry["arguments"].items())
        if name not in ignored
    }
    files = sorted([file["size"], file["mime"]] for file in entry.get("uploads", {}).values())
    return {"method": str(entry["method"]).lower(), "arguments": arguments} | (
        {"files": files} if files else {}
    )


def _opened(value: str) -> object:
    """Return an argument as JSON where it is: keys may come in another order."""
    try:
        return json.loads(value) if value[:1] in {"{", "["} else value
    except ValueError:
        return value


def _told(name: str, value: object, names: Names | None, chat: str) -> object:
    if isinstance(value, dict):
        return {key: _told(key, each, names, chat) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(name, each, names, chat) for each in value]
    text = str(value)
    if text.startswith("attach://"):
        return "attach://"
    if names is None:
        return text
    return str(names.recorded(_KNOWN_AS.get(name, "file_id"), text, chat))


def differences(recorded: Side, live: Side, names: Names, ignored: Iterable[str]) -> list[Json]:
    """Return where each chat's calls differ first: what was recorded there, and what was called now."""
    skipped = frozenset(ignored)
    found = (
        _first(chat, recorded.calls[chat], live.calls[chat], names, skipped)
        for chat in dict.fromkeys([*recorded.calls, *live.calls])
    )
    return [difference for difference in found if difference]


def _first(
    chat: int, recorded: list[Json], live: list[Json], names: Names, ignored: frozenset[str]
) -> Json | None:
    for place in range(max(len(recorded), len(live))):
        then = said(recorded[place], None, ignored) if place < len(recorded) else None
        now = said(live[place], names, ignored) if place < len(live) else None
        if then != now:
            return {"chat_id": chat, "call": place + 1, "recorded": then, "now": now}
    return None
