"""/pause: what somebody receives, one button a purpose, and what arrives all the same; it acts on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.attendance import Purpose
from bot.flows.messages import Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from collections.abc import Collection

KIND = "pause"  # the kind of its buttons
STOP, RESUME = "stop", "resume"
ALL = "all"
ACTIONS = frozenset(f"{verb}-{what}" for verb in (STOP, RESUME) for what in (*Purpose, ALL))

#: What a button reads while its purpose is received, and while it is paused.
RECEIVED: dict[Purpose, Message] = {
    Purpose.SHIFTS: msg("pause.shifts_on"),
    Purpose.APPOINTMENTS: msg("pause.appointments_on"),
    Purpose.NEWS: msg("pause.news_on"),
}
PAUSED: dict[Purpose, Message] = {
    Purpose.SHIFTS: msg("pause.shifts_off"),
    Purpose.APPOINTMENTS: msg("pause.appointments_off"),
    Purpose.NEWS: msg("pause.news_off"),
}
#: What a pause means, said as long as it lasts.
MEANS: dict[Purpose, Message] = {
    Purpose.SHIFTS: msg("pause.shifts_mean"),
    Purpose.APPOINTMENTS: msg("pause.appointments_mean"),
    Purpose.NEWS: msg("pause.news_mean"),
}


def read(action: str) -> tuple[bool, str]:
    """Return whether a button pauses, and which purpose or ALL."""
    verb, _, what = action.partition("-")
    return verb == STOP, what


def screen(offered: Collection[Purpose], paused: Collection[Purpose]) -> Prompt:
    """Show the purposes that concern somebody, what their pauses mean and what arrives all the same."""
    off = [each for each in offered if each in paused]
    rows = [
        (_option(RESUME if each in off else STOP, each, (PAUSED if each in off else RECEIVED)[each]),)
        for each in offered
    ]
    if len(offered) > 1:
        rows += [(_option(STOP, ALL, msg("pause.stop_all")),)] if len(off) < len(offered) else []
        rows += [(_option(RESUME, ALL, msg("pause.resume_all")),)] if off else []
    lines = (
        msg("pause.title"),
        *(MEANS[each] for each in off),
        msg("pause.always"),
        msg("pause.how"),
    )
    return Prompt(lines, tuple(rows), Keyboard.INLINE)


def _option(verb: str, what: str, label: Message) -> Option:
    return Option(card_data(KIND, 0, f"{verb}-{what}", 0), label)
