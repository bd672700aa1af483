"""Cleans a text as the server does before anybody sees it; it refuses nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.text.spans import Span

_DIRTY = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]|[\u200e\u200f](?=[\u200e\u200f])")
_DROPPED = frozenset("\r\u0333\u033f\u030a\u2028\u2029\u202a\u202b\u202c\u202d\u202e")
_MARKS = frozenset("\u200e\u200f")
_HOLLOW = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")


def clean(text: str) -> str:
    """Return a text as the server keeps it.

    Line, paragraph and direction-changing controls (U+2028..U+202E), carriage returns and three combining
    marks disappear, other controls become spaces; of a run of left-to-right and right-to-left marks only
    the last stays, the others become U+200C.
    """
    return _DIRTY.sub(_replacement, text) if _DIRTY.search(text) else text


def clean_with(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Return the cleaned and trimmed text with spans moved to where their characters now stand."""
    cleaned = clean(text)
    if len(cleaned) != len(text):
        spans = [replace(s, start=len(clean(text[: s.start])), end=len(clean(text[: s.end]))) for s in spans]
    return _trimmed(cleaned, spans)


def is_hollow(text: str) -> bool:
    """Return whether nothing of a text can be seen."""
    return _HOLLOW.fullmatch(text) is not None


def _replacement(match: re.Match[str]) -> str:
    character = match[0]
    if character in _DROPPED:
        return ""
    return "\u200c" if character in _MARKS else " "


def _trimmed(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Blanks at the end always go, those at the start only up to the first formatted character."""
    short = text.rstrip(" \n")
    first = min((span.start for span in spans), default=len(short))
    gone = min(len(short) - len(short.lstrip(" \n")), first)
    end = len(short) - gone
    moved = [replace(s, start=min(s.start - gone, end), end=min(s.end - gone, end)) for s in spans]
    return short[gone:], moved
