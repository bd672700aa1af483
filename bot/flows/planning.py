"""A participant's own screens: the week, the appointments, one of them; they act on nothing.

A locked phone shows the first line to anybody: it never says with whom or what for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.attendance import THERE, Answer, State
from bot.domain.programme import Sort
from bot.domain.reminders import Kind
from bot.flows.absence_words import MOVE
from bot.flows.messages import Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, Rows, card_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from bot.flows.messages import Value

SCREENS, ONE = "planning", "rdv"  # the kinds of their buttons: the screens', and one appointment's
SHOWN = 4  # appointments that have a button


class Screen(StrEnum):
    """What a button of the screens shows."""

    THIS = "this"
    NEXT = "next"
    PLACE = "place"
    APPOINTMENTS = "appointments"
    CALENDAR = "calendar"
    ATTENDED = "attended"


class Deed(StrEnum):
    """What a button of one appointment does."""

    SHOW = "show"
    CALENDAR = "calendar"


class FileSort(StrEnum):
    """What a file of somebody's own is."""

    CALENDAR = "calendar"  # everything that lies before them
    APPOINTMENT = "appointment"
    ATTESTATION = "attestation"


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing somebody is or was expected at; `what` is the task, or whom an appointment is with.

    `day`, `starts`, `last_day` and `ends` are local. `sort` is None for a shift.
    """

    kind: Kind
    number: int
    version: int
    day: date
    starts: time
    last_day: date
    ends: time
    place: Value | None
    what: Value | None
    sort: Sort | None
    answer: Answer | None
    state: State
    cancelled: bool
    over: bool


ANSWERED: dict[Answer, Message] = {
    Answer.COMING: msg("planning.coming"),
    Answer.LATE: msg("planning.late"),
    Answer.ABSENT: msg("planning.absent"),
}
SORTS: dict[Sort, Message] = {
    Sort.INDIVIDUAL: msg("rdv.individual"),
    Sort.COLLECTIVE: msg("rdv.collective"),
}
#: What somebody reads of what was noted.
STATES: dict[State, Message] = {
    State.EXPECTED: msg("presence.expected"),
    State.PRESENT: msg("presence.present"),
    State.LATE: msg("presence.late"),
    State.EXCUSED: msg("presence.excused"),
    State.ABSENT: msg("presence.absent"),
    State.REVOKED: msg("presence.revoked"),
}


def nobody() -> Message:
    """Say calmly that all this comes with a seat in the crew."""
    return msg("planning.nobody")


def entry() -> Rows:
    """Return the button that leads to the planning."""
    return ((_screen(Screen.THIS, msg("planning.button")),),)


def week(things: Sequence[Thing], *, following: bool, has_place: bool, paused: bool) -> Prompt:
    """Show a week, this one or the one that follows.

    `has_place` tells that today has one on the map, `paused` that some reminders of it do not come.
    """
    title = msg("planning.next_week") if following else msg("planning.this_week")
    told = [line for thing in things for line in _lines(thing)] or [msg("planning.empty")]
    works = any(each.kind is Kind.SHIFT and not each.cancelled for each in things)
    bring = [msg("crew.bring", what=Term(TermKind.BRING))] if works else []
    other = (
        _screen(Screen.THIS, msg("planning.to_this_week"))
        if following
        else _screen(Screen.NEXT, msg("planning.to_next_week"))
    )
    place = ((_screen(Screen.PLACE, msg("planning.place")),),) if has_place else ()
    more = (
        (_screen(Screen.APPOINTMENTS, msg("planning.appointments")),),
        (_screen(Screen.CALENDAR, msg("planning.calendar")),),
        (_screen(Screen.ATTENDED, msg("planning.attended")),),
    )
    off = [msg("pause.reminders_off")] if paused else []
    return Prompt((title, *told, *bring, *off), ((other,), *place, *more), Keyboard.INLINE)


def _lines(thing: Thing) -> list[Message]:
    """Tell of one thing of a week."""
    if thing.cancelled:
        return [msg("planning.cancelled", day=thing.day, hour=thing.starts)]
    head = msg("planning.shift", day=thing.day, starts=thing.starts, ends=thing.ends)
    if thing.kind is Kind.APPOINTMENT:
        head = msg("planning.appointment", day=thing.day, hour=thing.starts)
    where = [] if thing.place is None else [msg("crew.place", place=thing.place)]
    return [head, *where, *_what(thing), *([ANSWERED[thing.answer]] if thing.answer else [])]


def _what(thing: Thing) -> list[Message]:
    if thing.what is None:
        return []
    if thing.kind is Kind.APPOINTMENT:
        return [msg("rdv.with", who=thing.what)]
    return [msg("planning.task", task=thing.what)]


def no_place() -> Message:
    """Say that today has no place to show."""
    return msg("planning.no_place")


def place(thing: Thing) -> Message:
    """Say what the pin that follows shows."""
    return msg("planning.meet", hour=thing.starts, place=thing.place or "")


def calendar_comes() -> Message:
    """Say what to do with the file that follows."""
    return msg("calendar.how")


def calendar_empty() -> Message:
    """Say that there is nothing to put into a calendar."""
    return msg("calendar.empty")


# --- appointments ------------------------------------------------------------------------------


def appointments(things: Sequence[Thing], wanted: dict[Sort, int]) -> Prompt:
    """Show the appointments of a season, what is to come first; `wanted` is how many each sort has."""
    ahead = [each for each in things if not each.over]
    past = [each for each in things if each.over]
    lines = [
        msg("rdv.title"),
        msg("rdv.collectives", done=_done(things, Sort.COLLECTIVE), wanted=wanted[Sort.COLLECTIVE]),
        msg("rdv.individuals", done=_done(things, Sort.INDIVIDUAL), wanted=wanted[Sort.INDIVIDUAL]),
        *([msg("rdv.ahead"), *(line for each in ahead for line in _appointment(each))] if ahead else []),
        *([msg("rdv.past"), *map(_past, past)] if past else []),
        *([] if things else [msg("rdv.none")]),
    ]
    opens = [each for each in ahead if not each.cancelled][:SHOWN]
    rows = tuple((_one(each, Deed.SHOW, msg("rdv.open", day=each.day)),) for each in opens)
    return Prompt(tuple(lines), (*rows, *entry()), Keyboard.INLINE)


def _done(things: Sequence[Thing], sort: Sort) -> int:
    """Count those that took place with them; what nobody has noted yet counts."""
    held = THERE | {State.EXPECTED}
    return sum(each.sort is sort and each.over and each.state in held for each in things)


def _appointment(thing: Thing) -> list[Message]:
    if thing.cancelled or thing.sort is None:
        return _lines(thing)
    head = msg("rdv.line", day=thing.day, hour=thing.starts, sort=SORTS[thing.sort])
    return [head, *_lines(thing)[1:]]


def _past(thing: Thing) -> Message:
    assert thing.sort is not None
    sort, state = SORTS[thing.sort], STATES[thing.state]
    return msg("rdv.was", day=thing.day, hour=thing.starts, sort=sort, state=state)


def one(thing: Thing) -> Prompt:
    """Show one appointment with what may be done about it."""
    movable = thing.sort is Sort.INDIVIDUAL and not (thing.over or thing.cancelled)
    wish = Option(card_data(thing.kind, thing.number, MOVE, thing.version), msg("absence.another_moment"))
    rows = (
        *(((wish,),) if movable else ()),
        (_one(thing, Deed.CALENDAR, msg("planning.calendar")),),
        (_screen(Screen.APPOINTMENTS, msg("planning.appointments")),),
    )
    return Prompt((msg("rdv.one"), *_appointment(thing)), rows, Keyboard.INLINE)


def _screen(screen: Screen, label: Message) -> Option:
    return Option(card_data(SCREENS, 0, screen, 0), label)


def _one(thing: Thing, deed: Deed, label: Message) -> Option:
    return Option(card_data(ONE, thing.number, deed, thing.version), label)
