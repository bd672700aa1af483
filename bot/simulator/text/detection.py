"""Finds what the server marks by itself in a text: commands, addresses, mentions, hashtags.

Phone, card and cash tag detection is left out: no answer of a bot depends on it.
"""

from __future__ import annotations

import re

from bot.simulator.text.spans import Span

_FOUND = re.compile(
    r"""
    (?P<email>(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-zA-Z]{2,}\b)
  | (?P<url>(?:https?|tg)://[^\s<>"]*[^\s<>".,;:!?)\]'])
  | (?P<bare>(?<![\w@/.-])(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|fr|eu|io|me|dev|info|es)\b
      (?:/[^\s<>"]*[^\s<>".,;:!?)])?)
  | (?P<mention>(?<![\w@/])@[A-Za-z]\w{2,31}\b)
  | (?P<hashtag>(?<![\w&#])\#(?=\w*[^\W\d])\w{1,256})
  | (?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))
    """,
    re.VERBOSE,
)
_HINT = re.compile(r"[@#/.]")
_CLOSED = frozenset({"pre", "code", "text_link", "text_mention", "custom_emoji"})


def detected(text: str, spans: list[Span]) -> list[Span]:
    """Return the spans found in a text, outside those that admit nothing inside them."""
    if not _HINT.search(text):
        return []
    closed = [span for span in spans if span.kind in _CLOSED]
    found = (_span(match) for match in _FOUND.finditer(text))
    return [span for span in found if not any(span.overlaps(other) for other in closed)]


def _span(match: re.Match[str]) -> Span:
    kind = match.lastgroup or ""
    return Span("url" if kind == "bare" else kind, match.start(), match.end())
