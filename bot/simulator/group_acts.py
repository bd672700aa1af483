"""What people do in groups: founding, joining, leaving, ruling, talking; each makes the updates of it.

It asks nothing of the bot.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.simulator.acts import Done, without_reply
from bot.simulator.errors import CannotNowError, ControlError, NoSuchThingError
from bot.simulator.groups import ABSENT, GENERAL, RULERS, USUAL_RIGHTS, Group, Member, Topic
from bot.simulator.shapes import Json, present
from bot.simulator.text.formatted import typed_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.simulator.files import Media
    from bot.simulator.people import Person
    from bot.simulator.world import World

ICON_COLOUR = 7_322_096


def found(world: World, creator: int, title: str, kind: str = "group", members: Iterable[int] = ()) -> Group:
    """Found a group (kind: group, supergroup or forum) with its first members, the bot not among them."""
    if kind not in {"group", "supergroup", "forum"}:
        raise ControlError("a group is a group, a supergroup or a forum")
    if not title.strip():
        raise ControlError("a group has a title")
    person = world.people.get(creator)
    group = world.groups.add(title.strip(), supergroup=kind != "group", forum=kind == "forum")
    group.members[person.id] = Member("creator")
    for member in members:
        group.members[world.people.get(member).id] = Member("member")
    return group


def add_bot(world: World, group: Group, by: Person, *, rules: bool = False) -> Done:
    """Add the bot, as an administrator if asked; it comes to know everybody in the group."""
    if world.bot.id in group.present():
        return Done()
    becomes = Member("administrator", USUAL_RIGHTS) if rules else Member("member")
    update = _bot_becomes(world, group, by, becomes)
    for member in group.present():
        if member != world.bot.id:
            world.people.change(member, met=True)
    message, heard = world.announce(group, by.user(), {"new_chat_members": [world.bot.user()]})
    return Done((message.id,), (update, heard))


def remove_bot(world: World, group: Group, by: Person) -> Done:
    """Remove the bot; it hears that it was, and nothing more of the group."""
    message, heard = world.announce(group, by.user(), {"left_chat_member": world.bot.user()})
    return Done((message.id,), (heard, _bot_becomes(world, group, by, Member("kicked"))))


def change(
    world: World, group: Group, by: Person, user: int, status: str, rights: Iterable[str] = ()
) -> Done:
    """Make somebody, or the bot, administrator, member, restricted, left or kicked."""
    if status not in {"administrator", "member", "restricted", "left", "kicked"}:
        raise ControlError(f"nobody is {status}")
    chosen = frozenset(rights) or USUAL_RIGHTS if status == "administrator" else frozenset()
    becomes = Member(status, chosen)
    if user == world.bot.id:
        return Done((), (_bot_becomes(world, group, by, becomes),))
    world.people.get(user)
    return Done((), (_person_becomes(world, group, by, user, becomes),))


def join(world: World, group: Group, person: Person, by: Person | None = None) -> Done:
    """Let a person in."""
    if person.id in group.present():
        return Done()
    update = _person_becomes(world, group, by or person, person.id, Member("member"))
    if world.bot.id in group.present():
        world.people.change(person.id, met=True)
    message, heard = world.announce(group, (by or person).user(), {"new_chat_members": [person.user()]})
    return Done((message.id,), (update, heard))


def leave(world: World, group: Group, person: Person, by: Person | None = None) -> Done:
    """Let a person leave, or be thrown out by another."""
    becomes = Member("kicked" if by and by.id != person.id else "left")
    update = _person_becomes(world, group, by or person, person.id, becomes)
    message, heard = world.announce(group, (by or person).user(), {"left_chat_member": person.user()})
    return Done((message.id,), (update, heard))


def rename(world: World, group: Group, person: Person, title: str) -> Done:
    """Give the group another title."""
    group.title = title.strip() or group.title
    message, heard = world.announce(group, person.user(), {"new_chat_title": group.title})
    return Done((message.id,), (heard,))


def migrate(world: World, group: Group, person: Person) -> tuple[Group, Done]:
    """Make a supergroup of a group: another id, the same people; the old one accepts nothing more."""
    if group.kind == "supergroup" or group.migrated_to:
        raise CannotNowError("this group is a supergroup already")
    new = world.groups.add(group.title, supergroup=True)
    new.members = dict(group.members)
    leaving, left = world.announce(group, person.user(), {"migrate_to_chat_id": new.id})
    group.migrated_to = new.id
    coming, came = world.announce(new, person.user(), {"migrate_from_chat_id": group.id})
    return new, Done((leaving.id, coming.id), (left, came))


def open_topic(world: World, group: Group, sender: Json, name: str, colour: int = ICON_COLOUR) -> Topic:
    """Open a topic of a forum; its number is that of the message that says so."""
    if not group.forum:
        raise CannotNowError("the chat is not a forum")
    number = world.chats.next_id(group.id)
    topic = group.topics[number] = Topic(number, name, colour)
    created = {"forum_topic_created": {"name": name, "icon_color": colour}}
    tell_topic(world, group, sender, topic, {"message_id": number, **created})
    return topic


def tell_topic(world: World, group: Group, sender: Json, topic: Topic, content: Json) -> int:
    """Put a service message in a topic and return its update's id."""
    thread = {"message_thread_id": topic.id, "is_topic_message": True}
    return world.announce(group, sender, {**thread, **content})[1]


def say(world: World, group: Group, person: Person, text: str, *, topic: int = 0, reply_to: int = 0) -> Done:
    """Send a text, in a topic of a forum if one is named."""
    if not text.strip():
        raise ControlError("a text cannot be empty")
    made = typed_text(text)
    more = {**_thread(group, topic), **_reply(world, group, reply_to)}
    return post(world, group, person, [present(**more, text=made.text, entities=made.entities or None)])


def show(
    world: World, group: Group, person: Person, media: list[Media], caption: str = "", topic: int = 0
) -> Done:
    """Send photos or files, several as an album."""
    album = {"media_group_id": str(secrets.randbits(54))} if len(media) > 1 else {}
    contents = [{**_thread(group, topic), **album, each.kind: world.files.shown(each)} for each in media]
    if caption and contents:
        contents[0]["caption"] = caption
    return post(world, group, person, contents)


def post(world: World, group: Group, person: Person, contents: list[Json]) -> Done:
    """Put messages of a person in the group; who is not in it, or may not write, is refused."""
    _check_writes(group, person)
    made = [world.receive(person, content, group) for content in contents]
    return Done(tuple(message.id for message, _ in made), tuple(update for _, update in made))


def _check_writes(group: Group, person: Person) -> None:
    member = group.member(person.id)
    if group.migrated_to or group.deleted:
        raise CannotNowError("this group is no more")
    if member.status in ABSENT:
        raise CannotNowError("this person is not in the group")
    if member.status == "restricted" or (group.muted and member.status not in RULERS):
        raise CannotNowError("this person may not write in the group")


def _thread(group: Group, topic: int) -> Json:
    if topic in {0, GENERAL}:
        return {}
    found_topic = group.topics.get(topic)
    if found_topic is None:
        raise NoSuchThingError(f"there is no topic {topic}")
    if found_topic.closed:
        raise CannotNowError("the topic is closed")
    return {"message_thread_id": topic, "is_topic_message": True}


def _reply(world: World, group: Group, message_id: int) -> Json:
    if not message_id:
        return {}
    message = world.chats.of(group.id).find(message_id)
    if message is None:
        raise NoSuchThingError(f"there is no message {message_id}")
    return {"reply_to_message": without_reply(message)}


def _bot_becomes(world: World, group: Group, by: Person, becomes: Member) -> int:
    return bot_becomes(world, group, by.user(), becomes)


def bot_becomes(world: World, group: Group, by: Json, becomes: Member) -> int:
    """Change what the bot is in a group, and tell it; returns the update's id."""
    was = group.member(world.bot.id)
    group.members[world.bot.id] = becomes
    return world.queue.add("my_chat_member", _updated(world, group, by, world.bot.user(), (was, becomes)))


def _person_becomes(world: World, group: Group, by: Person, user: int, becomes: Member) -> int:
    """Change what a person is; only a bot that rules the group hears of it."""
    was = group.member(user)
    group.members[user] = becomes
    if group.member(world.bot.id).status not in RULERS:
        return 0
    person = world.people.get(user).user()
    return world.queue.add("chat_member", _updated(world, group, by.user(), person, (was, becomes)))


def _updated(world: World, group: Group, by: Json, user: Json, change: tuple[Member, Member]) -> Json:
    world.chats.of(group.id).changed("state")
    return {
        "chat": group.chat(),
        "from": by,
        "date": int(world.now().timestamp()),
        "old_chat_member": change[0].view(user),
        "new_chat_member": change[1].view(user),
    }
