"""The presses that wait for an answer; it shows no spinner itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest

if TYPE_CHECKING:
    from datetime import datetime

    from bot.simulator.chats import Chat, Message

PATIENCE = timedelta(seconds=15)
"""How long a phone waits for the answer of a press; the true time is not published, 15 s was measured."""

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True, slots=True)
class Press:
    """A press of an inline button that nobody has answered yet."""

    id: str
    chat: Chat
    message: Message
    at: datetime


class Callbacks:
    """The presses by the id of their query."""

    def __init__(self) -> None:
        self._presses: dict[str, Press] = {}

    def open(self, chat: Chat, message: Message, now: datetime) -> Press:
        """Note a press and let its button spin."""
        press = Press(str(secrets.randbits(63)), chat, message, now)
        self._presses[press.id] = press
        message.waiting.append(press.id)
        return press

    def close(self, query_id: str, now: datetime) -> Press:
        """Return the press that a query id names and forget it; raises BadRequest if it is too old."""
        press = self._presses.pop(query_id, None)
        if press is None:
            raise BadRequest(TOO_OLD)
        if query_id in press.message.waiting:
            press.message.waiting.remove(query_id)
        if now - press.at > PATIENCE:
            raise BadRequest(TOO_OLD)
        return press
