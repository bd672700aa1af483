"""Stretches of a text that are formatted, counted in code points; nothing here parses a markup."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.shapes import Json

PRIORITY = (
    "pre", "code", "text_link", "text_mention", "custom_emoji", "date_time", "blockquote",
    "expandable_blockquote", "bold", "italic", "underline", "strikethrough", "spoiler",
)  # fmt: skip
"""Which entity comes first when two cover the same stretch."""

MONOSPACE = frozenset({"pre", "code"})
"""These contain nothing and stand in nothing."""


@dataclass(frozen=True, slots=True)
class Span:
    """An entity of type `kind` from code point `start` up to, not including, `end`."""

    kind: str
    start: int
    end: int
    extra: Json = field(default_factory=dict)

    def overlaps(self, other: Span) -> bool:
        """Return whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a text takes, which is how the Bot API counts offsets."""
    return len(text) + sum(character > "\uffff" for character in text)


def as_entities(text: str, spans: list[Span]) -> list[Json]:
    """Return spans as Bot API entities, offsets and lengths in UTF-16 units, sorted as the server does."""
    plain = text.isascii() or max(text) <= "\uffff"
    entities = []
    for span in sorted(spans, key=_order):
        offset = span.start if plain else utf16_length(text[: span.start])
        length = span.end - span.start if plain else utf16_length(text[span.start : span.end])
        entities.append({"offset": offset, "length": length, "type": span.kind, **span.extra})
    return entities


def settled(spans: list[Span]) -> list[Span]:
    """Return spans without empty ones, without a kind inside itself, and with monospace standing alone."""
    kept: list[Span] = []
    for span in sorted(spans, key=_order):
        same = [other for other in kept if other.kind == span.kind and other.end >= span.end]
        if span.start < span.end and not same:
            kept.append(span)
    walls = [span for span in kept if span.kind in MONOSPACE]
    others = [span for span in kept if span.kind not in MONOSPACE]
    return _alone(walls) + [piece for span in others for piece in _around(span, walls)]


def _alone(walls: list[Span]) -> list[Span]:
    return [wall for index, wall in enumerate(walls) if not any(wall.overlaps(w) for w in walls[:index])]


def _around(span: Span, walls: list[Span]) -> list[Span]:
    pieces = [span]
    for wall in walls:
        cut = [
            (piece, ((piece.start, min(piece.end, wall.start)), (max(piece.start, wall.end), piece.end)))
            for piece in pieces
        ]
        pieces = [replace(piece, start=a, end=b) for piece, sides in cut for a, b in sides if a < b]
    return pieces


def _order(span: Span) -> tuple[int, int, int]:
    rank = PRIORITY.index(span.kind) if span.kind in PRIORITY else len(PRIORITY)
    return span.start, -span.end, rank
