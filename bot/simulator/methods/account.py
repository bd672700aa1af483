"""The bot's account: who it is, its commands, its menu button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.fields import number_field, object_field, text_field
from bot.simulator.groups import Group
from bot.simulator.text.cleaning import clean
from bot.simulator.text.links import ONLY_HTTPS, checked_link

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

COMMANDS, COMMAND_LENGTH, DESCRIPTION_LENGTH = 100, 32, 256
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_COMMAND = re.compile(r"[a-z0-9_]+")
_PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_SCOPE = "can't parse BotCommandScope: "
_BOT_COMMAND = "can't parse BotCommand: "
_MENU = "can't parse menu button: "


def get_me(world: World, _call: Call) -> Json:
    """Return the bot's own account."""
    no = (
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
    )
    return {**world.bot.user(), "can_join_groups": True, **dict.fromkeys(no, False),
            "can_read_all_group_messages": world.bot.reads_groups}  # fmt: skip


def leave(_world: World, _call: Call) -> bool:
    """Log out or close: nothing changes here, a simulation has one server."""
    return True


def set_commands(world: World, call: Call) -> bool:
    """Set the commands of a scope and a language."""
    given = call.json("commands", "can't parse commands JSON object") if call.text("commands") else []
    if not isinstance(given, list):
        raise BadRequest("expected an Array of BotCommand")
    if len(given) > COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(each) for each in given]
    world.bot.commands[_scope(world, call), language_of(call)] = commands
    world.hub.publish(0, "state")
    return True


def get_commands(world: World, call: Call) -> list[Json]:
    """Return the commands of exactly this scope and language."""
    return world.bot.commands.get((_scope(world, call), language_of(call)), [])


def delete_commands(world: World, call: Call) -> bool:
    """Forget the commands of a scope and a language."""
    world.bot.commands.pop((_scope(world, call), language_of(call)), None)
    world.hub.publish(0, "state")
    return True


def set_menu_button(world: World, call: Call) -> bool:
    """Set the menu button of a chat, or of all chats (0)."""
    button = call.json("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    button = _menu_button(object_field(button, f"{_MENU}MenuButton must be an Object"))
    chat = world.person(call.text("chat_id")).id if call.text("chat_id") else 0
    world.bot.menu_buttons[chat] = button
    return True


def get_menu_button(world: World, call: Call) -> Json:
    """Return the menu button of a chat, or the one of all chats."""
    chat = world.person(call.text("chat_id")).id if call.text("chat_id") else 0
    buttons = world.bot.menu_buttons
    return buttons.get(chat) or buttons.get(0) or {"type": "commands"}


def language_of(call: Call) -> str:
    """Return the language of a per-language setting, "" for everybody else; raises BadRequest."""
    code = call.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise BadRequest("invalid language code specified")
    return code


def _menu_button(given: Json) -> Json:
    kind = text_field(given, "type", _MENU, required=True)
    if kind in {"commands", "default"}:
        return {"type": kind}
    if kind != "web_app":
        raise BadRequest(f"{_MENU}MenuButton has unsupported type")
    text = text_field(given, "text", _MENU, required=True)
    app = object_field(given.get("web_app"), f'{_MENU}Field "web_app" must be of type Object')
    address = text_field(app, "url", _MENU, required=True)
    link, wrong = checked_link(address)
    if wrong or not link.startswith("https://"):
        raise BadRequest(f"menu button Web App URL '{address}' is invalid: {wrong or ONLY_HTTPS}")
    return {"type": kind, "text": text, "web_app": {"url": link}}


def _command(given: object) -> Json:
    given = object_field(given, f"{_BOT_COMMAND}expected an Object")
    name = clean(text_field(given, "command", _BOT_COMMAND, required=True)).strip().removeprefix("/")
    description = clean(text_field(given, "description", _BOT_COMMAND, required=True)).strip()
    checks = (
        (not name, "command must be non-empty"),
        (len(name) > COMMAND_LENGTH, "command length must not exceed 32"),
        (not description, "command description must be non-empty"),
        (len(description) > DESCRIPTION_LENGTH, "command description length must not exceed 256"),
        (not _COMMAND.fullmatch(name), "BOT_COMMAND_INVALID"),
    )
    for wrong, complaint in checks:
        if wrong:
            raise BadRequest(complaint)
    return {"command": name, "description": description}


def _scope(world: World, call: Call) -> str:
    scope = call.json("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    scope = object_field(scope, f"{_SCOPE}BotCommandScope must be an Object")
    kind = text_field(scope, "type", _SCOPE, required=True)
    if kind in _PLAIN_SCOPES:
        return kind
    if kind in {"chat", "chat_administrators", "chat_member"}:
        place = world.place(text_field(scope, "chat_id", _SCOPE, required=True))
        if kind != "chat" and not isinstance(place, Group):
            raise BadRequest("can't use specified scope in private chats")
        member = number_field(scope, "user_id", _SCOPE, required=True) if kind == "chat_member" else 0
        return f"{kind}:{place.id}" + (f":{member}" if member else "")
    raise BadRequest(f"{_SCOPE}Unsupported type specified")


METHODS = {
    "getMe": get_me,
    "logOut": leave,
    "close": leave,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
}
