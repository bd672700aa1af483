"""Lists to the officer what somebody was not told in time and mattered: after an outage, they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.reminders import Kind, diary_of
from bot.domain.reminding import thing_of
from bot.domain.request import RequestKind
from bot.flows.messages import Message, msg, pack
from bot.services import bookings, matters
from bot.storage import reminders
from bot.storage.reminders import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.reminders import Reminder
    from bot.services.work import Work


def note(work: Work, late: Sequence[Reminder]) -> None:
    """Open a matter for each person who has not heard of a thing as it was when it began."""
    standing = {thing_of(each): each for each in bookings.of_things(work, map(thing_of, late))}
    for each in {thing_of(one): one for one in late}.values():
        booking = standing.get(thing_of(each))
        true = booking is not None and not booking.barred and booking.version == each.version
        if true and not _was_told(work, each):
            _open(work, each)


def _was_told(work: Work, late: Reminder) -> bool:
    held = reminders.of_person(work.connection, late.person)
    as_it_was = (*thing_of(late), late.version)
    return any(
        (*thing_of(one.reminder), one.reminder.version) == as_it_was and one.standing is Standing.TOLD
        for one in held
    )


def _open(work: Work, late: Reminder) -> None:
    """Add a line to what is open about this person already."""
    held = matters.find_open(work, RequestKind.MISSED_REMINDER, late.person, None)
    known: list[Any] = list(held.detail.get("lines", ())) if held else []
    line = pack(_line(work, late))
    lines = known if line in known else [*known, line]
    matters.open_matter(work, RequestKind.MISSED_REMINDER, late.person, detail={"lines": lines})


def _line(work: Work, late: Reminder) -> Message:
    local = diary_of(work.territory).local(late.starts_at)
    if late.kind is Kind.SHIFT:
        return msg("missed.shift", day=local.date(), hour=local.time())
    return msg("missed.appointment", day=local.date(), hour=local.time())
