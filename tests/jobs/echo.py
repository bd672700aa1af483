"""The smallest conversation there can be: it says back what it was told; some words make it fail."""

# ruff: noqa: ARG002 - the seam gives more than an echo needs
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.handlers.calls import Call, Reply
from bot.storage import errands, outbox, tables
from bot.storage.statements import query
from tests.storage.rows import add_person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.storage.inputs import StoredInput
    from bot.storage.outbox import OutboxRow

_PERSON = query("SELECT person FROM accounts WHERE telegram_id = :chat")


class Echo:
    """Answers each text with itself, once per update."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.aside: list[str] = []
        self.lost: list[int] = []
        self.results: list[dict[str, Any]] = []
        self.priority = 0

    def handle(self, connection: Connection, entry: StoredInput, now: datetime) -> tuple[Reply, ...]:
        plain = json.loads(entry.payload)
        if entry.source == "errand":
            self.results.append(plain)
            return ()
        if entry.source == "timer":
            self._say(connection, plain["subject"], f"timer {plain['kind']}", entry, now)
            return ()
        if "callback_query" in plain:
            return (Reply(plain["callback_query"]["id"], "done"),)
        if entry.source == "start":
            return ()
        text, chat = plain["message"]["text"], plain["message"]["chat"]["id"]
        self.handled.append(text)
        self._say(connection, chat, text, entry, now)
        if text == "broken":
            raise ValueError(text)
        if text.startswith("photo "):
            errands.add(connection, "photo", text, {"photo": 1, "file_id": text[6:]}, now)
        return ()

    def prepare(self, connection: Connection, row: OutboxRow, now: datetime) -> Call | None:
        if row.content["text"] == "unsayable":
            raise KeyError("unsayable")
        if row.content["text"] == "moot":
            return None
        return Call("send_message", {"chat_id": row.chat_id, "text": row.content["text"]})

    def settle(self, connection: Connection, row: OutboxRow, sent: object, now: datetime) -> None:
        if row.content["text"] == "unsettled":
            raise KeyError("unsettled")

    def unreachable(self, connection: Connection, person_id: int, now: datetime) -> None:
        self.lost.append(person_id)
        gone = tables.accounts.update().where(tables.accounts.c.person == person_id)
        connection.execute(gone.values(unreachable_since=now))

    def set_aside(self, connection: Connection, entry: StoredInput, error: str, now: datetime) -> None:
        self.aside.append(entry.key)

    def _say(self, connection: Connection, chat: int, text: str, entry: StoredInput, now: datetime) -> None:
        person = self._person(connection, chat, now)
        key = f"{entry.source}:{entry.key}"
        content = {"text": text}
        outbox.add(
            connection, person=person, key=key, cause=key, priority=self.priority, content=content, now=now
        )

    def _person(self, connection: Connection, chat: int, now: datetime) -> int:
        known = connection.execute(_PERSON, {"chat": chat}).scalar()
        return int(known) if known is not None else add_person(connection, chat, now)
