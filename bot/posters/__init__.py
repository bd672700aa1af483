"""Posters for the places of a territory: a name, a QR code that opens a report there, a telephone number.

It talks to nobody: the bot's name is given, and what is made is a PDF ready to print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.text import fold
from bot.posters.errors import PosterError, UnknownPlace
from bot.posters.sheet import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.domain.territory import NamedPlace, Territory
    from bot.i18n import Words

__all__ = ["PosterError", "choose", "draw", "write"]


def choose(territory: Territory, wanted: str | None) -> tuple[NamedPlace, ...]:
    """Return the place of that id, or of that name in any language; all of them for None.

    Raises UnknownPlace, also when the territory has none at all.
    """
    typed = fold(wanted or "")
    chosen = tuple(
        place
        for place in territory.places
        if wanted is None or wanted == place.id or typed in map(fold, place.name.values())
    )
    if not chosen:
        raise UnknownPlace(wanted or "*", [place.id for place in territory.places])
    return chosen


def write(
    territory: Territory, words: Words, places: Iterable[NamedPlace], username: str, folder: Path
) -> Iterator[Path]:
    """Write one PDF a place into the folder, made if need be; give each file's path once it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for place in places:
        file = folder / f"poster-{place.id}.pdf"
        file.write_bytes(draw(territory, words, place, username))
        yield file
