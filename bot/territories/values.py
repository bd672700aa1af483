"""Reads what several parts of a territory hold alike: telephone numbers; and how long its texts may be.

It knows no part of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.territories.reading import UNREADABLE

if TYPE_CHECKING:
    from bot.territories.reading import Table

LONGEST_LABEL = 40  # what a phone shows of a button on one line
LONGEST_SENTENCE = 400
_PHONE = re.compile(r"\+?[\d ]{2,20}")


def read_phone(table: Table, key: str) -> str:
    """Read a telephone number."""
    phone = table.text(key)
    if phone != UNREADABLE and not _PHONE.fullmatch(phone):
        table.report(key, f"“{phone}” is no telephone number", "Write digits and spaces, with or without +")
    return phone
