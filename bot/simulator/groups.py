"""Groups, supergroups and forums as they stand: who is in them with which rights, their topics.

What is said there is kept with the chats; what may be done is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.errors import NoSuchThingError
from bot.simulator.shapes import Json, present

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_GROUP, FIRST_SUPERGROUP = -4_100_000_001, -1_002_100_000_001
FIRST_OF_SUPERGROUPS = -1_000_000_000_000
GENERAL = 1
"""The topic that every forum has; its number is never said to the bot, nor taken from it."""

ABSENT = frozenset({"left", "kicked"})
RULERS = frozenset({"creator", "administrator"})
RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories",
)  # fmt: skip
MORE_RIGHTS = ("can_pin_messages", "can_manage_topics")
USUAL_RIGHTS = frozenset(
    [
        "can_manage_chat",
        "can_delete_messages",
        "can_restrict_members",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    ]
)
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """What somebody is in a group: creator, administrator, member, restricted, left or kicked."""

    status: str
    rights: frozenset[str] = frozenset()

    def view(self, user: Json) -> Json:
        """Return a Bot API ChatMember."""
        made: Json = {"user": user, "status": self.status}
        if self.status == "creator":
            made["is_anonymous"] = False
        elif self.status == "administrator":
            made |= {"can_be_edited": False, "is_anonymous": False}
            made |= {right: right in self.rights for right in (*RIGHTS, *MORE_RIGHTS)}
        elif self.status == "restricted":
            made |= {"is_member": True, "until_date": 0, **dict.fromkeys(PERMISSIONS, False)}
        elif self.status == "kicked":
            made["until_date"] = 0
        return made


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is that of the message that opened it."""

    id: int
    name: str
    colour: int
    closed: bool = False


@dataclass(slots=True)
class Group:
    """A group of any kind; `muted` means that only administrators may write."""

    id: int
    title: str
    forum: bool = False
    muted: bool = False
    deleted: bool = False
    migrated_to: int = 0
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return group or supergroup; a forum is a supergroup."""
        return "supergroup" if is_supergroup(self.id) else "group"

    def member(self, user_id: int) -> Member:
        """Return what somebody is here; who never was here has left."""
        return self.members.get(user_id, Member("left"))

    def present(self) -> list[int]:
        """Return the ids of those who are in the group."""
        return [user for user, member in self.members.items() if member.status not in ABSENT]

    def rules(self, user_id: int, right: str) -> bool:
        """Return whether somebody has a right of administrators."""
        member = self.member(user_id)
        return member.status == "creator" or (member.status == "administrator" and right in member.rights)

    def chat(self) -> Json:
        """Return the group as a Bot API Chat."""
        return present(id=self.id, title=self.title, type=self.kind, is_forum=self.forum or None)


def is_supergroup(chat_id: int) -> bool:
    """Return whether an id is of the supergroups' range."""
    return chat_id <= FIRST_OF_SUPERGROUPS


class Groups:
    """Every group, by id."""

    def __init__(self) -> None:
        self._groups: dict[int, Group] = {}

    def __iter__(self) -> Iterator[Group]:
        return iter(list(self._groups.values()))

    def find(self, group_id: int) -> Group | None:
        """Return a group, or None."""
        return self._groups.get(group_id)

    def get(self, group_id: int) -> Group:
        """Return a group; raises NoSuchThingError."""
        group = self._groups.get(group_id)
        if group is None:
            raise NoSuchThingError(f"there is no group {group_id}")
        return group

    def put(self, group: Group) -> Group:
        """Put a group back under the id it had, and return it."""
        self._groups[group.id] = group
        return group

    def add(self, title: str, *, supergroup: bool = False, forum: bool = False) -> Group:
        """Found a group with the next free id of its kind."""
        first = FIRST_SUPERGROUP if supergroup or forum else FIRST_GROUP
        group = Group(first - len(self._groups) * 11, title, forum=forum)
        self._groups[group.id] = group
        return group
