"""What the bot asks and does in groups: members, administrators, leaving, throwing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.group_acts import bot_becomes
from bot.simulator.groups import ABSENT, RULERS, Group, Member

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import Place, World


def get_member(world: World, call: Call) -> Json:
    """Return what somebody is in a chat."""
    place = world.readable(call.text("chat_id"))
    user_id = user_of(call)
    user = world.bot.user() if user_id == world.bot.id else world.user_of(user_id)
    if user is None:
        raise BadRequest("PARTICIPANT_ID_INVALID")
    return _member(world, place, user_id).view(user)


def get_administrators(world: World, call: Call) -> list[Json]:
    """Return who rules a group; there is nobody in a private chat."""
    place = world.readable(call.text("chat_id"))
    if not isinstance(place, Group):
        raise BadRequest("there are no administrators in the private chat")
    members = {user: member for user, member in place.members.items() if member.status in RULERS}
    return [member.view(_user(world, user)) for user, member in members.items()]


def get_member_count(world: World, call: Call) -> int:
    """Return how many are in a chat."""
    place = world.readable(call.text("chat_id"))
    return len(place.present()) if isinstance(place, Group) else 2


def leave(world: World, call: Call) -> bool:
    """Leave a group."""
    place = world.readable(call.text("chat_id"))
    if not isinstance(place, Group):
        raise BadRequest("chat member status can't be changed in private chats")
    if place.member(world.bot.id).status not in ABSENT:
        me = world.bot.user()
        world.announce(place, me, {"left_chat_member": me})
        bot_becomes(world, place, me, Member("left"))
    return True


def ban(world: World, call: Call) -> bool:
    """Throw somebody out."""
    place, _ = world.reachable(call.text("chat_id"))
    user_id = user_of(call)
    if not isinstance(place, Group):
        raise BadRequest("can't ban members in private chats")
    if not place.rules(world.bot.id, "can_restrict_members"):
        raise BadRequest("not enough rights to restrict/unrestrict chat member")
    if place.member(user_id).status == "creator":
        raise BadRequest("can't remove chat owner")
    if place.member(user_id).status == "administrator":
        raise BadRequest("user is an administrator of the chat")
    if world.people.find(user_id) is None:
        raise BadRequest("PARTICIPANT_ID_INVALID")
    place.members[user_id] = Member("kicked")
    world.announce(place, world.bot.user(), {"left_chat_member": _user(world, user_id)})
    return True


def user_of(call: Call) -> int:
    """Return the person a call names; raises BadRequest."""
    text = call.text("user_id").strip()
    if not text.isdecimal() or not int(text):
        raise BadRequest("invalid user_id specified")
    return int(text)


def _member(world: World, place: Place, user_id: int) -> Member:
    if isinstance(place, Group):
        return place.member(user_id)
    return Member("member" if user_id in {place.id, world.bot.id} else "left")


def _user(world: World, user_id: int) -> Json:
    return world.bot.user() if user_id == world.bot.id else world.people.get(user_id).user()


METHODS = {
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_member_count,
    "leaveChat": leave,
    "banChatMember": ban,
}
