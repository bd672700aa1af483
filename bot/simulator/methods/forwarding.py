"""forwardMessage(s) and copyMessage(s): what was said once is said again elsewhere."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.fields import whole_number
from bot.simulator.markup import NONE, Markup, parse_markup
from bot.simulator.methods.drafts import caption_of, check_may_send, where
from bot.simulator.shapes import Json, present

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.chats import Chat, Message
    from bot.simulator.world import World

AT_ONCE = 100
CONTENT = (
    "text", "entities", "link_preview_options", "photo", "document", "audio", "video", "voice", "sticker",
    "caption", "caption_entities", "has_media_spoiler", "show_caption_above_media",
    "contact", "location", "venue", "poll",
)  # fmt: skip
_CAPTIONED = ("photo", "document", "audio", "video", "voice")


def forward_message(world: World, call: Call) -> Json:
    """Forward a message, saying whose it is."""
    message = _one(world, call, "message to forward not found")
    return _put(world, call, [_forwarded(message)])[0]


def forward_messages(world: World, call: Call) -> list[Json]:
    """Forward up to 100 messages; those that are not there are passed over."""
    messages = _several(world, call)
    return [_id(body) for body in _put(world, call, _regrouped([_forwarded(each) for each in messages]))]


def copy_message(world: World, call: Call) -> Json:
    """Send a message's content as the bot's own, with another caption if one is given."""
    message = _one(world, call, "message to copy not found")
    content = _copied(message)
    if "caption" in call.arguments and any(kind in content for kind in _CAPTIONED):
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_of(world, call)
    markup = parse_markup(call.text("reply_markup"), private=not call.text("chat_id").startswith("-"))
    return _id(_put(world, call, [content], markup)[0])


def copy_messages(world: World, call: Call) -> list[Json]:
    """Copy up to 100 messages, without their captions if asked."""
    contents = [_copied(each) for each in _several(world, call)]
    if call.flag("remove_caption"):
        contents = [{n: v for n, v in each.items() if not n.startswith("caption")} for each in contents]
    return [_id(body) for body in _put(world, call, _regrouped(contents))]


def _one(world: World, call: Call, complaint: str) -> Message:
    chat = _source(world, call)
    message = chat.find(call.integer("message_id"))
    if message is None:
        raise BadRequest(complaint)
    _check(message, complaint)
    return message


def _several(world: World, call: Call) -> list[Message]:
    chat = _source(world, call)
    given = call.json("message_ids", "can't parse message_ids JSON object")
    if given is None or given == []:
        raise BadRequest("message identifiers are not specified")
    if not isinstance(given, list):
        raise BadRequest("expected an Array of message identifiers")
    if len(given) > AT_ONCE:
        raise BadRequest("too many message identifiers specified")
    bad = "can't parse message identifier as a Number"
    found = [message for each in given if (message := chat.find(whole_number(each, bad))) is not None]
    found = [message for message in found if _may_travel(message)]
    if not found:
        raise BadRequest("there are no messages to forward")
    return found


def _source(world: World, call: Call) -> Chat:
    return world.chats.of(world.readable(call.required("from_chat_id")).id)


def _may_travel(message: Message) -> bool:
    return any(name in message.body for name in CONTENT) and not message.body.get("has_protected_content")


def _check(message: Message, complaint: str) -> None:
    if not _may_travel(message):
        copied = "copy" in complaint
        raise BadRequest("the message can't be copied" if copied else "the message can't be forwarded")


def _copied(message: Message) -> Json:
    group = present(media_group_id=message.body.get("media_group_id"))
    return {name: message.body[name] for name in CONTENT if name in message.body} | group


def _forwarded(message: Message) -> Json:
    body = message.body
    first: Json = {"type": "user", "sender_user": body["from"], "date": body["date"]}
    return {"forward_origin": body.get("forward_origin", first), **_copied(message)}


def _regrouped(contents: list[Json]) -> list[Json]:
    """Give albums that travel whole a new group of their own."""
    fresh = {
        each["media_group_id"]: str(secrets.randbits(54)) for each in contents if "media_group_id" in each
    }
    return [
        each | ({"media_group_id": fresh[each["media_group_id"]]} if "media_group_id" in each else {})
        for each in contents
    ]


def _put(world: World, call: Call, contents: list[Json], markup: Markup = NONE) -> list[Json]:
    place, chat = world.reachable(call.text("chat_id"))
    for content in contents:
        check_may_send(world, place, content)
    more = where(world, call, place, chat)
    world.flood.spend(place.id, world.now().timestamp(), len(contents))
    single = len(contents) == 1
    return [
        world.send(
            place, {n: v for n, v in each.items() if not (single and n == "media_group_id")}, markup, **more
        ).body
        for each in contents
    ]


def _id(body: Json) -> Json:
    return {"message_id": body["message_id"]}


METHODS = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
