"""Everything the simulated server remembers, and the few steps that every method takes through it.

It knows no HTTP and no method.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.callbacks import Callbacks
from bot.simulator.chats import Chats, Message
from bot.simulator.errors import BadRequest, Forbidden, Migrated
from bot.simulator.faults import Faults
from bot.simulator.files import FileStore
from bot.simulator.flood import Flood
from bot.simulator.groups import ABSENT, RULERS, Group, Groups
from bot.simulator.hub import Hub
from bot.simulator.journal import Journal
from bot.simulator.markup import NONE, Markup
from bot.simulator.people import BotAccount, People, Person
from bot.simulator.polling import Poller
from bot.simulator.shapes import Json, present
from bot.simulator.update_faults import UpdateFaults
from bot.simulator.updates import UpdateQueue
from bot.simulator.uploading import UploadPace
from bot.simulator.webhook import Webhook

if TYPE_CHECKING:
    from datetime import datetime
    from typing import TypeAlias

    from bot.clock import Clock
    from bot.simulator.chats import Chat

    Place: TypeAlias = Person | Group


class World:
    """The bot, the people, their groups, what was said, and what waits."""

    def __init__(self, bot: BotAccount, clock: Clock, *, flood: bool) -> None:
        self.clock = clock
        self.bot = bot
        self.people = People()
        self.groups = Groups()
        self.hub = Hub()
        self.chats = Chats(self.hub)
        self.files = FileStore()
        self.callbacks = Callbacks()
        self.journal = Journal(clock)
        self.faults = Faults()
        self.flood = Flood(on=flood)
        self.uploads = UploadPace()
        self.queue = UpdateQueue(clock)
        self.poller = Poller(self.queue)
        self.webhook = Webhook(self.queue, clock)
        self.queue.on_add.append(lambda pending: self.journal.update(pending.body, pending.fault))
        self.update_faults = UpdateFaults(self.queue, self.faults)

    def now(self) -> datetime:
        """Return the simulation's present."""
        return self.clock.now()

    def user_of(self, person_id: int) -> Json | None:
        """Return somebody the bot has met, as a Bot API User, or None."""
        person = self.people.find(person_id)
        return person.user() if person and (person.started or person.met) else None

    def place(self, chat_id: str) -> Place:
        """Return the person or the group that a chat_id names; raises ApiError when it is not known."""
        if not chat_id:
            raise BadRequest("chat_id is empty")
        number = int(chat_id) if chat_id.lstrip("-").isdecimal() else 0
        if number == self.bot.id:
            raise Forbidden("the bot can't send messages to the bot")
        found = self.people.find(number) if number > 0 else self.groups.find(number)
        if found is None or not self._knows(found):
            raise BadRequest("chat not found")
        return found

    def person(self, chat_id: str) -> Person:
        """Return whom a chat_id names; raises BadRequest when the bot has never met them."""
        found = self.place(chat_id)
        if isinstance(found, Group):
            raise BadRequest("chat not found")
        return found

    def readable(self, chat_id: str) -> Place:
        """Return a place whose messages the bot may see; raises ApiError."""
        place = self.place(chat_id)
        if isinstance(place, Group) and place.kind == "supergroup":
            self._check_inside(place)
        return place

    def reachable(self, chat_id: str) -> tuple[Place, Chat]:
        """Return where the bot may write, and the chat there; raises BadRequest or Forbidden."""
        place = self.place(chat_id)
        if isinstance(place, Group):
            self._check_alive(place)
            self._check_inside(place)
        else:
            _check_person(place)
        return place, self.chats.of(place.id)

    def send(self, place: Place, content: Json, markup: Markup = NONE, **more: object) -> Message:
        """Put a message of the bot in a chat and return it."""
        inline = markup.body if markup.kind == "inline" else None
        body = self._body(place, self.bot.user(), present(**more, **content, reply_markup=inline))
        message = Message(body, from_bot=True, editable=markup.kind in {"none", "inline"})
        self.chats.of(place.id).add(message, markup)
        return message

    def receive(self, person: Person, content: Json, group: Group | None = None) -> tuple[Message, int]:
        """Put a message of a person in a chat; returns it and its update's id (0: unwanted or unheard)."""
        place = group or person
        message = Message(self._body(place, person.user(), content), from_bot=False)
        self.chats.of(place.id).add(message)
        if group is not None and not heard(self.bot, group, message.body):
            return message, 0
        return message, self.queue.add("message", message.body)

    def announce(self, place: Place, sender: Json, content: Json) -> tuple[Message, int]:
        """Put a service message in a chat; the bot hears also of its own."""
        by_bot = sender["id"] == self.bot.id
        message = Message(self._body(place, sender, content), from_bot=by_bot, editable=False)
        self.chats.of(place.id).add(message)
        outside = isinstance(place, Group) and place.member(self.bot.id).status in ABSENT
        inside = not outside or "left_chat_member" in content
        return message, self.queue.add("message", message.body) if inside else 0

    def _body(self, place: Place, sender: Json, content: Json) -> Json:
        return {
            "message_id": self.chats.next_id(place.id, album="media_group_id" in content),
            "from": sender,
            "chat": place.chat(),
            "date": int(self.now().timestamp()),
            **content,
        }

    def _knows(self, place: Place) -> bool:
        if isinstance(place, Group):
            return self.bot.id in place.members
        return place.started or place.met

    def _check_alive(self, group: Group) -> None:
        if group.migrated_to:
            raise Migrated(group.migrated_to)
        if group.deleted:
            raise Forbidden("the group chat was deleted")

    def _check_inside(self, group: Group) -> None:
        status = group.member(self.bot.id).status
        if status == "kicked":
            raise Forbidden(f"bot was kicked from the {group.kind} chat")
        if status == "left":
            raise Forbidden(f"bot is not a member of the {group.kind} chat")


def heard(bot: BotAccount, group: Group, body: Json) -> bool:
    """Return whether the bot gets a message of a group: with privacy, only what is meant for it."""
    status = group.member(bot.id).status
    if status in ABSENT or status in RULERS or bot.reads_groups:
        return status not in ABSENT
    text = str(body.get("text") or body.get("caption") or "")
    replied = body.get("reply_to_message") or {}
    to_me = replied.get("from", {}).get("id") == bot.id
    named = f"@{bot.username}".lower() in text.lower()
    command = text.startswith("/") and ("@" not in text.split(maxsplit=1)[0] or named)
    return to_me or named or command


def _check_person(person: Person) -> None:
    if person.deactivated:
        raise Forbidden("user is deactivated")
    if person.blocked:
        raise Forbidden("bot was blocked by the user")
    if not person.started:
        raise Forbidden("bot can't initiate conversation with a user")
