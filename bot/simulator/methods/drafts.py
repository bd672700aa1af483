"""Reads what all sending and editing methods share: texts, captions, replies, who is written to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.simulator.contract import fields_of
from bot.simulator.errors import BadRequest
from bot.simulator.fields import object_field
from bot.simulator.groups import RULERS, Group
from bot.simulator.markup import parse_markup
from bot.simulator.methods.replies import replied
from bot.simulator.shapes import Json, present
from bot.simulator.text.formatted import Draft, caption_text, message_text

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.chats import Chat
    from bot.simulator.world import Place, World

_NAMED = {
    "venue": "venues",
    "location": "locations",
    "photo": "photos",
    "document": "documents",
    "voice": "voice notes",
    "audio": "music",
    "video": "videos",
    "contact": "contacts",
    "poll": "polls",
}


def text_of(world: World, call: Call) -> Json:
    """Return `text`, `entities` and what is said of its link preview; raises BadRequest."""
    preview = _preview(call)
    draft = Draft(call.text("text"), call.text("parse_mode"), read_entities(call, "entities"))
    made = message_text(draft, world.user_of)
    return present(text=made.text, entities=made.entities or None, link_preview_options=preview or None)


def caption_of(world: World, call: Call) -> Json:
    """Return `caption` and `caption_entities` of a message to make, empty without a caption."""
    entities = read_entities(call, "caption_entities")
    return caption(world, Draft(call.text("caption"), call.text("parse_mode"), entities))


def _preview(call: Call) -> Json:
    if not call.text("link_preview_options"):
        return {"is_disabled": True} if call.flag("disable_web_page_preview") else {}
    given = call.json("link_preview_options", "can't parse link preview options JSON object")
    return fields_of("LinkPreviewOptions", object_field(given, "object expected as link preview options"))


def read_entities(call: Call, name: str) -> object:
    """Return explicit entities; JSON that cannot be read counts as none, as on the server."""
    try:
        return json.loads(call.text(name) or "null")
    except ValueError:
        return None


def caption(world: World, draft: Draft) -> Json:
    """Return the two fields of a caption that was read from anywhere."""
    made = caption_text(draft, world.user_of)
    return present(caption=made.text or None, caption_entities=made.entities or None)


def deliver(world: World, call: Call, content: Json) -> Json:
    """Send a message with the markup and the reply that the call asks for, and return it."""
    markup = parse_markup(call.text("reply_markup"), private=not call.text("chat_id").startswith("-"))
    place, chat = world.reachable(call.text("chat_id"))
    check_may_send(world, place, content)
    more = where(world, call, place, chat)
    world.flood.spend(place.id, world.now().timestamp())
    return world.send(place, content, markup, **more).body


def where(world: World, call: Call, place: Place, chat: Chat) -> Json:
    """Return the reply, the topic and the protection of a message to send; raises BadRequest."""
    reply = replied(world, call, chat)
    thread = _thread(world, call, place, reply)
    return {**reply, **thread, **present(has_protected_content=call.flag("protect_content") or None)}


def _thread(world: World, call: Call, place: Place, reply: Json) -> Json:
    number = call.integer("message_thread_id")
    if not isinstance(place, Group):
        if number:
            raise BadRequest("message thread not found")
        return {}
    if not place.forum:
        return {}
    number = number or int(reply.get("reply_to_message", {}).get("message_thread_id", 0))
    if not number:
        return {}
    topic = place.topics.get(number)  # the general topic is not among them: it has no number for bots
    if topic is None:
        raise BadRequest("message thread not found")
    if topic.closed and not place.rules(world.bot.id, "can_manage_topics"):
        raise BadRequest("TOPIC_CLOSED")
    return {"message_thread_id": number, "is_topic_message": True}


def check_may_send(world: World, place: Place, content: Json) -> None:
    """Raise BadRequest where only administrators may write and the bot is none."""
    if not isinstance(place, Group):
        return
    status = place.member(world.bot.id).status
    if status == "restricted" or (place.muted and status not in RULERS):
        kinds = (named for kind, named in _NAMED.items() if kind in content)
        raise BadRequest(f"not enough rights to send {next(kinds, 'text messages')} to the chat")
