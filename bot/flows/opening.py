"""When somebody answers again, said while the office is closed; it reads no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import Message, msg

if TYPE_CHECKING:
    from datetime import datetime


def line(now: datetime, opens: datetime) -> Message:
    """Say on which day, from which hour on; both instants are local."""
    hour = opens.time()
    match (opens.date() - now.date()).days:
        case 0:
            return msg("opening.today", hour=hour)
        case 1:
            return msg("opening.tomorrow", hour=hour)
        case _:
            return msg("opening.day", day=opens.date(), hour=hour)
