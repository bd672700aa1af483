"""Control calls about groups: who is in them and what people do there; what that means is in the acts."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from bot.simulator import acts, group_acts, reactions
from bot.simulator.control.acting import Wish, read_object, read_wish
from bot.simulator.errors import ApiError, ControlError, NoSuchThingError
from bot.simulator.methods.uploads import UPLOAD_BYTES, uploaded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import web

    from bot.simulator.groups import Group
    from bot.simulator.people import Person
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

LONGEST_WAIT = 50.0
GROUP = r"/_sim/groups/{id:-?\d+}"
_PLACE = ("latitude", "longitude")


async def add_group(world: World, request: web.Request) -> Json:
    """Found a group; `bot` says whether the bot is in it from the start: member, administrator or absent."""
    given = await read_object(request)
    members = [int(member) for member in given.get("members", [])]
    kind = str(given.get("kind") or "group")
    group = group_acts.found(
        world, int(given.get("creator") or 0), str(given.get("title") or ""), kind, members
    )
    bot = str(given.get("bot") or "member")
    if bot != "absent":
        creator = world.people.get(int(given.get("creator") or 0))
        group_acts.add_bot(world, group, creator, rules=bot == "administrator")
    world.hub.publish(0, "state")
    return view(group)


async def see_groups(world: World, _request: web.Request) -> Json:
    """Return every group."""
    return {"groups": [view(group) for group in world.groups]}


async def see_group(world: World, request: web.Request) -> Json:
    """Return a group with its chat, at once or when it has changed since version `after`."""
    group = world.groups.get(int(request.match_info["id"]))
    after, wait = int(request.query.get("after", -1)), float(request.query.get("wait", 0))
    chat = world.chats.of(group.id)
    if wait and chat.version <= after:
        await world.hub.changed(group.id, min(wait, LONGEST_WAIT))
    return {
        **view(group),
        "messages": [message.view() for message in list(chat.messages.values())],
        "keyboard": chat.keyboard,
        "pinned": list(chat.pinned),
        "popups": list(chat.popups),
        "version": chat.version,
    }


async def act(world: World, request: web.Request) -> Json:
    """Let a person (`person`: id) do something in a group."""
    group = world.groups.get(int(request.match_info["id"]))
    wish = await read_wish(request)
    doing = ACTS.get(request.match_info["act"])
    if doing is None:
        raise NoSuchThingError(f"nobody can {request.match_info['act']} in a group")
    person = world.people.get(wish.integer("person"))
    done = doing(world, group, person, wish)
    return await done if inspect.isawaitable(done) else done


def view(group: Group) -> Json:
    """Return a group with its members by id and its topics."""
    return {
        **group.chat(),
        "muted": group.muted,
        "deleted": group.deleted,
        "migrated_to": group.migrated_to,
        "members": {str(user): member.status for user, member in group.members.items()},
        "topics": [
            {"id": topic.id, "name": topic.name, "closed": topic.closed} for topic in group.topics.values()
        ],
    }


def _text(world: World, group: Group, person: Person, wish: Wish) -> Json:
    reply = wish.integer("reply_to") if wish.fields.get("reply_to") else 0
    text = str(wish.fields.get("text", ""))
    return group_acts.say(world, group, person, text, topic=_topic(wish), reply_to=reply).view()


async def _photo(world: World, group: Group, person: Person, wish: Wish) -> Json:
    return await _media(world, group, person, wish, "photo")


async def _document(world: World, group: Group, person: Person, wish: Wish) -> Json:
    return await _media(world, group, person, wish, "document")


async def _media(world: World, group: Group, person: Person, wish: Wish, kind: str) -> Json:
    try:
        media = [await uploaded(file, kind, UPLOAD_BYTES) for file in wish.files]
    except ApiError as error:
        raise ControlError(str(error)) from None
    caption = str(wish.fields.get("caption") or "")
    return group_acts.show(world, group, person, media, caption, _topic(wish)).view()


def _location(world: World, group: Group, person: Person, wish: Wish) -> Json:
    location = {name: float(wish.fields[name]) for name in _PLACE if name in wish.fields}
    if len(location) < len(_PLACE):
        raise ControlError("a place has a latitude and a longitude")
    return group_acts.post(world, group, person, [{"location": location}]).view()


def _press(world: World, group: Group, person: Person, wish: Wish) -> Json:
    data = str(wish.fields.get("data", ""))
    return acts.press(world, person.id, wish.integer("message_id"), data, group.id).view()


def _edit(world: World, group: Group, person: Person, wish: Wish) -> Json:
    text = str(wish.fields.get("text", ""))
    return acts.edit(world, person.id, wish.integer("message_id"), text, group.id).view()


def _react(world: World, group: Group, person: Person, wish: Wish) -> Json:
    return reactions.react(world, person, group, wish.integer("message_id"), wish.emoji()).view()


def _vote(world: World, group: Group, person: Person, wish: Wish) -> Json:
    return reactions.vote(world, person, group, wish.integer("message_id"), wish.options()).view()


def _change(world: World, group: Group, person: Person, wish: Wish) -> Json:
    user = wish.integer("user") if wish.fields.get("user") else world.bot.id
    rights = [str(right) for right in wish.fields.get("rights") or []]
    return group_acts.change(world, group, person, user, str(wish.fields.get("status")), rights).view()


def _other(wish: Wish, world: World) -> Person:
    return world.people.get(wish.integer("user"))


def _migrate(world: World, group: Group, person: Person, _wish: Wish) -> Json:
    new, done = group_acts.migrate(world, group, person)
    return {**done.view(), "group": view(new)}


def _mute(world: World, group: Group, _person: Person, wish: Wish) -> Json:
    group.muted = bool(wish.fields.get("muted", True))
    world.chats.of(group.id).changed("state")
    return view(group)


def _delete(world: World, group: Group, _person: Person, _wish: Wish) -> Json:
    group.deleted = True
    world.chats.of(group.id).changed("state")
    return view(group)


def _open_topic(world: World, group: Group, person: Person, wish: Wish) -> Json:
    topic = group_acts.open_topic(world, group, person.user(), str(wish.fields.get("name") or "?"))
    return {"id": topic.id, "name": topic.name, "closed": topic.closed}


def _topic(wish: Wish) -> int:
    return wish.integer("topic") if wish.fields.get("topic") else 0


ACTS: dict[str, Callable[[World, Group, Person, Wish], Json | Awaitable[Json]]] = {
    "text": _text,
    "photo": _photo,
    "document": _document,
    "location": _location,
    "press": _press,
    "edit": _edit,
    "react": _react,
    "vote": _vote,
    "join": lambda world, group, person, _wish: group_acts.join(world, group, person).view(),
    "leave": lambda world, group, person, _wish: group_acts.leave(world, group, person).view(),
    "invite": lambda world, group, by, wish: group_acts.join(world, group, _other(wish, world), by).view(),
    "kick": lambda world, group, by, wish: group_acts.leave(world, group, _other(wish, world), by).view(),
    "add_bot": lambda world, group, by, wish: group_acts.add_bot(
        world, group, by, rules=bool(wish.fields.get("rules"))
    ).view(),
    "remove_bot": lambda world, group, by, _wish: group_acts.remove_bot(world, group, by).view(),
    "change": _change,
    "rename": lambda world, group, person, wish: group_acts.rename(
        world, group, person, str(wish.fields.get("title") or "")
    ).view(),
    "migrate": _migrate,
    "mute": _mute,
    "delete": _delete,
    "topic": _open_topic,
}

ROUTES: list[tuple[str, str, Callable[[World, web.Request], Awaitable[Json]]]] = [
    ("POST", "/_sim/groups", add_group),
    ("GET", "/_sim/groups", see_groups),
    ("GET", GROUP, see_group),
    ("POST", GROUP + r"/{act:\w+}", act),
]
