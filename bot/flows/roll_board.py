"""The roll-call of a shift: everybody in one tap, then one name a row; it looks up nothing.

Nothing here counts against anybody.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer, State
from bot.flows.crew_board import absent, late
from bot.flows.messages import Message, Worded, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.crew_board import CrewDay
    from bot.flows.outbound import Rows

PAGE = 5  # names on a screen, beside three other buttons
ANY_VERSION = 0


class Roll(StrEnum):
    """What a button of a roll-call does."""

    ALL = "all"
    NAMES = "names"
    BACK = "back"
    UNDO = "undo"
    PAPER = "paper"
    SHOW_PAPER = "show-paper"


NEXT_STATE = "next"  # what a button with a name does

STATES: dict[State, Message] = {
    State.EXPECTED: msg("attended.expected"),
    State.PRESENT: msg("attended.present"),
    State.LATE: msg("attended.late"),
    State.EXCUSED: msg("attended.excused"),
    State.ABSENT: msg("attended.absent"),
    State.REVOKED: msg("attended.revoked"),
}


def roll(day: CrewDay, page: int | None, *, undoable: bool) -> Prompt:
    """Return the roll-call: who was there, and buttons to say so; with a `page` one name a row."""
    lines = (
        msg("roll.title", crew=Worded(day.crew), day=day.shift.slot.day),
        *((msg("roll.missing"),) if day.missing else ()),
        *_announced(day),
        *_noted(day),
        *((msg("roll.paper_kept"),) if day.sheets else ()),
    )
    rows = _roll_rows(day, undoable=undoable) if page is None else _name_rows(day, page)
    if page is not None:
        lines = (*lines, msg("roll.how"))
    return Prompt(lines, rows, Keyboard.INLINE)


def is_noted(day: CrewDay) -> bool:
    """Tell whether it is known of everybody whether they were there."""
    return all(each.state is not State.EXPECTED for each in day.members)


def _announced(day: CrewDay) -> tuple[Message, ...]:
    """Tell what was announced, as long as it may help: until it is noted who was there."""
    after, away = (
        [each.name for each in day.members if each.answer is said and each.state is State.EXPECTED]
        for said in (Answer.LATE, Answer.ABSENT)
    )
    return (
        *((late(len(after), ", ".join(after)),) if after else ()),
        *((absent(len(away), ", ".join(away)),) if away else ()),
    )


def _noted(day: CrewDay) -> tuple[Message, ...]:
    if not day.members:
        return (msg("lead.nobody"),)
    return tuple(
        msg("roll.group", state=label, number=len(names), names=", ".join(names))
        for state, label in STATES.items()
        if (names := [each.name for each in day.members if each.state is state])
    )


def _roll_rows(day: CrewDay, *, undoable: bool) -> Rows:
    some = bool(day.members)
    return (
        *(((_rolls(day, Roll.ALL, msg("roll.button.all")),),) if some and not is_noted(day) else ()),
        *(((_rolls(day, Roll.NAMES, msg("roll.button.names")),),) if some else ()),
        *(((_rolls(day, Roll.UNDO, msg("roll.button.undo")),),) if undoable else ()),
        (_rolls(day, Roll.PAPER, msg("roll.button.paper")),),
        *(((_rolls(day, Roll.SHOW_PAPER, msg("roll.button.show_paper")),),) if day.sheets else ()),
    )


def _name_rows(day: CrewDay, page: int) -> Rows:
    shown = day.members[page * PAGE : (page + 1) * PAGE]
    names = [
        Option(
            card_data("name", each.person, NEXT_STATE, day.shift.id),
            msg("roll.name", name=each.name, state=STATES[each.state]),
        )
        for each in shown
    ]
    more = (page + 1) * PAGE < len(day.members)
    next_page = _page(day, page + 1, msg("roll.button.more")) if more else None
    return (
        *((name,) for name in names),
        *(((next_page,),) if next_page else ()),
        (_rolls(day, Roll.BACK, msg("roll.button.done")),),
    )


def _rolls(day: CrewDay, action: Roll, label: Message) -> Option:
    return Option(card_data("roll", day.shift.id, action, ANY_VERSION), label)


def _page(day: CrewDay, page: int, label: Message) -> Option:
    """Return the button of a page of names: the number stands in the version's place."""
    return Option(card_data("roll", day.shift.id, Roll.NAMES, page), label)


#: What a press on a name makes of each state.
AFTER: Mapping[State, State] = {
    State.EXPECTED: State.PRESENT,
    State.PRESENT: State.LATE,
    State.LATE: State.EXCUSED,
    State.EXCUSED: State.ABSENT,
    State.ABSENT: State.PRESENT,
}
