"""Topics of forums: opened, renamed, closed, opened again, deleted by the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.group_acts import ICON_COLOUR, open_topic, tell_topic
from bot.simulator.groups import Group, Topic
from bot.simulator.text.cleaning import clean

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

NAME_LENGTH = 128
COLOURS = frozenset({7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047})
BRIGHTEST = 0xFFFFFF


def create(world: World, call: Call) -> Json:
    """Open a topic."""
    group = _forum(world, call, "not enough rights to create a topic")
    name = clean(call.text("name")).strip()[:NAME_LENGTH]
    if not name:
        raise BadRequest("name must be non-empty")
    colour = call.integer("icon_color")
    if not 0 <= colour <= BRIGHTEST:
        raise BadRequest("invalid icon color specified")
    colour = colour if colour in COLOURS else ICON_COLOUR
    topic = open_topic(world, group, world.bot.user(), name, colour)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.colour}


def rename(world: World, call: Call) -> bool:
    """Give a topic another name."""
    group = _forum(world, call, "not enough rights to edit the topic")
    topic = _topic(group, call)
    name = clean(call.text("name")).strip()[:NAME_LENGTH]
    if not name or name == topic.name:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    topic.name = name
    tell_topic(world, group, world.bot.user(), topic, {"forum_topic_edited": {"name": name}})
    return True


def close(world: World, call: Call) -> bool:
    """Let nobody but administrators write in a topic."""
    return _set_closed(world, call, closed=True)


def reopen(world: World, call: Call) -> bool:
    """Let everybody write in a topic again."""
    return _set_closed(world, call, closed=False)


def delete(world: World, call: Call) -> bool:
    """Delete a topic with all that was said in it."""
    group = _forum(world, call, "not enough rights to delete the topic")
    topic = _topic(group, call)
    del group.topics[topic.id]
    chat = world.chats.of(group.id)
    for message in list(chat.messages.values()):
        if message.body.get("message_thread_id") == topic.id and not message.deleted:
            chat.delete(message)
    return True


def _set_closed(world: World, call: Call, *, closed: bool) -> bool:
    group = _forum(world, call, "not enough rights to close or open the topic")
    topic = _topic(group, call)
    if topic.closed == closed:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    service = "forum_topic_closed" if closed else "forum_topic_reopened"
    tell_topic(world, group, world.bot.user(), topic, {service: {}})
    return True


def _forum(world: World, call: Call, complaint: str) -> Group:
    place, _ = world.reachable(call.text("chat_id"))
    if not isinstance(place, Group) or place.kind != "supergroup":
        raise BadRequest("the chat is not a forum")
    if not place.forum:
        raise BadRequest("the chat is not a supergroup forum")
    if not place.rules(world.bot.id, "can_manage_topics"):
        raise BadRequest(complaint)
    return place


def _topic(group: Group, call: Call) -> Topic:
    topic = group.topics.get(call.integer("message_thread_id"))
    if topic is None:
        raise BadRequest("TOPIC_ID_INVALID")
    return topic


METHODS = {
    "createForumTopic": create,
    "editForumTopic": rename,
    "closeForumTopic": close,
    "reopenForumTopic": reopen,
    "deleteForumTopic": delete,
}
