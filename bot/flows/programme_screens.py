"""« Programme »: crews, their shifts and who leads them, screens drawn over themselves; it acts on nothing.

No screen has more than eight buttons: what is longer is turned like pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.flows import labels, programme
from bot.flows.messages import Worded, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, card_data, pairs
from bot.flows.told import whom

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.programme import Shift
    from bot.domain.seats import Crew
    from bot.flows.messages import Message
    from bot.flows.outbound import Rows

CREWS_A_PAGE = 3
SHIFTS_A_PAGE = 5
LEADERS_A_PAGE = 4
HOLIDAYS_SHOWN = 8


class Overall(StrEnum):
    """What a button of the first screen does; its version is the page."""

    SHOW = "show"
    APPOINTMENTS = "appointments"
    BOOK = "book"
    PHASE = "phase"


class OfCrew(StrEnum):
    """What a button about a crew does; its version is a page, a person, or a number of shifts."""

    SHOW = "show"
    LAY = "lay"  # asks first
    LAY_NOW = "lay_now"
    DAYS = "days"
    SEATS = "seats"
    LEADERS = "leaders"
    LEAD = "lead"


class OfShift(StrEnum):
    """What a button about a shift does; its version is the shift's."""

    SHOW = "show"
    PLACE = "place"
    HOUR = "hour"
    DAY = "day"
    CANCEL = "cancel"  # asks first
    CANCEL_NOW = "cancel_now"
    RESTORE = "restore"


OVERALL, CREW, SHIFT = "programme", "crew_plan", "shift_plan"  # the kinds of these screens' buttons


@dataclass(frozen=True)
class CrewPage:
    """A crew as those who plan read it: how many of its shifts lie ahead, and who leads it."""

    crew: Crew
    ahead: int
    supervisor: str | None


@dataclass(frozen=True)
class Heard:
    """Whom a change concerns: how many are expected, how many of them know of it and are told at once."""

    expected: int
    now: int


def _option(kind: str, number: int, action: str, version: int, label: Message) -> Option:
    return Option(card_data(kind, number, action, version), label)


def turns(kind: str, number: int, action: str, page: int, pages: int) -> Rows:
    """Return the buttons that turn the pages of a list, where there are several."""
    back = (_option(kind, number, action, page - 1, msg("card.previous")),) if page else ()
    on = (_option(kind, number, action, page + 1, msg("card.next")),) if page + 1 < pages else ()
    return ((*back, *on),) if back or on else ()


def pages_of(count: int, a_page: int) -> int:
    """Return how many pages a list has; never none."""
    return max(1, -(-count // a_page))


def home() -> Option:
    """Return the button that leads back to the first screen."""
    return _option(OVERALL, 0, Overall.SHOW, 0, labels.BACK)


# --- crews -------------------------------------------------------------------------------------


def overview(crews: Sequence[CrewPage], page: int, *, decides: bool) -> Prompt:
    """List the crews of every phase that is not over; whoever only leads one has nothing else to do here."""
    pages = pages_of(len(crews), CREWS_A_PAGE)
    page = min(page, pages - 1)
    shown = crews[page * CREWS_A_PAGE : (page + 1) * CREWS_A_PAGE]
    lines = (msg("programme.title"), *(line for each in shown for line in _summary(each)))
    opens = tuple((_option(CREW, each.crew.id, OfCrew.SHOW, 0, programme.crew(each.crew)),) for each in shown)
    turning = turns(OVERALL, 0, Overall.SHOW, page, pages)
    empty = () if crews else (msg("programme.no_crew"),)
    return Prompt((*lines, *empty), (*opens, *turning, *(_more() if decides else ())), Keyboard.INLINE)


def _more() -> Rows:
    return (
        (_option(OVERALL, 0, Overall.APPOINTMENTS, 0, msg("programme.appointments")),),
        (_option(OVERALL, 0, Overall.PHASE, 0, msg("programme.new_phase")),),
    )


def _summary(page: CrewPage) -> tuple[Message, ...]:
    crew = page.crew
    return (
        msg("programme.crew", crew=programme.crew(crew)),
        msg("programme.phase.dates", starts=crew.phase.starts, ends=crew.phase.ends),
        msg("programme.seats_taken", taken=crew.taken, seats=crew.seats),
        _laid(page.ahead),
    )


def _laid(ahead: int) -> Message:
    return msgn("programme.laid", ahead) if ahead else msg("programme.laid_none")


def crew(page: CrewPage, *, decides: bool, said: tuple[Message, ...] = ()) -> Prompt:
    """Show one crew with what may be done."""
    led = msg("programme.led_by", name=page.supervisor) if page.supervisor else msg("programme.led_by_nobody")
    number = page.crew.id
    plans = [
        _option(CREW, number, OfCrew.LAY, 0, msg("programme.lay")),
        _option(CREW, number, OfCrew.SEATS, 0, msg("programme.change_seats")),
        _option(CREW, number, OfCrew.LEADERS, 0, msg("programme.change_leader")),
    ]
    days = ((_option(CREW, number, OfCrew.DAYS, 0, msg("programme.change_day")),),) if page.ahead else ()
    rows = (*((each,) for each in plans[:1] * decides), *days, *((plans[1], plans[2]),) * decides, (home(),))
    return Prompt((*said, *_summary(page), led), rows, Keyboard.INLINE)


def laying(which: Crew, count: int, ends: tuple[date, date] | None, holidays: Sequence[date]) -> Prompt:
    """Show what laying a crew's shifts out adds, and ask; `ends` are the first and the last day."""
    back = _option(CREW, which.id, OfCrew.SHOW, 0, labels.BACK)
    title = msg("programme.crew", crew=programme.crew(which))
    if ends is None:
        return Prompt((title, msg("programme.lay_nothing")), ((back,),), Keyboard.INLINE)
    lines = [
        title,
        msgn("programme.lay_count", count),
        msg("programme.phase.dates", starts=ends[0], ends=ends[1]),
    ]
    if holidays:
        lines += [msg("programme.holidays"), *_listed(holidays)]
    lines += whom(0, which.taken)
    lay = _option(CREW, which.id, OfCrew.LAY_NOW, count, msgn("programme.lay_now", count))
    return Prompt(tuple(lines), ((lay,), (back,)), Keyboard.INLINE)


def _listed(days: Sequence[date]) -> list[Message]:
    shown = [msg("programme.holiday", day=day) for day in days[:HOLIDAYS_SHOWN]]
    more = len(days) - HOLIDAYS_SHOWN
    return [*shown, msgn("programme.more_days", more)] if more > 0 else shown


def leaders(which: Crew, named: Sequence[tuple[int, str]], page: int) -> Prompt:
    """List the supervisors, to choose who leads a crew."""
    pages = pages_of(len(named), LEADERS_A_PAGE)
    page = min(page, pages - 1)
    shown = named[page * LEADERS_A_PAGE : (page + 1) * LEADERS_A_PAGE]
    rows = (
        *(
            (_option(CREW, which.id, OfCrew.LEAD, person, msg("programme.people.named", name=name)),)
            for person, name in shown
        ),
        *turns(CREW, which.id, OfCrew.LEADERS, page, pages),
        (_option(CREW, which.id, OfCrew.LEAD, 0, msg("programme.nobody")),),
        (_option(CREW, which.id, OfCrew.SHOW, 0, labels.BACK),),
    )
    how = msg("programme.leader_ask") if named else msg("programme.leader_none")
    return Prompt((msg("programme.crew", crew=programme.crew(which)), how), rows, Keyboard.INLINE)


# --- shifts ------------------------------------------------------------------------------------


def days(which: Crew, ahead: Sequence[Shift], page: int) -> Prompt:
    """List a crew's shifts to come, a few at a time."""
    pages = pages_of(len(ahead), SHIFTS_A_PAGE)
    page = min(page, pages - 1)
    shown = ahead[page * SHIFTS_A_PAGE : (page + 1) * SHIFTS_A_PAGE]
    lines = (
        msg("programme.crew", crew=programme.crew(which)),
        msg("programme.day_ask") if ahead else msg("programme.laid_none"),
        *(_line(each) for each in shown),
    )
    opens = tuple((_option(SHIFT, each.id, OfShift.SHOW, 0, _day(each)),) for each in shown)
    turning = turns(CREW, which.id, OfCrew.DAYS, page, pages)
    back = _option(CREW, which.id, OfCrew.SHOW, 0, labels.BACK)
    return Prompt(lines, (*opens, *turning, (back,)), Keyboard.INLINE)


def _day(shift: Shift) -> Message:
    slot = shift.slot
    if shift.cancelled:
        return msg("programme.shift.day_cancelled", day=slot.day)
    return msg("programme.shift.day", day=slot.day)


def _line(shift: Shift) -> Message:
    slot = shift.slot
    place = Worded(slot.place.name)
    if shift.cancelled:
        return msg("programme.shift.line_cancelled", day=slot.day, starts=slot.starts, place=place)
    return msg("programme.shift.line", day=slot.day, starts=slot.starts, place=place)


def shift(which: Shift, expected: int, page: int, said: tuple[Message, ...] = ()) -> Prompt:
    """Show one shift with what may be changed; `page` is where it stands in its crew's list."""
    slot, number, version = which.slot, which.id, which.version
    lines = [msg("programme.shift.title", day=slot.day)]
    lines += [msg("programme.shift.cancelled")] if which.cancelled else []
    lines += [msg("programme.shift.hours", starts=slot.starts, ends=slot.ends)]
    lines += [msg("crew.place", place=Worded(slot.place.name))]
    lines += [msg("programme.shift.task", task=Worded(slot.task))] if slot.task else []
    lines += (
        [msgn("programme.shift.expected", expected)] if expected else [msg("programme.shift.expected_none")]
    )
    changes = [
        _option(SHIFT, number, OfShift.PLACE, version, msg("programme.shift.change_place")),
        _option(SHIFT, number, OfShift.HOUR, version, msg("programme.shift.change_hour")),
        _option(SHIFT, number, OfShift.DAY, version, msg("programme.shift.change_day")),
        _option(SHIFT, number, OfShift.CANCEL, version, msg("programme.shift.cancel")),
    ]
    restore = _option(SHIFT, number, OfShift.RESTORE, version, msg("programme.shift.restore"))
    back = _option(CREW, which.crew, OfCrew.DAYS, page, labels.BACK)
    offered = [restore] if which.cancelled else changes
    return Prompt((*said, *lines), (*pairs(offered), (back,)), Keyboard.INLINE)


def cancelling(which: Shift, heard: Heard) -> Prompt:
    """Ask once before a shift is cancelled, and say whom that tells."""
    lines = (msg("programme.shift.cancel_ask", day=which.slot.day), *whom(heard.now, heard.expected))
    go = _option(SHIFT, which.id, OfShift.CANCEL_NOW, which.version, msg("programme.shift.cancel_now"))
    keep = _option(SHIFT, which.id, OfShift.SHOW, which.version, labels.BACK)
    return Prompt(lines, ((go,), (keep,)), Keyboard.INLINE)
