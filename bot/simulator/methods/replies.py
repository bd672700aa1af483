"""Reads what a message to send replies to: in its chat or another, whole or a quotation of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.acts import without_reply
from bot.simulator.errors import BadRequest
from bot.simulator.fields import number_field, object_field, text_field
from bot.simulator.groups import Group
from bot.simulator.shapes import Json, present
from bot.simulator.text.formatted import Draft, formatted
from bot.simulator.text.spans import utf16_length

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.chats import Chat, Message
    from bot.simulator.world import World

_CARRIED = ("photo", "document", "audio", "video", "voice", "sticker", "contact", "location", "venue", "poll")

_IN_QUOTES = frozenset(
    ["bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"]
)


@dataclass(frozen=True, slots=True)
class _Wish:
    message_id: int
    lenient: bool
    chat_id: str = ""
    quote: Draft | None = None


def replied(world: World, call: Call, chat: Chat) -> Json:
    """Return what a message says of the one it replies to; raises BadRequest when that is gone."""
    wish = _wish(call)
    if not wish.message_id:
        return {}
    place = world.readable(wish.chat_id) if wish.chat_id else None
    source = chat if place is None else world.chats.of(place.id)
    message = source.find(wish.message_id)
    if message is None:
        if wish.lenient:
            return {}
        raise BadRequest("message to be replied not found")
    quote = _quote(world, wish.quote, message)
    if source is chat:
        return {"reply_to_message": without_reply(message), **quote}
    return {"external_reply": _external(message, shown=isinstance(place, Group)), **quote}


def _wish(call: Call) -> _Wish:
    raw = call.text("reply_parameters")
    if not raw:
        return _Wish(call.integer("reply_to_message_id"), call.flag("allow_sending_without_reply"))
    try:
        given = json.loads(raw)
    except ValueError:
        raise BadRequest("can't parse reply parameters JSON object") from None
    given = object_field(given, "object expected as reply parameters")
    if not given:
        return _Wish(0, lenient=False)
    quote = text_field(given, "quote")
    draft = (
        Draft(quote, text_field(given, "quote_parse_mode"), given.get("quote_entities")) if quote else None
    )
    message_id = number_field(given, "message_id", required=True)
    return _Wish(
        message_id, bool(given.get("allow_sending_without_reply")), text_field(given, "chat_id"), draft
    )


def _quote(world: World, draft: Draft | None, message: Message) -> Json:
    """Return the part of a message that is quoted, which has to stand in it word for word."""
    if draft is None:
        return {}
    text = str(message.body.get("text") or message.body.get("caption") or "")
    quoted = formatted(draft, world.user_of)
    at = text.find(quoted.text)
    if at < 0 or not quoted.text:
        raise BadRequest("QUOTE_TEXT_INVALID")
    position = utf16_length(text[:at])
    entities = [each for each in quoted.entities if each["type"] in _IN_QUOTES]
    return {"quote": present(text=quoted.text, entities=entities or None, position=position, is_manual=True)}


def _external(message: Message, *, shown: bool) -> Json:
    """Return a message of another chat as a reply names it; which private chat that is, is not told."""
    body = message.body
    origin = {"type": "user", "sender_user": body["from"], "date": body["date"]}
    place = {"chat": body["chat"], "message_id": message.id} if shown else {}
    carried = {name: body[name] for name in _CARRIED if name in body}
    return {"origin": body.get("forward_origin", origin), **place, **carried}
