"""Compares what people type with what is meant, accents, case and signs ignored; it translates nothing."""

from __future__ import annotations

import unicodedata

#: Letters that decomposition leaves apart although people type one for the other.
_SAME = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ى": "ي", "ة": "ه", "ٱ": "ا"})  # noqa: RUF001 - Arabic

#: What stands in the place of a text that named somebody.
ERASED = "[effacé]"


def fold(text: str) -> str:
    """Return the text's letters and digits, lower case, without accents, words joined by one space."""
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_SAME)
    plain = unicodedata.normalize("NFKD", letters)
    spaced = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c != "ـ")
    return " ".join("".join(spaced).split())


def shorten(text: str, limit: int) -> str:
    """Return the text on one line, at most `limit` characters, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
