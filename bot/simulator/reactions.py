"""What people and the bot do to a message without writing: reactions and votes; other acts are elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.acts import Done
from bot.simulator.errors import CannotNowError, ControlError, NoSuchThingError
from bot.simulator.groups import RULERS, Group

if TYPE_CHECKING:
    from bot.simulator.chats import Message
    from bot.simulator.people import Person
    from bot.simulator.shapes import Json
    from bot.simulator.world import Place, World


def react(world: World, person: Person, place: Place, message_id: int, emoji: str) -> Done:
    """Put a reaction on a message in place of one's earlier one, or take it away with ""."""
    message = _message(world, place, message_id)
    before = message.reactions.get(person.id, [])
    after: list[Json] = [{"type": "emoji", "emoji": emoji}] if emoji else []
    message.reactions[person.id] = after
    world.chats.of(place.id).changed("edit", message)
    if isinstance(place, Group) and place.member(world.bot.id).status not in RULERS:
        return Done((message_id,))
    update = {
        "chat": place.chat(),
        "message_id": message_id,
        "user": person.user(),
        "date": int(world.now().timestamp()),
        "old_reaction": before,
        "new_reaction": after,
    }
    return Done((message_id,), (world.queue.add("message_reaction", update),))


def vote(world: World, person: Person, place: Place, message_id: int, options: list[int]) -> Done:
    """Vote in a poll, or take one's vote back with no option; the bot hears of its own polls."""
    message = _message(world, place, message_id)
    poll = message.body.get("poll")
    if poll is None:
        raise NoSuchThingError(f"message {message_id} is no poll")
    _check_vote(poll, options)
    poll = counted(poll, message, person.id, options)
    message.body = {**message.body, "poll": poll}
    world.chats.of(place.id).changed("edit", message)
    if not message.from_bot:
        return Done((message_id,))
    updates = [world.queue.add("poll", poll)]
    if not poll["is_anonymous"]:
        updates.append(world.queue.add("poll_answer", _answer(poll, person, options)))
    return Done((message_id,), tuple(updates))


def counted(poll: Json, message: Message, voter: int, options: list[int]) -> Json:
    """Return a poll with somebody's vote counted in place of their earlier one."""
    message.votes[voter] = options
    if not options:
        del message.votes[voter]
    counts = [sum(index in vote for vote in message.votes.values()) for index in range(len(poll["options"]))]
    shown = [{**option, "voter_count": count} for option, count in zip(poll["options"], counts, strict=True)]
    return {**poll, "options": shown, "total_voter_count": len(message.votes)}


def _check_vote(poll: Json, options: list[int]) -> None:
    if poll["is_closed"]:
        raise CannotNowError("the poll is closed")
    if any(not 0 <= option < len(poll["options"]) for option in options):
        raise ControlError("the poll has no such option")
    if len(options) > 1 and not poll["allows_multiple_answers"]:
        raise ControlError("this poll takes one answer")


def _answer(poll: Json, person: Person, options: list[int]) -> Json:
    return {
        "poll_id": poll["id"],
        "user": person.user(),
        "option_ids": options,
        "option_persistent_ids": [poll["options"][option]["persistent_id"] for option in options],
    }


def _message(world: World, place: Place, message_id: int) -> Message:
    message = world.chats.of(place.id).find(message_id)
    if message is None:
        raise NoSuchThingError(f"there is no message {message_id}")
    return message
