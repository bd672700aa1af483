"""Checks of agreement that several parts of a territory need: ids given twice, ids that lead nowhere.

It knows no part of its own.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.territories.reading import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.domain.ids import Identified
    from bot.territories.lines import Path
    from bot.territories.reading import Source


def check_twice(records: Iterable[Identified], path: Path, source: Source) -> None:
    """Report every id that an earlier record of the array at `path` has."""
    ids = [record.id for record in records]
    for position, each in enumerate(ids):
        if each in ids[:position] and each != UNREADABLE:
            source.report((*path, position, "id"), f"“{each}” is there twice", "Give each its own")


def check_leads(wanted: str | None, ids: Collection[str], path: Path, source: Source) -> None:
    """Report an id, written at `path`, that is none of those there are."""
    if wanted is None or wanted in ids or wanted == UNREADABLE:
        return
    near = get_close_matches(wanted, ids, n=1)
    mend = f"Did you mean {near[0]}?" if near else f"Choose among: {', '.join(ids)}"
    source.report(path, f"“{wanted}” leads nowhere", mend)
