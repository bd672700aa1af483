"""Reads keyboards as the server does and refuses what it refuses; it shows nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.contract import fields_of, words_for
from bot.simulator.errors import BadRequest
from bot.simulator.fields import object_field, text_field
from bot.simulator.text.cleaning import clean
from bot.simulator.text.links import ONLY_HTTPS, checked_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.shapes import Json

DATA_BYTES = 64
BUTTONS = 100
ROW = 8
COPIED = 256
_PRIVATE_ONLY = {
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "polls can be requested in private chats only",
    "web_app": "web App buttons can be used in private chats only",
}
_INLINE = "can't parse inline keyboard button: "
_REPLY = "can't parse keyboard button: "
_LOOKS = ("style", "icon_custom_emoji_id")
_STYLES = frozenset({"", "default", "primary", "danger", "success"})


@dataclass(frozen=True, slots=True)
class Markup:
    """A reply markup: `kind` is none, inline, keyboard, remove or force; `body` its Bot API form."""

    kind: str = "none"
    body: Json | None = None


NONE = Markup()


def parse_markup(raw: str, *, private: bool = True) -> Markup:
    """Return the markup of a message to send; raises BadRequest with the server's words."""
    value = _object(raw) if raw else {}
    keyboard = _keyboard(value, private=private) if "keyboard" in value else NONE
    inline = _inline(value, private=private) if "inline_keyboard" in value else NONE
    if keyboard is not NONE or inline is not NONE:
        return inline if keyboard is NONE else keyboard
    if value.get("remove_keyboard"):
        return Markup("remove", value)
    return Markup("force", value) if value.get("force_reply") else NONE


def parse_inline(raw: str) -> Markup:
    """Return the markup of an edit, which can only be an inline keyboard."""
    markup = parse_markup(raw)
    if markup.kind not in {"none", "inline"}:
        raise BadRequest("inline keyboard expected")
    return markup


def _object(raw: str) -> Json:
    try:
        value = json.loads(raw)
    except ValueError:
        raise BadRequest("can't parse reply keyboard markup JSON object") from None
    return object_field(value, "object expected as reply markup")


def _rows(value: Json, name: str, named: str, read: Callable[[object], Json]) -> list[list[Json]]:
    rows = value[name]
    if not isinstance(rows, list):
        raise BadRequest(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise BadRequest(f'field "{name}"{named} must be an Array of Arrays')
    made = [[read(button) for button in row] for row in rows if row]
    if sum(map(len, made)) > BUTTONS or any(len(row) > ROW for row in made):
        raise BadRequest("reply markup is too long")
    return made


def _inline(value: Json, *, private: bool) -> Markup:
    rows = _rows(value, "inline_keyboard", " of the InlineKeyboardMarkup", _inline_button)
    if not private and any("web_app" in button for row in rows for button in row):
        raise BadRequest("BUTTON_TYPE_INVALID")
    return Markup("inline", {"inline_keyboard": rows}) if rows else NONE


def _inline_button(button: object) -> Json:
    button = object_field(button, f"{_INLINE}InlineKeyboardButton must be an Object")
    text = clean(text_field(button, "text", _INLINE, required=True)).strip()
    _check_style(button, _INLINE)
    action = _action(button)
    if not text:
        raise BadRequest("inline keyboard button text must be non-empty")
    looks: Json = {name: str(button[name]).lower() for name in _LOOKS if button.get(name)}
    if looks.get("style") not in words_for("InlineKeyboardButton.style"):
        looks.pop("style", None)  # "default" is accepted and said nowhere
    return {"text": text, **looks, **action}


def _check_style(button: Json, context: str) -> None:
    if text_field(button, "style", context).lower() not in _STYLES:
        raise BadRequest(f"{context}invalid button style specified")


def _action(button: Json) -> Json:
    """Return the one thing a button does: of several the server silently takes the first in its own order."""
    if address := text_field(button, "url", _INLINE):
        return {"url": _url(address)}
    if data := text_field(button, "callback_data", _INLINE):
        return {"callback_data": _data(data)}
    for name in ("callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat",
                 "switch_inline_query_chosen_chat", "login_url"):  # fmt: skip
        if kept := fields_of("InlineKeyboardButton", {name: button[name]} if name in button else {}):
            return kept
    if "web_app" in button:
        return {"web_app": {"url": _web_app(button["web_app"])}}
    if "copy_text" in button:
        return {"copy_text": {"text": _copied(button["copy_text"])}}
    raise BadRequest(f"{_INLINE}Text buttons are unallowed in the inline keyboard")


def _copied(wish: object) -> str:
    wish = object_field(wish, f'{_INLINE}Field "copy_text" must be of type Object')
    text = text_field(wish, "text", _INLINE, required=True)
    if not 1 <= len(text) <= COPIED:
        raise BadRequest("BUTTON_COPY_TEXT_INVALID")
    return text


def _data(data: str) -> str:
    if len(data.encode()) > DATA_BYTES:
        raise BadRequest("BUTTON_DATA_INVALID")
    return data


def _url(address: str) -> str:
    link, wrong = checked_link(address)
    if wrong:
        raise BadRequest(f"inline keyboard button URL '{address}' is invalid: {wrong}")
    return link


def _web_app(app: object) -> str:
    address = text_field(app, "url", _INLINE) if isinstance(app, dict) else ""
    link, wrong = checked_link(address)
    if wrong or not link.startswith("https://"):
        raise BadRequest(f"inline keyboard button Web App URL '{address}' is invalid: {wrong or ONLY_HTTPS}")
    return link


def _keyboard(value: Json, *, private: bool) -> Markup:
    def read(button: object) -> Json:
        return _keyboard_button(button, private=private)

    rows = _rows(value, "keyboard", "", read)
    return Markup("keyboard", {**value, "keyboard": rows}) if rows else NONE


def _keyboard_button(button: object, *, private: bool) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    button = object_field(button, f"{_REPLY}KeyboardButton must be a String or an Object")
    text = clean(text_field(button, "text", _REPLY, required=True)).strip()
    _check_style(button, _REPLY)
    for name, complaint in _PRIVATE_ONLY.items():
        if button.get(name) and not private:
            raise BadRequest(complaint)
    if not text:
        raise BadRequest("keyboard button text must be non-empty")
    return {**button, "text": text}
