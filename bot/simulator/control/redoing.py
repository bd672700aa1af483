"""Makes a person do again what a recorded update tells; when, and what the bot answers, is elsewhere."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from bot.simulator import acts
from bot.simulator.control.standins import with_files
from bot.simulator.errors import ControlError
from bot.simulator.groups import USUAL_RIGHTS, Group, Member, Topic
from bot.simulator.people import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.control.comparing import Names
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

_OF_THE_CHAT = frozenset({"message_id", "from", "chat", "date", "edit_date", "reply_to_message"})
_SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
)


class Redoing:
    """Does recorded updates again in a world; `names` tells which message of it stands for a recorded one."""

    def __init__(self, world: World, names: Names) -> None:
        self._world, self._names = world, names

    def doing(self, kind: str, content: object) -> Callable[[Json], object]:
        """Return what makes an update of a kind again: the person's act, or the queue as it was."""
        acted = isinstance(content, dict) and isinstance(content.get("from"), dict) and chat_of(content)
        known: dict[str, Callable[[Json], object]] = {
            "message": self._message,
            "callback_query": self._press,
            "edited_message": self._edit,
            "my_chat_member": self._member,
        }
        return known.get(kind, self._raw) if acted else self._raw

    def by_the_bot(self, content: object) -> bool:
        """Return whether the bot itself caused an update: it will again."""
        sender = content.get("from") if isinstance(content, dict) else None
        return isinstance(sender, dict) and sender.get("id") == self._world.bot.id

    def _message(self, body: Json) -> None:
        message, chat = body["message"], body["message"]["chat"]
        private = chat["type"] == "private"
        person = self._person(message["from"], **({"started": True, "blocked": False} if private else {}))
        group = None if private else self._group(chat, person)
        content = {name: value for name, value in message.items() if name not in _OF_THE_CHAT}
        if "message_thread_id" in content and "forum_topic_created" not in content:
            content["message_thread_id"] = self._thread(chat, content["message_thread_id"])
        if group is not None and any(name in content for name in _SERVICE):
            self._service(group, person, content)
            return
        content |= self._reply(chat, message.get("reply_to_message"))
        self._world.receive(person, with_files(self._world, content), group)

    def _service(self, group: Group, person: Person, content: Json) -> None:
        if "forum_topic_created" in content:
            created, number = content["forum_topic_created"], self._world.chats.next_id(group.id)
            group.topics[number] = Topic(number, created["name"], created["icon_color"])
            content |= {"message_id": number, "message_thread_id": number}
        self._world.announce(group, person.user(), content)

    def _reply(self, chat: Json, reply: Json | None) -> Json:
        found = self._names.live("message_id", reply["message_id"], chat["id"]) if reply else None
        target = self._world.chats.of(int(chat["id"])).find(int(str(found))) if found else None
        return {"reply_to_message": acts.without_reply(target)} if target else {}

    def _thread(self, chat: Json, recorded: int) -> int:
        found = self._names.live("message_id", recorded, chat["id"])
        return recorded if found is None else int(str(found))

    def _press(self, body: Json) -> None:
        query = body["callback_query"]
        person, chat = self._person(query["from"]), query["message"]["chat"]
        message_id = self._message_id(query["message"])
        data = self._data(int(chat["id"]), message_id, query)
        acts.press(
            self._world, person.id, message_id, data, 0 if chat["type"] == "private" else int(chat["id"])
        )

    def _data(self, chat: int, message_id: int, query: Json) -> str:
        """Return what the button at the recorded place sends now, or what was sent, for a forged press."""
        place, data = _place(query), str(query.get("data"))
        return data if place is None else acts.button_data(self._world, chat, message_id, *place)

    def _edit(self, body: Json) -> None:
        message = body["edited_message"]
        if message["chat"]["type"] != "private":
            self._raw(body)
            return
        person, message_id = self._person(message["from"]), self._message_id(message)
        if "location" in message:
            sharing = "live_period" in message["location"]
            acts.move(self._world, person.id, message_id, message["location"] if sharing else {})
        else:
            acts.edit(self._world, person.id, message_id, message["text"])

    def _member(self, body: Json) -> None:
        changed = body["my_chat_member"]
        person, becomes = self._person(changed["from"]), changed["new_chat_member"]
        if changed["chat"]["type"] == "private":
            acts.block(self._world, person.id, blocked=becomes["status"] == "kicked")
            return
        rights = frozenset(name for name, value in becomes.items() if value is True)
        self._group(changed["chat"], person).members[self._world.bot.id] = Member(becomes["status"], rights)
        self._raw(body)

    def _raw(self, body: Json) -> None:
        self._world.queue.add_raw({name: value for name, value in body.items() if name != "update_id"})

    def _person(self, user: Json, **more: bool) -> Person:
        """Return who did it, with the phone they had then."""
        known = {field.name for field in fields(Person)} & user.keys()
        told = {name: user[name] for name in known} | more
        found = self._world.people.find(int(user["id"]))
        person = replace(found or Person(int(user["id"]), f"person{user['id']}", ""), **told)
        return self._world.people.put(person)

    def _group(self, chat: Json, person: Person) -> Group:
        """Return the group it was done in, founded again if it is not here, with the bot ruling it."""
        group = self._world.groups.find(int(chat["id"]))
        if group is None:
            group = self._world.groups.put(
                Group(int(chat["id"]), str(chat.get("title")), bool(chat.get("is_forum")))
            )
            group.members[self._world.bot.id] = Member("administrator", USUAL_RIGHTS)
        group.members.setdefault(person.id, Member("member"))
        return group

    def _message_id(self, message: Json) -> int:
        found = self._names.live("message_id", message["message_id"], message["chat"]["id"])
        if found is None:
            raise ControlError(f"message {message['message_id']} has not come again")
        return int(str(found))


def chat_of(content: Json) -> Json | None:
    """Return the chat of an update's content, None when it tells none."""
    chat = content.get("chat") or (content.get("message") or {}).get("chat")
    return chat if isinstance(chat, dict) and "id" in chat and "type" in chat else None


def _place(query: Json) -> tuple[int, int] | None:
    """Return where the pressed button stood, None for one that was not on the keyboard."""
    rows = (query["message"].get("reply_markup") or {}).get("inline_keyboard", [])
    found = (
        (row, column)
        for row, buttons in enumerate(rows)
        for column, button in enumerate(buttons)
        if button.get("callback_data") == query.get("data")
    )
    return next(found, None)
