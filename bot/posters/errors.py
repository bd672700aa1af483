"""What can be wrong with a poster: a class each, saying what to do about it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class PosterError(Exception):
    """No poster can be made of this."""


class UnknownPlace(PosterError):  # noqa: N818 - it reads as what it is
    """The territory's file has no such place."""

    def __init__(self, wanted: str, ids: Sequence[str]) -> None:
        near = get_close_matches(wanted.casefold(), ids, n=1, cutoff=0.5)
        mend = f"Did you mean {near[0]}? " if near else ""
        known = f"It has: {', '.join(ids)}." if ids else "It has none: see [[places]] in docs/territory.md."
        super().__init__(f"“{wanted}” is no place of the territory's file. {mend}{known}")


class MissingLetter(PosterError):  # noqa: N818 - it reads as what it is
    """The posters' font cannot write a text."""

    def __init__(self, text: str, letters: str) -> None:
        super().__init__(f"The posters' font has no “{letters}”, needed for “{text}”.")
