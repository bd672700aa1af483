"""A shift as whoever leads its crew sees it, with everybody who is expected; it looks up nothing.

No reason for an absence is known here. The roll-call is `roll_board`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer, State
from bot.flows.messages import Code, Message, Worded, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data
from bot.flows.sky import figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.domain.programme import Shift
    from bot.domain.territory import Texts
    from bot.domain.weather import Verdict
    from bot.flows.outbound import Rows


class Sort(StrEnum):
    """What a board shows of its shift."""

    HEADCOUNT = "headcount"
    ROLL = "roll"


class Lead(StrEnum):
    """What a button of a head-count does."""

    PLAN = "plan"
    KEEP = "keep"
    PLACES = "places"
    HOURS = "hours"
    CANCEL = "cancel"
    CANCEL_SURE = "cancel-sure"
    ROLL = "roll"
    ROLL_BEFORE = "roll-before"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody expected at a shift; `reached` tells whether Telegram's messages come to them.

    Without a name they are called by the number of their application. `phone` is as it is read aloud.
    """

    person: int
    name: str
    phone: str | None
    reached: bool
    answer: Answer | None
    state: State


@dataclass(frozen=True, slots=True)
class CrewDay:
    """A shift with everybody who is expected there, as things stand.

    `begun` and `over` tell of the shift; `missing` that its roll-call should have been there long ago.
    `before` tells whether the crew had an earlier shift. `changed` is that people were told of a change.
    """

    shift: Shift
    crew: Texts
    members: tuple[Member, ...]
    today: date
    begun: bool = False
    over: bool = False
    missing: bool = False
    before: bool = False
    sheets: int = 0
    forecast: Verdict | None = None

    @property
    def changed(self) -> bool:
        """Tell whether something was changed since the shift was laid out."""
        return self.shift.version > 1

    @property
    def to_phone(self) -> tuple[Member, ...]:
        """Return whom nothing has reached, and on the day of a change who has not answered it."""
        urgent = self.changed and self.shift.slot.day == self.today and not self.shift.cancelled
        return tuple(
            each
            for each in self.members
            if each.answer is not Answer.ABSENT
            and (not each.reached or (urgent and each.answer is None and not self.begun))
        )


def headcount(day: CrewDay) -> Prompt:
    """Return who comes, who has not answered, who does not, and whom to phone."""
    lines = (*head(day), *_answers(day), *_phones(day.to_phone))
    return Prompt(lines, _headcount_rows(day), Keyboard.INLINE)


def head(day: CrewDay) -> tuple[Message, ...]:
    """Say whose shift it is, when and where, and what the weather will be."""
    slot = day.shift.slot
    if day.shift.cancelled:
        return (_title(day), msg("lead.cancelled"))
    return (
        _title(day),
        msg("lead.hours", starts=slot.starts, ends=slot.ends),
        msg("lead.place", place=Worded(slot.place.name)),
        *((msg("lead.indoor"),) if slot.place.indoor else ()),
        *(figures(day.forecast.figures) if day.forecast and not day.over else ()),
    )


def _title(day: CrewDay) -> Message:
    crew, on = Worded(day.crew), day.shift.slot.day
    away = (on - day.today).days
    if away == 0:
        return msg("lead.today", crew=crew, day=on)
    return msg("lead.tomorrow", crew=crew, day=on) if away == 1 else msg("lead.day", crew=crew, day=on)


def _answers(day: CrewDay) -> tuple[Message, ...]:
    """Tell who has said what; of a cancelled shift only how many there are."""
    if not day.members:
        return (msg("lead.nobody"),)
    if day.shift.cancelled:
        return (msg("lead.told", number=sum(each.reached for each in day.members)),)
    said: dict[Answer | None, Callable[..., Message]] = {
        Answer.COMING: _coming,
        Answer.LATE: late,
        None: _silent,
        Answer.ABSENT: absent,
    }
    return tuple(
        worded(len(names), ", ".join(names))
        for answer, worded in said.items()
        if (names := [each.name for each in day.members if each.answer is answer])
    )


def _coming(number: int, names: str) -> Message:
    return msg("lead.coming", number=number, names=names)


def late(number: int, names: str) -> Message:
    """Tell who has announced to come later."""
    return msg("lead.late", number=number, names=names)


def _silent(number: int, names: str) -> Message:
    return msg("lead.silent", number=number, names=names)


def absent(number: int, names: str) -> Message:
    """Tell who has announced not to come."""
    return msg("lead.absent", number=number, names=names)


def _phones(members: tuple[Member, ...]) -> tuple[Message, ...]:
    if not members:
        return ()
    return (msg("lead.to_phone"), *map(_phone, members))


def _phone(member: Member) -> Message:
    if member.phone is None:
        return msg("lead.no_number", name=member.name)
    return msg("lead.number", name=member.name, phone=Code(member.phone))


def _headcount_rows(day: CrewDay) -> Rows:
    plan = not (day.shift.cancelled or day.begun)
    roll = day.shift.slot.day <= day.today and not day.shift.cancelled
    return (
        *(((option(day, Lead.PLAN, msg("lead.button.plan")),),) if plan else ()),
        *(((option(day, Lead.ROLL, msg("lead.button.roll")),),) if roll else ()),
        *(((option(day, Lead.ROLL_BEFORE, msg("lead.button.roll_before")),),) if day.before else ()),
        (option(day, Lead.SHEET, msg("lead.button.sheet")),),
    )


def option(day: CrewDay, action: str, label: Message) -> Option:
    """Return a button about a shift as it stands at its version."""
    return Option(card_data("lead", day.shift.id, action, day.shift.version), label)
