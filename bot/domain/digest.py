"""What officers are told at the beginning of a working day; it counts nothing itself and knows no hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.queue import Counts

#: What has waited for more working days than these is told apart.
LONG_DAYS = 5
#: From this local hour on a digest is the next day's matter.
NOON = time(12)


@dataclass(frozen=True)
class Digest:
    """What one officer's queue holds: its views, and of them what is dangerous, new, old, or wakes today."""

    counts: Counts
    danger: int = 0
    fresh: int = 0
    long: int = 0
    waking: int = 0

    def says_something(self) -> bool:
        """Tell whether it is worth a message."""
        return bool(self.counts.waiting or self.waking)
