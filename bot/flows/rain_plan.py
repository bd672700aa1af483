"""Another plan for a shift: proposed by the forecast or asked for, chosen in two taps; it acts on nothing.

Whoever leads the crew decides; « On garde » is always there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.flows.crew_board import Lead, head, option
from bot.flows.messages import Message, Worded, msg
from bot.flows.outbound import Keyboard, Option, Prompt
from bot.flows.sky import CAUSES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from bot.domain.programme import MeetingPoint, Slot
    from bot.domain.weather import Verdict
    from bot.flows.crew_board import CrewDay

CHOICES = 6  # beside the way back
#: What a button with a number does: a place or an hour is shown to be confirmed, then done.
PLACE, MOVE, HOUR, START = "place-", "move-", "hour-", "start-"
NUMBERED = frozenset(f"{mark}{number}" for mark in (PLACE, MOVE, HOUR, START) for number in range(CHOICES))
#: Other hours that are offered, in hours from the one there is; earlier ones are for heat.
STEPS = (-2, -1, 1, 2)
EARLIEST, LATEST = 6, 20


def proposed(day: CrewDay, found: Verdict) -> Prompt:
    """Return what the forecast says of a shift, and the way to another plan."""
    causes = (CAUSES[found.cause],) if found.cause else ()
    rows = (
        (option(day, Lead.PLAN, msg("lead.button.plan")),),
        (option(day, Lead.KEEP, msg("rain.keep")),),
    )
    return Prompt((*causes, *head(day), msg("rain.yours")), rows, Keyboard.INLINE)


def asked(day: CrewDay, indoor: MeetingPoint | None) -> Prompt:
    """Ask what is to be done: the indoor place is one tap away."""
    inside = indoor is not None and indoor != day.shift.slot.place
    rows = (
        *(((option(day, f"{PLACE}0", _goes(indoor)),),) if indoor is not None and inside else ()),
        (option(day, Lead.PLACES, msg("rain.places")),),
        (option(day, Lead.HOURS, msg("rain.hours")),),
        (option(day, Lead.CANCEL, msg("rain.cancel")),),
        (option(day, Lead.KEEP, msg("rain.keep")),),
    )
    return Prompt((*head(day), msg("rain.ask")), rows, Keyboard.INLINE)


def _goes(place: MeetingPoint) -> Message:
    if place.indoor:
        return msg("rain.indoors", place=Worded(place.name))
    return msg("rain.place", place=Worded(place.name))


def places(day: CrewDay, others: Sequence[MeetingPoint]) -> Prompt:
    """Ask where to go instead."""
    rows = tuple((option(day, f"{PLACE}{number}", _goes(place)),) for number, place in enumerate(others))
    return Prompt((*head(day), msg("rain.where")), (*rows, _back(day)), Keyboard.INLINE)


def hours(day: CrewDay, others: Sequence[time]) -> Prompt:
    """Ask when to begin instead."""
    rows = tuple(
        (option(day, f"{HOUR}{number}", msg("rain.hour", hour=hour)),) for number, hour in enumerate(others)
    )
    return Prompt((*head(day), msg("rain.when")), (*rows, _back(day)), Keyboard.INLINE)


def sure(day: CrewDay, what: Message, action: str) -> Prompt:
    """Ask once more, with what everybody will be told."""
    told = msg("rain.told", number=len(day.members))
    rows = ((option(day, action, msg("rain.sure")),), _back(day))
    return Prompt((*head(day), what, told), rows, Keyboard.INLINE)


def goes_to(place: MeetingPoint) -> Message:
    """Say where the crew goes."""
    return msg("rain.goes", place=Worded(place.name))


def begins_at(hour: time) -> Message:
    """Say when the crew begins."""
    return msg("rain.begins", hour=hour)


def called_off() -> Message:
    """Say that the morning is cancelled."""
    return msg("rain.off")


def done(day: CrewDay, said: Message) -> Prompt:
    """Say what was done; no button is left."""
    return Prompt((*head(day), said), (), Keyboard.INLINE)


def other_hours(slot: Slot) -> tuple[time, ...]:
    """Return the hours that are offered instead."""
    begins = datetime.combine(slot.day, slot.starts)
    offered = (begins + timedelta(hours=step) for step in STEPS)
    return tuple(
        each.time() for each in offered if each.date() == slot.day and EARLIEST <= each.hour <= LATEST
    )


def _back(day: CrewDay) -> tuple[Option, ...]:
    return (option(day, Lead.PLAN, msg("rain.back")),)
