"""Makes the text of a message from what the bot sent: parsed, cleaned, measured, entities in UTF-16."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.simulator.contract import fields_of
from bot.simulator.errors import BadRequest
from bot.simulator.fields import number_field, object_field, text_field
from bot.simulator.shapes import Json
from bot.simulator.text.cleaning import clean_with, is_hollow
from bot.simulator.text.detection import detected
from bot.simulator.text.html import parse_html
from bot.simulator.text.markdown import parse_markdown
from bot.simulator.text.markdown_v2 import parse_markdown_v2
from bot.simulator.text.spans import PRIORITY, Span, as_entities, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.shapes import Json

RAW_BYTES = 1 << 15
TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
ENTITIES = 100
_ENTITY = "can't parse MessageEntity: "
_GIVEN = frozenset(PRIORITY)
_FOUND = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
_EXTRA = {
    "text_link": ("url",),
    "pre": ("language",),
    "custom_emoji": ("custom_emoji_id",),
    "date_time": ("unix_time", "date_time_format"),
}
_MODES = {"html": parse_html, "markdown": parse_markdown, "markdownv2": parse_markdown_v2}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as people see it, with its Bot API entities."""

    text: str
    entities: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as the bot sent it: raw, its parse mode, its explicit entities already read as JSON."""

    raw: str
    parse_mode: str = ""
    entities: object = None


def message_text(draft: Draft, user_of: Callable[[int], Json | None]) -> Formatted:
    """Return a message's text; raises BadRequest when it is empty, too long or cannot be parsed."""
    if not draft.raw:
        raise BadRequest("message text is empty")
    made = formatted(draft, user_of)
    if is_hollow(made.text):
        raise BadRequest("text must be non-empty")
    if len(made.text) > TEXT_LENGTH:
        raise BadRequest("message is too long")
    return made


def caption_text(draft: Draft, user_of: Callable[[int], Json | None]) -> Formatted:
    """Return a caption, which may be empty; raises BadRequest when it is too long or cannot be parsed."""
    made = formatted(draft, user_of)
    if len(made.text) > CAPTION_LENGTH:
        raise BadRequest("message caption is too long")
    return made


def typed_text(text: str) -> Formatted:
    """Return what a person typed, as a message's text: no markup, entities found."""
    plain, spans = clean_with(text, [])
    return Formatted(plain, as_entities(plain, detected(plain, spans)))


def formatted(draft: Draft, user_of: Callable[[int], Json | None]) -> Formatted:
    """Return any text as people see it; raises BadRequest when it cannot be parsed."""
    if len(draft.raw) * 4 > RAW_BYTES and len(draft.raw.encode()) > RAW_BYTES:
        raise BadRequest("text is too long")
    plain, spans = _parsed(draft)
    plain, spans = clean_with(plain, spans)
    spans = [found for span in settled(spans) if (found := _named(span, user_of))][:ENTITIES]
    spans += detected(plain, spans)
    return Formatted(plain, as_entities(plain, spans) if spans else [])


def _parsed(draft: Draft) -> tuple[str, list[Span]]:
    mode = draft.parse_mode.lower()
    if mode in {"", "none"}:
        return draft.raw, _explicit(draft)
    if mode not in _MODES:
        raise BadRequest("unsupported parse_mode")
    return _MODES[mode](draft.raw)


def _explicit(draft: Draft) -> list[Span]:
    """Read explicit entities, whose offsets count UTF-16 units."""
    if not isinstance(draft.entities, list) or not draft.entities:
        return []
    starts = _utf16_starts(draft.raw)
    spans = [
        _given(object_field(entity, f"{_ENTITY}expected an Object"), starts) for entity in draft.entities
    ]
    return [span for span in spans if span.kind not in _FOUND]  # the server finds those itself


def _utf16_starts(text: str) -> dict[int, int]:
    """Return the code point that begins at each UTF-16 offset, the end of the text included."""
    starts, offset = {}, 0
    for index, character in enumerate(text):
        starts[offset] = index
        offset += 2 if character > "\uffff" else 1
    starts[offset] = len(text)
    return starts


def _given(entity: Json, starts: dict[int, int]) -> Span:
    begin = number_field(entity, "offset", _ENTITY, required=True)
    end = begin + number_field(entity, "length", _ENTITY, required=True)
    kind = text_field(entity, "type", _ENTITY, required=True)
    if kind not in _GIVEN | _FOUND:
        raise BadRequest(f"{_ENTITY}Unsupported type specified")
    last = max(starts)
    for verb, offset in (("begins", begin), ("ends", end)):
        if offset > last:
            raise BadRequest(f"entity {verb} after the end of the text at UTF-16 offset {offset}")
        if offset not in starts:
            raise BadRequest(f"entity {verb} in a middle of a UTF-16 symbol at UTF-16 offset {offset}")
    extra = {
        name: value
        for name, value in fields_of("MessageEntity", entity).items()
        if name in _EXTRA.get(kind, ())
    }
    if kind == "text_mention":
        user = object_field(entity.get("user"), f'{_ENTITY}Field "user" must be of type Object')
        extra["user"] = number_field(user, "id", _ENTITY, required=True)
    return Span(kind, starts[begin], starts[end], extra)


def _named(span: Span, user_of: Callable[[int], Json | None]) -> Span | None:
    """Put the person in place of the id of a mention; who is unknown to the bot is not mentioned."""
    if span.kind != "text_mention":
        return span
    user = user_of(span.extra["user"])
    return replace(span, extra={"user": user}) if user else None
