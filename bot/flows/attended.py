"""« Mes présences »: past mornings as they were noted, each with a way to say otherwise; it does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.attendance import State
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data
from bot.flows.planning import STATES, entry

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.flows.planning import Thing

KIND, THERE = "attended", "there"  # of the button
LISTED, BUTTONS = 10, 4


def is_open(thing: Thing) -> bool:
    """Tell whether somebody may say that they were there: it was noted that they were not."""
    return thing.state in {State.ABSENT, State.EXCUSED}


def screen(past: Sequence[Thing], asked: Collection[int]) -> Prompt:
    """Show past mornings, the newest first; of those in `asked` somebody waits to hear."""
    lines = [_line(each, asked) for each in past[:LISTED]] or [msg("presence.none")]
    open_ones = [each for each in past[:LISTED] if is_open(each) and each.number not in asked]
    rows = tuple((_option(each),) for each in open_ones[:BUTTONS])
    how = [msg("presence.how")] if rows else []
    return Prompt((msg("presence.title"), *lines, *how), (*rows, *entry()), Keyboard.INLINE)


def about(thing: Thing) -> Message:
    """Say to the officer which morning it is, and what was noted."""
    return msg("presence.line", day=thing.day, state=STATES[thing.state])


def _line(thing: Thing, asked: Collection[int]) -> Message:
    state = msg("presence.asked") if thing.number in asked else STATES[thing.state]
    return msg("presence.line", day=thing.day, state=state)


def _option(thing: Thing) -> Option:
    label = msg("presence.there", day=Code(f"{thing.day:%d/%m}"))
    return Option(card_data(KIND, thing.number, THERE, 0), label)
