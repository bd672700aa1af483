"""Reads off an update what somebody did; whatever no question asks for has a name of its own here too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import ChatMember, Update
from telegram.constants import ChatType

from bot.domain.commands import Picture, Recording
from bot.domain.errors import BrokenInput
from bot.flows.inbound import (
    Contact,
    Inbound,
    Membership,
    Odd,
    Oddity,
    Photo,
    Place,
    Press,
    Sender,
    SlashCommand,
    Text,
    Voice,
)

if TYPE_CHECKING:
    from datetime import timedelta

    from telegram import CallbackQuery, Document, Message, User

    from bot.flows.inbound import Event

LARGEST_FILE = 20 << 20  # bytes that getFile hands out: the server's own 20,971,520, not 20e6
READABLE = frozenset({"image/jpeg", "image/png", "image/webp"})

#: What a message may hold that no question asks for.
_ODD = {
    "sticker": Oddity.STICKER,
    "poll": Oddity.POLL,
    "video": Oddity.VIDEO,
    "video_note": Oddity.VIDEO,
    "animation": Oddity.VIDEO,
    "contact": Oddity.CONTACT,
}


#: What is read of a message. The library refuses a whole update for one part in a form it does not know.
_SORTS = frozenset({"update_id", "message", "edited_message", "callback_query", "my_chat_member"})
_HEAD = frozenset({"message_id", "date", "chat", "from"})
_SOUNDS = frozenset({"voice", "audio"})
_PARTS = _HEAD | _SOUNDS | {"text", "caption", "photo", "media_group_id", "venue", "location", "document"}

#: What a chat says of itself: nobody waits for an answer.
_NOTICES = frozenset(
    {"pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed"}
)


def receive(payload: dict[str, Any]) -> Inbound | None:
    """Read an update as it came; None for anything the bot has no part in. Raises BrokenInput."""
    try:
        message = payload.get("message") or payload.get("edited_message") or {}
        update = Update.de_json(_readable(payload), None)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BrokenInput from error
    if not _NOTICES.isdisjoint(message):
        return None
    odd = next((Odd(oddity) for name, oddity in _ODD.items() if name in message), None)
    return read(update, _contact(message) or odd, _replies_to(message))


def _replies_to(message: dict[str, Any]) -> int:
    """Return the number of the message of this chat that a message answers; 0 for none."""
    match message:
        case {"reply_to_message": {"message_id": int(number)}}:
            return number
    return 0


def _contact(message: dict[str, Any]) -> Contact | None:
    """Return a shared number; it is the sender's own when it names their account."""
    match message:
        case {"contact": {"phone_number": str(phone), **shared}, "from": {"id": sender}}:
            return Contact(_storable(phone), own=shared.get("user_id") == sender)
    return None


def _readable(payload: dict[str, Any]) -> dict[str, Any]:
    """Return the update without the parts of it that nobody reads."""
    kept = {name: part for name, part in payload.items() if name in _SORTS}
    for name in ("message", "edited_message"):
        if name in kept:
            kept[name] = {part: held for part, held in kept[name].items() if part in _PARTS}
    if "message" in kept.get("callback_query", {}):
        pressed = {name: part for name, part in kept["callback_query"]["message"].items() if name in _HEAD}
        kept["callback_query"] = {**kept["callback_query"], "message": pressed}
    return kept


def read(update: Update, beside: Event | None = None, replies_to: int = 0) -> Inbound | None:
    """Return what somebody did in a private chat; `beside` is what their message holds beside `_PARTS`."""
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.my_chat_member is not None and update.my_chat_member.chat.type == ChatType.PRIVATE:
        blocked = update.my_chat_member.new_chat_member.status == ChatMember.BANNED
        return Inbound(_sender(update.my_chat_member.from_user), Membership(blocked))
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.chat.type != ChatType.PRIVATE:
        return None
    if message.from_user.is_bot:
        return None
    said, edited = beside or _event(message), update.message is None
    return Inbound(_sender(message.from_user), said, message.message_id, replies_to, edited=edited)


def _sender(user: User) -> Sender:
    """Return the account; in a private chat, the chat's id is the account's."""
    return Sender(user.id, user.id, user.language_code or "")


def _press(query: CallbackQuery) -> Inbound | None:
    if query.message is None or query.message.chat.type != ChatType.PRIVATE:
        return None
    pressed = Press(query.id, query.message.message_id, query.data or "")
    return Inbound(_sender(query.from_user), pressed)


def _event(message: Message) -> Event:
    if message.text is not None:
        return _words(_storable(message.text))
    if message.photo:
        largest = message.photo[-1]
        picture = Picture(largest.file_id, largest.file_unique_id, message.media_group_id)
        return Photo(picture, _storable(message.caption or ""))
    if message.document is not None:
        return _document(message, message.document)
    return _shared(message) or _sound(message)


def _shared(message: Message) -> Event | None:
    if message.venue is not None:
        where = message.venue.location
        name = _storable(", ".join(part for part in (message.venue.title, message.venue.address) if part))
        return Place(where.latitude, where.longitude, name)
    if message.location is not None:
        return Place(message.location.latitude, message.location.longitude)
    return None


def _sound(message: Message) -> Event:
    if message.voice is not None:
        note = message.voice
        return Voice(Recording(note.file_id, note.file_unique_id, _seconds(note.duration)))
    if message.audio is not None:
        sound = message.audio
        return Voice(Recording(sound.file_id, sound.file_unique_id, _seconds(sound.duration), as_music=True))
    return Odd(Oddity.OTHER)


def _seconds(duration: int | timedelta) -> int:
    """Return a duration in whichever of its two forms the library gives it."""
    return duration if isinstance(duration, int) else int(duration.total_seconds())


def _storable(text: str) -> str:
    """Drop the one character that PostgreSQL cannot keep."""
    return text.replace("\0", "")


def _words(text: str) -> Event:
    if not text.startswith("/"):
        return Text(text)
    name, _, argument = text[1:].partition(" ")
    return SlashCommand(name.partition("@")[0].casefold(), argument.strip())


def _document(message: Message, document: Document) -> Event:
    """Take an image sent as a file for the photo it is."""
    if document.mime_type not in READABLE:
        return Odd(Oddity.DOCUMENT)
    if (document.file_size or 0) > LARGEST_FILE:
        return Odd(Oddity.TOO_BIG)
    picture = Picture(document.file_id, document.file_unique_id, message.media_group_id, as_file=True)
    return Photo(picture, _storable(message.caption or ""))
