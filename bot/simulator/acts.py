"""What people do on their phones: each act changes the chat and makes the updates the bot gets.

It asks nothing of the bot.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.errors import CannotNowError, ControlError, NoSuchThingError
from bot.simulator.files import Media, blob
from bot.simulator.shapes import Json, present
from bot.simulator.text.formatted import TEXT_LENGTH, typed_text
from bot.simulator.updates import PRESS_LIFE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.simulator.chats import Message
    from bot.simulator.people import Person
    from bot.simulator.world import World

DATE_OF_A_LOST_MESSAGE = 0
ALBUM = 10
OGG = b"OggS" + bytes(60)
WEBP = b"RIFF" + bytes(60)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act made: ids of messages and of updates, in order (0: unwanted, or a fault holds it back)."""

    messages: tuple[int, ...] = ()
    updates: tuple[int, ...] = ()

    def view(self) -> Json:
        """Return the answer of the control API."""
        return {
            "message_id": self.messages[-1] if self.messages else None,
            "update_id": self.updates[-1] if self.updates else None,
            "message_ids": list(self.messages),
            "update_ids": list(self.updates),
        }


def say(world: World, person_id: int, text: str, reply_to: int | None = None) -> Done:
    """Send a text; what is typed on a reply keyboard's button is a text too."""
    if not text.strip():
        raise ControlError("a text cannot be empty")
    made = typed_text(text)
    person = _writer(world, person_id)
    _fold_keyboard(world, person, made.text)
    reply = _replied(world, person, reply_to)
    if len(made.text) <= TEXT_LENGTH:
        return _sent(world, person, [present(**reply, text=made.text, entities=made.entities or None)])
    parts = [made.text[at : at + TEXT_LENGTH] for at in range(0, len(made.text), TEXT_LENGTH)]
    return _sent(world, person, [{**reply, "text": part} for part in parts])  # as phones cut a long text


def start(world: World, person_id: int, payload: str = "") -> Done:
    """Press Start, or follow a link with a payload; somebody who had blocked the bot unblocks it first."""
    if world.people.get(person_id).blocked:
        block(world, person_id, blocked=False)
    return say(world, person_id, f"/start {payload}" if payload else "/start")


def show_media(world: World, person_id: int, media: Iterable[Media], caption: str = "") -> Done:
    """Send photos or files; several are an album, with the caption on the first."""
    person = _writer(world, person_id)
    items = list(media)
    if not 1 <= len(items) <= ALBUM:
        raise ControlError(f"{len(items)} files: one to {ALBUM} can be sent at once")
    group = {"media_group_id": str(secrets.randbits(54))} if len(items) > 1 else {}
    contents = [{**group, item.kind: world.files.shown(item)} for item in items]
    if caption:
        made = typed_text(caption)
        contents[0] |= present(caption=made.text, caption_entities=made.entities or None)
    return _sent(world, person, contents)


def speak(world: World, person_id: int, seconds: int = 3) -> Done:
    """Send a voice message."""
    sound = Media("voice", (blob("voice", OGG + secrets.token_bytes(8)),), mime="audio/ogg", duration=seconds)
    return show_media(world, person_id, [sound])


def stick(world: World, person_id: int) -> Done:
    """Send a sticker."""
    return show_media(world, person_id, [Media("sticker", (blob("sticker", WEBP, 512, 512),))])


def ask(world: World, person_id: int) -> Done:
    """Send a poll."""
    options = [
        {"persistent_id": str(number), "text": text, "voter_count": 0}
        for number, text in enumerate(("Samedi", "Dimanche"))
    ]
    poll = {
        "id": str(secrets.randbits(60)),
        "question": "Quel jour vous convient pour le nettoyage ?",
        "options": options,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
    return _sent(world, _writer(world, person_id), [{"poll": poll}])


def share_location(world: World, person_id: int, place: Json) -> Done:
    """Send a pin; with `live_period` it is a live location."""
    person = _writer(world, person_id)
    _fold_keyboard(world, person)
    return _sent(world, person, [{"location": _location(place)}])


def share_venue(world: World, person_id: int, place: Json) -> Done:
    """Send a named place."""
    location = _location(place)
    venue = {"location": location, "title": str(place.get("title")), "address": str(place.get("address"))}
    return _sent(world, _writer(world, person_id), [{"venue": venue, "location": location}])


def share_contact(world: World, person_id: int, contact: Json) -> Done:
    """Send a contact: the person's own, unless another is described."""
    person = _writer(world, person_id)
    _fold_keyboard(world, person)
    own = present(
        phone_number=person.phone, first_name=person.first_name, last_name=person.last_name, user_id=person.id
    )
    return _sent(world, person, [{"contact": contact if contact.get("phone_number") else own}])


def press(world: World, person_id: int, message_id: int, data: str, chat_id: int = 0) -> Done:
    """Press an inline button, in a group if one is named; a forged press's data need not be on it."""
    person = world.people.get(person_id) if chat_id else _writer(world, person_id)
    chat = world.chats.of(chat_id or person_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise NoSuchThingError(f"there is no message {message_id}")
    opened = world.callbacks.open(chat, message, world.now())
    query = {
        "id": opened.id,
        "from": person.user(),
        "message": _seen(message),
        "chat_instance": chat.instance,
        "data": data,
    }
    chat.changed("message", None)
    return Done((message_id,), (world.queue.add("callback_query", query, PRESS_LIFE),))


def button_data(world: World, person_id: int, message_id: int, row: int, column: int) -> str:
    """Return the data of the button at a place of a message's keyboard; raises NoSuchThingError."""
    message = world.chats.of(person_id).find(message_id)
    try:
        button = message.body["reply_markup"]["inline_keyboard"][row][column] if message else {}
        return str(button["callback_data"])
    except (KeyError, IndexError):
        raise NoSuchThingError(f"message {message_id} has no such button now") from None


def edit(world: World, person_id: int, message_id: int, text: str, chat_id: int = 0) -> Done:
    """Change one's own text, in a group if one is named."""
    chat = world.chats.of(chat_id or person_id)
    message = chat.find(message_id)
    if message is None or message.body["from"]["id"] != person_id or "text" not in message.body:
        raise NoSuchThingError(f"{message_id} is no text of this person")
    made = typed_text(text)
    bare = {name: value for name, value in message.body.items() if name != "entities"}
    more = present(text=made.text, entities=made.entities or None)
    message.body = {**bare, "edit_date": int(world.now().timestamp()), **more}
    message.edited = True
    chat.changed("edit", message)
    return Done((message_id,), (world.queue.add("edited_message", message.body),))


def move(world: World, person_id: int, message_id: int, place: Json) -> Done:
    """Move one's live location, or stop sharing it when no place is given."""
    chat = world.chats.of(person_id)
    message = chat.find(message_id)
    if message is None or message.from_bot or "live_period" not in message.body.get("location", {}):
        raise NoSuchThingError(f"{message_id} is no live location of this person")
    before = message.body["location"]
    stopped = {name: value for name, value in before.items() if name != "live_period"}
    location = {**before, **_location(place)} if "latitude" in place else stopped
    message.body = {**message.body, "location": location, "edit_date": int(world.now().timestamp())}
    message.edited = True
    chat.changed("edit", message)
    return Done((message_id,), (world.queue.add("edited_message", message.body),))


def block(world: World, person_id: int, *, blocked: bool) -> Done:
    """Block or unblock the bot."""
    person = world.people.get(person_id)
    if person.blocked == blocked:
        return Done()
    person = world.people.change(person_id, blocked=blocked)
    was, becomes = ("member", "kicked") if blocked else ("kicked", "member")
    update = {
        "chat": person.chat(),
        "from": person.user(),
        "date": int(world.now().timestamp()),
        "old_chat_member": _member(world, was),
        "new_chat_member": _member(world, becomes),
    }
    world.chats.of(person_id).changed("state")
    return Done((), (world.queue.add("my_chat_member", update),))


def _writer(world: World, person_id: int) -> Person:
    person = world.people.get(person_id)
    if person.deactivated:
        raise CannotNowError("this person's account is deactivated")
    if person.blocked:
        raise CannotNowError("this person blocks the bot: unblock it first")
    return person if person.started else world.people.change(person_id, started=True)


def _sent(world: World, person: Person, contents: list[Json]) -> Done:
    made = [world.receive(person, content) for content in contents]
    return Done(tuple(message.id for message, _ in made), tuple(update for _, update in made))


def _fold_keyboard(world: World, person: Person, text: str | None = None) -> None:
    """A phone folds a one-time keyboard away once one of its buttons was used."""
    chat = world.chats.of(person.id)
    keyboard = chat.keyboard or {}
    labels = {button["text"] for row in keyboard.get("keyboard", ()) for button in row}
    if keyboard.get("one_time_keyboard") and (text is None or text in labels):
        chat.show(None)


def _replied(world: World, person: Person, message_id: int | None) -> Json:
    if message_id is None:
        return {}
    message = world.chats.of(person.id).find(message_id)
    if message is None:
        raise NoSuchThingError(f"there is no message {message_id}")
    return {"reply_to_message": without_reply(message)}


def without_reply(message: Message) -> Json:
    """Return a message as it stands inside another: what it replied to itself is left out."""
    return {name: value for name, value in message.body.items() if name != "reply_to_message"}


def _seen(message: Message) -> Json:
    if message.deleted:
        return {"chat": message.body["chat"], "message_id": message.id, "date": DATE_OF_A_LOST_MESSAGE}
    return message.body


def _location(place: Json) -> Json:
    try:
        latitude, longitude = float(place["latitude"]), float(place["longitude"])
    except (KeyError, TypeError, ValueError):
        raise ControlError("a place has a latitude and a longitude") from None
    more = {name: place[name] for name in ("live_period", "horizontal_accuracy") if place.get(name)}
    return {"latitude": latitude, "longitude": longitude, **more}


def _member(world: World, status: str) -> Json:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": world.bot.user(), "status": status, **until}
