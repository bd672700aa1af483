"""What the edge does for a town in one process: last words are said, forgotten files leave the disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.handlers.calls import Call
from bot.handlers.profile import USERNAME
from bot.jobs.blurring import _erase
from bot.storage import errands, facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.town import Town

NAMED = "jardins_bot"


def is_named(town: Town) -> None:
    """Let the bot know what it is called, as after its start."""
    facts.write(town.connection, USERNAME, NAMED)


def run(town: Town) -> None:
    """Do every call and every forgetting that waits."""
    for errand in errands.due(town.connection, town.now, 100):
        if errand.kind == "call":
            _say(town, errand.payload)
        elif errand.kind == "erase":
            _erase(town.connection, str(errand.payload["digest"]), town.photos)
        else:
            continue
        errands.end(town.connection, errand, {}, None, town.now)
    town.settle()


def _say(town: Town, payload: Mapping[str, Any]) -> None:
    arguments = payload["arguments"]
    json.loads(arguments["reply_markup"])  # Telegram takes JSON there
    phone = town.phones[arguments["chat_id"]]
    phone.show(Call("send_message", {"text": arguments["text"]}), 1_000_000 + len(phone.bubbles))
