"""Everything the simulated server remembers, and the few steps that every method takes through it.

It knows no HTTP and no method.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.callbacks import Callbacks
from bot.simulator.chats import Chats, Message
from bot.simulator.errors import BadRequest, Forbidden
from bot.simulator.faults import Faults
from bot.simulator.files import FileStore
from bot.simulator.flood import Flood
from bot.simulator.hub import Hub
from bot.simulator.journal import Journal
from bot.simulator.markup import NONE, Markup
from bot.simulator.people import BotAccount, People, Person
from bot.simulator.polling import Poller
from bot.simulator.shapes import Json, present
from bot.simulator.updates import UpdateQueue
from bot.simulator.webhook import Webhook

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.simulator.chats import Chat


class World:
    """The bot, the people, what was said, and what waits."""

    def __init__(self, bot: BotAccount, clock: Clock, *, flood: bool) -> None:
        self.clock = clock
        self.bot = bot
        self.people = People()
        self.hub = Hub()
        self.chats = Chats(self.hub)
        self.files = FileStore()
        self.callbacks = Callbacks()
        self.journal = Journal(clock)
        self.faults = Faults()
        self.flood = Flood(on=flood)
        self.queue = UpdateQueue(clock)
        self.poller = Poller(self.queue)
        self.webhook = Webhook(self.queue, clock)
        self.queue.on_add.append(lambda pending: self.journal.update(pending.body))

    def now(self) -> datetime:
        """Return the simulation's present."""
        return self.clock.now()

    def user_of(self, person_id: int) -> Json | None:
        """Return somebody the bot has met, as a Bot API User, or None."""
        person = self.people.find(person_id)
        return person.user() if person and (person.started or person.met) else None

    def person(self, chat_id: str) -> Person:
        """Return whom a chat_id names; raises BadRequest when the bot has never met them."""
        if not chat_id:
            raise BadRequest("chat_id is empty")
        number = int(chat_id) if chat_id.lstrip("-").isdecimal() else 0
        if number == self.bot.id:
            raise Forbidden("the bot can't send messages to the bot")
        person = self.people.find(number)
        if person is None or not (person.started or person.met):
            raise BadRequest("chat not found")
        return person

    def reachable(self, chat_id: str) -> tuple[Person, Chat]:
        """Return whom the bot may write to, and their chat; raises BadRequest or Forbidden."""
        person = self.person(chat_id)
        if person.deactivated:
            raise Forbidden("user is deactivated")
        if person.blocked:
            raise Forbidden("bot was blocked by the user")
        if not person.started:
            raise Forbidden("bot can't initiate conversation with a user")
        return person, self.chats.of(person.id)

    def send(self, person: Person, content: Json, markup: Markup = NONE, **more: object) -> Message:
        """Put a message of the bot in a person's chat and return it."""
        inline = markup.body if markup.kind == "inline" else None
        body = self._body(person, self.bot.user(), present(**more, **content, reply_markup=inline))
        message = Message(body, from_bot=True, editable=markup.kind in {"none", "inline"})
        self.chats.of(person.id).add(message, markup)
        return message

    def receive(self, person: Person, content: Json) -> tuple[Message, int]:
        """Put a message of a person in the chat; returns it and the id of its update (0: unwanted)."""
        message = Message(self._body(person, person.user(), content), from_bot=False)
        self.chats.of(person.id).add(message)
        return message, self.queue.add("message", message.body)

    def _body(self, person: Person, sender: Json, content: Json) -> Json:
        return {
            "message_id": self.chats.next_id(album="media_group_id" in content),
            "from": sender,
            "chat": person.chat(),
            "date": int(self.now().timestamp()),
            **content,
        }
