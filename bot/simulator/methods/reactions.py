"""setMessageReaction: the bot's one reaction to a message; people's are elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.contract import words_for
from bot.simulator.errors import BadRequest
from bot.simulator.fields import object_field, text_field

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

_REACTION = "can't parse ReactionType: "


def react(world: World, call: Call) -> bool:
    """Put the bot's reaction on a message in place of its earlier one; an empty list takes it away."""
    given = call.json("reaction", "can't parse reaction types JSON object") or []
    if not isinstance(given, list):
        raise BadRequest("expected an Array of ReactionType")
    reactions = [_reaction(each) for each in given]
    place = world.readable(call.text("chat_id"))
    message = world.chats.of(place.id).find(call.integer("message_id"))
    if message is None:
        raise BadRequest("message to react not found")
    if len(reactions) > 1:
        raise BadRequest("REACTIONS_TOO_MANY")
    if any(each["type"] == "emoji" and each["emoji"] not in _emojis() for each in reactions):
        raise BadRequest("REACTION_INVALID")
    message.reactions[world.bot.id] = reactions
    world.chats.of(place.id).changed("edit", message)
    return True


def _reaction(given: object) -> Json:
    given = object_field(given, f"{_REACTION}expected an Object")
    kind = text_field(given, "type", _REACTION, required=True)
    if kind == "emoji":
        return {"type": kind, "emoji": text_field(given, "emoji", _REACTION, required=True)}
    if kind == "custom_emoji":
        emoji = text_field(given, "custom_emoji_id", _REACTION, required=True)
        return {"type": kind, "custom_emoji_id": emoji}
    raise BadRequest(f"{_REACTION}invalid reaction type specified")


def _emojis() -> tuple[str, ...]:
    return words_for("ReactionTypeEmoji.emoji")


METHODS = {"setMessageReaction": react}
