"""Reads how long the town keeps what; a file that says nothing gets the usual times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.retention import RULES, Kept, key, usual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.territories.reading import Table


def read_retention(root: Table) -> Mapping[Kept, int]:
    """Return how many days or months each kind of data is kept."""
    return root.table("retention", _times) if "retention" in root else usual()


def _times(table: Table) -> Mapping[Kept, int]:
    chosen = {
        kept: table.whole(key(kept), 1, rule.most, rule.usual) for kept, rule in RULES.items() if rule.most
    }
    return usual() | chosen
