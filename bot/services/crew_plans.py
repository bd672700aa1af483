"""Another plan for a shift, by whoever leads its crew: elsewhere, at another hour, not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import Misfit
from bot.flows import rain_plan
from bot.flows.crew_board import Lead, Sort
from bot.flows.messages import msg
from bot.flows.outbound import Answer
from bot.flows.rain_plan import CHOICES, HOUR, MOVE, PLACE, START
from bot.services import boards, crew_days, shifts
from bot.storage import boards as stored_boards
from bot.storage import forecasts

if TYPE_CHECKING:
    from bot.domain.programme import MeetingPoint, Shift
    from bot.flows.crew_board import CrewDay
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.flows.outbound import Prompt
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person


def press(work: Work, person: Person, pressed: Press, button: Button, shift: Shift) -> tuple[Answer, ...]:
    """Walk through the plan's screens, and do what was confirmed; what has changed meanwhile is said."""
    day = crew_days.gather(work, shift)
    if button.version != shift.version or day.begun or shift.cancelled:
        _draw(work, person, pressed, rain_plan.done(day, msg("rain.stale")))
        return (Answer(pressed.query, msg("rain.stale"), alert=True),)
    if button.action == Lead.KEEP:
        forecasts.keep_in_spite(work.connection, shift.id)
        _draw(work, person, pressed, rain_plan.done(day, msg("rain.kept")))
        return (Answer(pressed.query),)
    screen = _screen(work, day, button.action)
    if screen is not None:
        _draw(work, person, pressed, screen)
        return (Answer(pressed.query),)
    return _do(work, person, pressed, day, button.action)


def _screen(work: Work, day: CrewDay, action: str) -> Prompt | None:
    """Return the screen that an action leads to; None for what acts."""
    match action:
        case Lead.PLAN:
            return rain_plan.asked(day, work.territory.rules.indoor)
        case Lead.PLACES:
            return rain_plan.places(day, _places(work, day.shift))
        case Lead.HOURS:
            return rain_plan.hours(day, rain_plan.other_hours(day.shift.slot))
        case Lead.CANCEL:
            return rain_plan.sure(day, rain_plan.called_off(), Lead.CANCEL_SURE)
    return _sure(work, day, action)


def _sure(work: Work, day: CrewDay, action: str) -> Prompt | None:
    """Return the question before a place or an hour, by its number."""
    number = int(action[-1]) if action[-1].isdigit() else 0
    if action.startswith(PLACE) and number < len(others := _places(work, day.shift)):
        return rain_plan.sure(day, rain_plan.goes_to(others[number]), f"{MOVE}{number}")
    if action.startswith(HOUR) and number < len(hours := rain_plan.other_hours(day.shift.slot)):
        return rain_plan.sure(day, rain_plan.begins_at(hours[number]), f"{START}{number}")
    return None


def _do(work: Work, person: Person, pressed: Press, day: CrewDay, action: str) -> tuple[Answer, ...]:
    try:
        written, said = _write(work, day.shift, action)
    except (Misfit, IndexError):
        _draw(work, person, pressed, rain_plan.done(day, msg("rain.impossible")))
        return (Answer(pressed.query, msg("rain.impossible"), alert=True),)
    _draw(work, person, pressed, rain_plan.done(crew_days.gather(work, written), said))
    boards.show(work, person.id, written, Sort.HEADCOUNT)
    return (Answer(pressed.query),)


def _write(work: Work, shift: Shift, action: str) -> tuple[Shift, Message]:
    """Change the shift; its reminders tell everybody. Raises Misfit, IndexError."""
    if action == Lead.CANCEL_SURE:
        return shifts.cancel_shift(work, shift), rain_plan.called_off()
    number = int(action[-1])
    if action.startswith(MOVE):
        place = _places(work, shift)[number]
        return shifts.change_shift(work, shift, place=place), rain_plan.goes_to(place)
    hour = rain_plan.other_hours(shift.slot)[number]
    return shifts.change_shift(work, shift, starts=hour), rain_plan.begins_at(hour)


def _places(work: Work, shift: Shift) -> list[MeetingPoint]:
    """Return where the crew could go instead: the indoor place first, then the usual week's."""
    rules, here = work.territory.rules, shift.slot.place
    others = [rules.indoor] if rules.indoor is not None and rules.indoor != here else []
    named = {_named(work, each) for each in (*others, here)}
    for place in (each.place for each in rules.week):
        if _named(work, place) not in named:
            named.add(_named(work, place))
            others.append(place)
    return others[:CHOICES]


def _named(work: Work, place: MeetingPoint) -> str:
    return work.territory.text(place.name, work.territory.default_language)


def _draw(work: Work, person: Person, pressed: Press, screen: Prompt) -> None:
    """Draw a screen over the pressed message, unless that is a board, which goes on being one."""
    board = stored_boards.on_message(work.connection, person.id, pressed.message_id)
    over = 0 if board else pressed.message_id
    work.send(person.id, replace(screen, over=over))
