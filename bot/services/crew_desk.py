"""« Mon équipe » of whoever leads a crew, and the buttons of the head-count: each is checked when pressed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.reminders import diary_of
from bot.flows.crew_board import Lead, Sort
from bot.flows.messages import msg
from bot.flows.outbound import Answer, WeekSheet
from bot.services import boards, bookings, buttons, crew_days, crew_plans, dialogues, leaders
from bot.storage import shifts

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

LOOKED_AHEAD = timedelta(days=14)


def leads(work: Work, person: int) -> bool:
    """Tell whether somebody has a crew to lead."""
    return bool(leaders.led_by(work, person))


def show_team(work: Work, person: Person) -> None:
    """Show a supervisor the next shift of each crew of theirs: the roll-call once it has begun."""
    shown = [shift for crew in leaders.led_by(work, person.id) if (shift := coming(work, crew))]
    for shift in shown:
        show_shift(work, person, shift)
    if not shown:
        dialogues.interject(work, person, (msg("lead.no_shift"),))


def coming(work: Work, crew: int) -> Shift | None:
    """Return the crew's shift that is not over, today or in the fortnight to come."""
    diary = diary_of(work.territory)
    ahead = shifts.of_crew(work.connection, crew, work.today, work.today + LOOKED_AHEAD)
    return next((each for each in ahead if bookings.ends_at(diary, each) > work.now), None)


def show_shift(work: Work, person: Person, shift: Shift) -> None:
    """Show whoever leads its crew a shift: who comes, or the roll-call once it has begun."""
    begun = bookings.starts_at(diary_of(work.territory), shift) <= work.now
    boards.show(work, person.id, shift, Sort.ROLL if begun and not shift.cancelled else Sort.HEADCOUNT)


def show_sheet(work: Work, person: Person) -> None:
    """Send a supervisor the sheet to be printed of each crew's next week with a shift."""
    shown = [shift for crew in leaders.led_by(work, person.id) if (shift := coming(work, crew))]
    for shift in shown:
        _send_sheet(work, person, shift)
    if not shown:
        dialogues.interject(work, person, (msg("lead.no_shift"),))


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Do what a button of a head-count says, for whoever leads that crew."""
    shift = shifts.find(work.connection, button.request)
    if shift is None or not leaders.may_lead(work, person.id, shift.crew):
        return buttons.refuse(work, person, pressed)
    match button.action:
        case Lead.ROLL:
            boards.show(work, person.id, shift, Sort.ROLL)
        case Lead.ROLL_BEFORE:
            boards.show(work, person.id, crew_days.before(work, shift) or shift, Sort.ROLL)
        case Lead.SHEET:
            _send_sheet(work, person, shift)
        case _:
            return crew_plans.press(work, person, pressed, button, shift)
    return (Answer(pressed.query),)


def _send_sheet(work: Work, person: Person, shift: Shift) -> None:
    monday = shift.slot.day - timedelta(days=shift.slot.day.weekday())
    work.send(person.id, WeekSheet(shift.crew, monday.isoformat()))
