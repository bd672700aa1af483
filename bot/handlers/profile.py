"""The bot's own face on Telegram: name, descriptions, picture and commands, per language, from the territory.

Telegram limits how often these change, so they are set again only when the territory's words changed.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from bot.flows import menu

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.territory import Territory
    from bot.i18n import Words

ASK_NAME = "getMe"
USERNAME = "username"  # the fact by which the bot knows its own
FACT = "profile"  # the fingerprint of what was set last

Call = dict[str, Any]
"""A method of the Bot API and its arguments, as plain values for an errand."""


def calls(territory: Territory, words: Words) -> list[Call]:
    """Return the calls that give the bot its face; the default language stands for every other one."""
    everywhere = [("", territory.default_language), *((name, name) for name in territory.languages)]
    return [call for code, language in everywhere for call in _texts(territory, words, code, language)]


def fingerprint(made: list[Call], picture: str | None) -> str:
    """Return a digest of everything that would be set."""
    return hashlib.sha256(json.dumps([made, picture]).encode()).hexdigest()


def _texts(territory: Territory, words: Words, code: str, language: str) -> Iterator[Call]:
    profile = territory.profile
    described: dict[str, dict[str, Any]] = {
        "setMyName": {"name": territory.text(profile.name, language)},
        "setMyDescription": {"description": territory.text(profile.description, language)},
        "setMyShortDescription": {"short_description": territory.text(profile.short_description, language)},
        "setMyCommands": {"commands": _commands(words, language)},
    }
    where: Mapping[str, str] = {"language_code": code} if code else {}
    for method, arguments in described.items():
        yield {"method": method, "arguments": {**arguments, **where}}


def _commands(words: Words, language: str) -> list[dict[str, str]]:
    return [
        {"command": name, "description": words.plain(said, language)} for name, said in menu.COMMANDS.items()
    ]
