"""How somebody is offered other times for their appointment, and told what came of it; it moves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

KIND = "slot"
NONE, MOST = "none", 3
ACTIONS = frozenset({*map(str, range(MOST)), NONE})


def proposed(day: date, hour: time) -> Message:
    """Name one of the times."""
    return msg("offered.time", day=day, hour=hour)


def asked(
    reference: str, matter: int, offer: int, times: Mapping[int, tuple[date, time]], *before: Message
) -> Prompt:
    """Let somebody choose one of the times, by their numbers, or none; `offer` numbers this one offer."""
    labels = {str(at): proposed(day, hour) for at, (day, hour) in times.items()}
    labels[NONE] = msg("offered.none")
    rows = tuple((Option(card_data(KIND, matter, action, offer), label),) for action, label in labels.items())
    lines = (msg("news.title", reference=Code(reference)), *before, msg("offered.ask"))
    return Prompt(lines, rows, Keyboard.INLINE)
