"""getChat and pinned messages, in private chats and in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.acts import without_reply
from bot.simulator.errors import BadRequest
from bot.simulator.groups import PERMISSIONS, Group

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.chats import Chat
    from bot.simulator.shapes import Json
    from bot.simulator.world import Place, World

_GIFTS = {
    "unlimited_gifts": True,
    "limited_gifts": True,
    "unique_gifts": True,
    "premium_subscription": True,
    "gifts_from_channels": True,
}


def get_chat(world: World, call: Call) -> Json:
    """Return what is known of a chat, its last pinned message among it."""
    place = world.readable(call.text("chat_id"))
    chat = world.chats.of(place.id)
    whole = {**place.chat(), "accent_color_id": place.id % 7, "max_reaction_count": 11,
             "accepted_gift_types": _GIFTS}  # fmt: skip
    if isinstance(place, Group):
        whole["permissions"] = dict.fromkeys(PERMISSIONS, not place.muted)
        whole["accepted_gift_types"] = dict.fromkeys(_GIFTS, False)
    if chat.pinned:
        whole["pinned_message"] = without_reply(chat.messages[chat.pinned[-1]])
    return whole


def pin(world: World, call: Call) -> bool:
    """Pin a message, which a service message tells everybody, the bot too."""
    place, chat = _chat(world, call)
    message_id = _found(chat, call.integer("message_id"), "message to pin not found")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    chat.pinned.append(message_id)
    chat.changed("edit", chat.messages[message_id])
    world.announce(place, world.bot.user(), {"pinned_message": without_reply(chat.messages[message_id])})
    return True


def unpin(world: World, call: Call) -> bool:
    """Unpin a message, the last pinned one when none is named."""
    _, chat = _chat(world, call)
    latest = chat.pinned[-1] if chat.pinned else 0
    message_id = _found(chat, call.integer("message_id") or latest, "message to unpin not found")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
        chat.changed("edit", chat.messages[message_id])
    return True


def unpin_all(world: World, call: Call) -> bool:
    """Unpin everything."""
    _, chat = _chat(world, call)
    chat.pinned.clear()
    chat.changed("state")
    return True


def _chat(world: World, call: Call) -> tuple[Place, Chat]:
    """Return the place and the chat whose pins may be changed; in a group that is a right."""
    place, chat = world.reachable(call.text("chat_id"))
    if isinstance(place, Group) and not place.rules(world.bot.id, "can_pin_messages"):
        raise BadRequest("not enough rights to manage pinned messages in the chat")
    return place, chat


def _found(chat: Chat, message_id: int, complaint: str) -> int:
    if chat.find(message_id) is None:
        raise BadRequest(complaint)
    return message_id


METHODS = {
    "getChat": get_chat,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin_all,
}
