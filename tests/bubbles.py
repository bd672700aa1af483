"""Messages as a phone of tests.town shows them; who holds the phone is said there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.handlers.calls import Call

#: What each call that bears a caption shows.
CAPTIONED = {"send_photo": "photo", "send_media_group": "album", "send_voice": "voice", "send_audio": "voice"}

#: What shows no message.
WORDLESS = {"set_my_commands", "pin_chat_message", "unpin_chat_message"}


@dataclass
class Bubble:
    """A message on a screen as it now stands."""

    message_id: int
    text: str
    buttons: list[list[tuple[str, str]]] = field(default_factory=list)  # label, data
    what: str = ""  # photo, album, pin


def bubble_of(call: Call, message_id: int) -> Bubble:
    arguments = call.arguments
    match call.method:
        case "edit_message_media":
            return Bubble(message_id, plain(getattr(arguments["media"], "caption", "")), what="photo")
        case "send_photo" | "send_media_group" | "send_voice" | "send_audio" as method:
            return Bubble(message_id, plain(arguments.get("caption", "")), what=CAPTIONED[method])
        case "edit_message_caption":
            return Bubble(message_id, plain(arguments["caption"]), what="photo")
        case "send_document":
            return Bubble(message_id, str(arguments["filename"]), what="document")
        case "send_location":
            return Bubble(message_id, f"{arguments['latitude']}, {arguments['longitude']}", what="pin")
    return Bubble(message_id, plain(arguments["text"]))


def pinned(call: Call, before: list[int]) -> list[int]:
    """Return which messages are pinned after a call, the newest last."""
    message = call.arguments.get("message_id")
    others = [each for each in before if each != message]
    match call.method:
        case "pin_chat_message" if isinstance(message, int):
            return [*others, message]
        case "unpin_chat_message":
            return others
    return before


def plain(html: object) -> str:
    return unescape(re.sub(r"</?(b|pre)>", "", str(html)))


def told(bubble: Bubble, keyboard: list[list[str]], *, edited: bool) -> list[str]:
    """Return a message as a person reads it in a transcript."""
    marks = {
        "photo": "[photo] ",
        "album": "[album] ",
        "pin": "[lieu] ",
        "voice": "[voix] ",
        "document": "[fichier] ",
    }
    mark = marks.get(bubble.what, "")
    head, *rest = f"{mark}{bubble.text}".split("\n")
    lines = [f"🤖 {'(modifié) ' if edited else ''}{head}", *(f"   {line}" for line in rest)]
    rows = [[label for label, _ in row] for row in bubble.buttons] or keyboard
    return lines + ["   " + " ".join(f"[{label}]" for label in row) for row in rows]
