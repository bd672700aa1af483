"""What is on a phone's screen, for people who read failures and for the search of buttons; no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.simulator.shapes import Json

_KINDS = ("photo", "document", "voice", "sticker", "poll", "venue", "location", "contact")


def wording(message: Json) -> str:
    """Return the text or the caption of a message."""
    return str(message.get("text") or message.get("caption") or "")


def shown(chat: Json) -> list[Json]:
    """Return the messages that have not been deleted, oldest first."""
    return [message for message in chat["messages"] if not message["deleted"]]


def inline_buttons(message: Json) -> Iterator[tuple[int, int, Json]]:
    """Yield the buttons under a message with their row and column."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", ())
    for row, buttons in enumerate(rows):
        for column, button in enumerate(buttons):
            yield row, column, button


def reply_buttons(chat: Json) -> list[Json]:
    """Return the buttons of the reply keyboard that is shown."""
    keyboard = chat["keyboard"] or {}
    return [button for row in keyboard.get("keyboard", ()) for button in row]


def transcript(chat: Json) -> str:
    """Return the chat as text: who said what, with the buttons under it."""
    lines = [line for message in shown(chat) for line in _lines(message)]
    if chat["keyboard"]:
        lines += ["keyboard: " + " ".join(f"[{button['text']}]" for button in reply_buttons(chat))]
    return "\n".join(lines)


def _lines(message: Json) -> Iterator[str]:
    who = "bot" if message["from_bot"] else message["from"]["first_name"]
    kind = next((f"({kind}) " for kind in _KINDS if kind in message), "")
    edited = " (edited)" if message["edited"] else ""
    yield f"{who}{edited}: {kind}{wording(message)}".rstrip()
    rows: dict[int, list[str]] = {}
    for row, _, button in inline_buttons(message):
        rows.setdefault(row, []).append(f"[{button['text']}]")
    for buttons in rows.values():
        yield "    " + " ".join(buttons)
