"""What stands around a chat's messages, as calls: its commands and what is pinned; it says nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import BotCommand, BotCommandScopeChat

from bot.flows import menu
from bot.handlers.calls import Call
from bot.services import own_things
from bot.storage import people

if TYPE_CHECKING:
    from bot.flows.outbound import Pinning
    from bot.services.work import Work
    from bot.storage.people import Person


def commands(work: Work, reader: Person, chat: int) -> Call:
    """Show in a chat the commands its reader may give."""
    listed = {
        **menu.staff_commands(people.roles_of(work.connection, reader.id)),
        **(menu.PARTICIPANT_COMMANDS if own_things.takes_part(work, reader.id) else {}),
        **menu.COMMANDS,
    }
    made = [BotCommand(name, work.words.plain(said, reader.speaks)) for name, said in listed.items()]
    return Call("set_my_commands", {"commands": made, "scope": BotCommandScopeChat(chat)})


def pinning(content: Pinning, chat: int) -> Call:
    """Pin a message of a chat without a sound, or unpin it."""
    where = {"chat_id": chat, "message_id": content.message}
    if content.on:
        return Call("pin_chat_message", {**where, "disable_notification": True})
    return Call("unpin_chat_message", where)
