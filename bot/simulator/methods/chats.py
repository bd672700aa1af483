"""getChat and pinned messages of private chats; groups are not played yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.acts import without_reply
from bot.simulator.errors import BadRequest

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.chats import Chat
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

_GIFTS = {
    "unlimited_gifts": True,
    "limited_gifts": True,
    "unique_gifts": True,
    "premium_subscription": True,
    "gifts_from_channels": True,
}


def get_chat(world: World, call: Call) -> Json:
    """Return what is known of a chat, its last pinned message among it."""
    person = world.person(call.text("chat_id"))
    chat = world.chats.of(person.id)
    whole = {**person.chat(), "accent_color_id": person.id % 7, "max_reaction_count": 11,
             "accepted_gift_types": _GIFTS}  # fmt: skip
    if chat.pinned:
        whole["pinned_message"] = without_reply(chat.messages[chat.pinned[-1]])
    return whole


def pin(world: World, call: Call) -> bool:
    """Pin a message."""
    chat = _chat(world, call)
    message_id = _found(chat, call.integer("message_id"), "message to pin not found")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    chat.pinned.append(message_id)
    chat.changed("edit", chat.messages[message_id])
    return True


def unpin(world: World, call: Call) -> bool:
    """Unpin a message, the last pinned one when none is named."""
    chat = _chat(world, call)
    latest = chat.pinned[-1] if chat.pinned else 0
    message_id = _found(chat, call.integer("message_id") or latest, "message to unpin not found")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
        chat.changed("edit", chat.messages[message_id])
    return True


def _chat(world: World, call: Call) -> Chat:
    return world.reachable(call.text("chat_id"))[1]


def _found(chat: Chat, message_id: int, complaint: str) -> int:
    if chat.find(message_id) is None:
        raise BadRequest(complaint)
    return message_id


METHODS = {"getChat": get_chat, "pinChatMessage": pin, "unpinChatMessage": unpin}
