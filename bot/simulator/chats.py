"""Chats and their messages as they stand; what may be done to them is decided elsewhere."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.groups import is_supergroup
from bot.simulator.markup import NONE, Markup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.simulator.hub import Hub
    from bot.simulator.shapes import Json

GAP_EVERY = 7


@dataclass(slots=True)
class Message:
    """A message: `body` is its Bot API form, replaced and never changed in place (updates share it)."""

    body: Json
    from_bot: bool
    editable: bool = True
    deleted: bool = False
    edited: bool = False
    version: int = 0
    waiting: list[str] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    votes: dict[int, list[int]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Return the message's id in its chat."""
        return int(self.body["message_id"])

    def view(self) -> Json:
        """Return the message as the page and the drivers see it."""
        return {
            **self.body,
            "from_bot": self.from_bot,
            "deleted": self.deleted,
            "edited": self.edited,
            "spinner": list(self.waiting),
            "reactions": [each for given in self.reactions.values() for each in given],
            "version": self.version,
        }


@dataclass(slots=True)
class Chat:
    """A chat the bot may be in: a person's private one has the person's id, a group's the group's."""

    id: int
    hub: Hub
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
    keyboard_from: int = 0
    typing_until: datetime | None = None
    popups: list[Json] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    version: int = 0
    last_id: int = field(default_factory=lambda: secrets.randbelow(90) + 10)
    instance: str = field(default_factory=lambda: str(secrets.randbits(63)))

    def changed(self, kind: str, message: Message | None = None) -> None:
        """Count a change and tell those who look at the chat."""
        self.version += 1
        if message is not None:
            message.version = self.version
        self.hub.publish(self.id, kind)

    def add(self, message: Message, markup: Markup = NONE) -> None:
        """Put a message at the end of the chat, with what it does to the reply keyboard."""
        self.messages[message.id] = message
        self.typing_until = None if message.from_bot else self.typing_until
        self.changed("message", message)
        if markup.kind == "keyboard":
            self.show(markup.body)
            self.keyboard_from = message.id
        elif markup.kind == "remove":
            self.show(None)

    def show(self, keyboard: Json | None) -> None:
        """Show a reply keyboard, or none."""
        self.keyboard = keyboard
        self.changed("keyboard")

    def find(self, message_id: int) -> Message | None:
        """Return a message that has not been deleted, or None."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def delete(self, message: Message) -> None:
        """Take a message away from both sides."""
        message.deleted = True
        message.waiting.clear()
        if message.id in self.pinned:
            self.pinned.remove(message.id)
        self.changed("delete", message)
        if message.id == self.keyboard_from and self.keyboard:
            self.show(None)  # phones take a reply keyboard away with the message that brought it


class Chats:
    """Every chat by id.

    Private chats and small groups share one row of message ids, each supergroup has its own.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._chats: dict[int, Chat] = {}
        self._last_id = secrets.randbelow(900) + 100

    def __iter__(self) -> Iterator[Chat]:
        return iter(list(self._chats.values()))

    def of(self, chat_id: int) -> Chat:
        """Return the chat of a person or a group, new if nothing has been said yet."""
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = Chat(chat_id, self._hub)
        return chat

    def next_id(self, chat_id: int = 0, *, album: bool = False) -> int:
        """Return a chat's next message id: rising, with gaps, but not within an album."""
        if is_supergroup(chat_id):
            chat = self.of(chat_id)
            chat.last_id = _after(chat.last_id, album=album)
            return chat.last_id
        self._last_id = _after(self._last_id, album=album)
        return self._last_id


def _after(number: int, *, album: bool) -> int:
    number += 1
    return number + 1 if not album and number % GAP_EVERY == 0 else number
