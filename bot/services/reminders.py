"""Plans anew what people are reminded of when something changes, and hands what is due to the outbox.

It knows no shift and no appointment: whoever does gives bookings, and draws the messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.reminders import NEWS, Reason, diary_of, leaves, plan
from bot.domain.reminding import gather, objection, thing_of
from bot.flows.outbound import Priority
from bot.flows.packing import pack_content
from bot.storage import outbox, reminders
from bot.storage.reminders import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from bot.domain.reminders import Booking, Diary, Kind, Reminder
    from bot.domain.reminding import Thing
    from bot.flows.outbound import Content
    from bot.services.work import Work
    from bot.storage.reminders import Held

#: Reminders taken at once: enough to cost little each, few enough that replies wait for some 10 ms at most.
BATCH = 200


@dataclass(frozen=True)
class Programme:
    """What reminders ask of those who know the things that people are expected at.

    `bookings` returns how things stand for each reminder's person and thing, nothing for somebody who is
    not expected there any more. `content` returns what the message of some reminders is; it is drawn at
    sending, from what `to_tell` returns then. `missed` hears of those that came too late to be told.
    """

    bookings: Callable[[Work, Sequence[Reminder]], Iterable[Booking]]
    content: Callable[[Work, Sequence[Reminder]], Content]
    missed: Callable[[Work, Sequence[Reminder]], None] = lambda _work, _late: None


def replan_person(work: Work, person: int, bookings: Iterable[Booking]) -> None:
    """Plan somebody's reminders anew; `bookings` are all that still lies before them."""
    _replan(work, reminders.of_person(work.connection, person), bookings)


def replan_thing(work: Work, kind: Kind, thing: int, bookings: Iterable[Booking]) -> None:
    """Plan everybody's reminders of one thing anew; `bookings` are those of all who are expected there."""
    _replan(work, reminders.of_thing(work.connection, kind, thing), bookings)


def tick(work: Work, programme: Programme, limit: int = BATCH) -> int:
    """Hand up to `limit` reminders that are due to the outbox, or close them; return how many were taken.

    As many as `limit`: there may be more.
    """
    claimed = reminders.claim(work.connection, work.now, limit)
    if claimed:
        diary = diary_of(work.territory)
        _tell(work, programme, _timely(work, diary, _true(work, programme, claimed)), diary)
    return len(claimed)


def to_tell(work: Work, programme: Programme, person: int, message: str) -> list[Reminder]:
    """Return what a message of the outbox, by its key, may still tell at this moment; close the rest."""
    return _true(work, programme, reminders.of_message(work.connection, person, message))


def held_until(work: Work, told: Sequence[Reminder]) -> datetime | None:
    """Return when a message leaves that tells nothing that may disturb now; None when it may."""
    diary = diary_of(work.territory)
    leaving = min(leaves(each.rung, work.now, each.starts_at, diary) for each in told)
    return leaving if leaving > work.now else None


def _replan(work: Work, held: list[Held], bookings: Iterable[Booking]) -> None:
    standing = {thing_of(booking): booking for booking in bookings}
    heard = _heard(held)
    diary = diary_of(work.territory)
    wanted = {
        _row(each): each
        for thing, booking in standing.items()
        for each in plan(booking, diary, told=_has_heard(booking, heard.get(thing)))
    }
    known = {_row(one.reminder): one for one in held}
    new = [each for row, each in wanted.items() if _differs(each, known.get(row))]
    reminders.plan_for(work.connection, new)
    untold = (one.reminder for one in held if one.standing is Standing.UNTOLD)
    stale = (
        (each, _gone(each, wanted.get(_row(each)), standing.get(thing_of(each))))
        for each in untold
        if each.starts_at > work.now
    )
    reminders.close(work.connection, [(each.id, reason) for each, reason in stale if reason])


def _row(reminder: Reminder) -> tuple[object, ...]:
    """Return what tells one reminder from all others."""
    return (*thing_of(reminder), reminder.rung, reminder.version)


def _heard(held: list[Held]) -> dict[Thing, int]:
    """Return the first version of each thing that its person has heard of."""
    heard: dict[Thing, int] = {}
    for one in held:
        if one.standing is Standing.TOLD:
            thing, version = thing_of(one.reminder), one.reminder.version
            heard[thing] = min(version, heard.get(thing, version))
    return heard


def _has_heard(booking: Booking, version: int | None) -> bool:
    """Tell whether the person has heard of the thing as it was before, or at all if it is off."""
    return version is not None and (booking.barred is not None or version < booking.version)


def _differs(wanted: Reminder, known: Held | None) -> bool:
    """Tell whether a reminder is to be written: it is new, leaves at another time, or is taken up again."""
    if known is None:
        return True
    if wanted.skipped is not None or known.standing is Standing.TOLD:
        return False
    when = (known.reminder.due_at, known.reminder.starts_at)
    return known.standing is Standing.CLOSED or when != (wanted.due_at, wanted.starts_at)


def _gone(untold: Reminder, wanted: Reminder | None, booking: Booking | None) -> Reason | None:
    """Return why something that was planned is not to be told any more; None if it is."""
    if wanted is not None:
        return wanted.skipped
    if booking is None:
        return Reason.LEFT
    return booking.barred or (Reason.MOVED if booking.version != untold.version else Reason.OFF)


def _judged(
    work: Work, programme: Programme, held: Sequence[Reminder]
) -> list[tuple[Reminder, Reason | None]]:
    """Return each reminder with why it is not told as things stand now, None if it is."""
    standing = {thing_of(booking): booking for booking in programme.bookings(work, held)}
    return [(each, objection(each, standing.get(thing_of(each)), work.now)) for each in held]


def _true(work: Work, programme: Programme, claimed: Sequence[Reminder]) -> list[Reminder]:
    """Return those that still hold, and close the others."""
    judged = _judged(work, programme, claimed)
    reminders.close(work.connection, [(each.id, reason) for each, reason in judged if reason])
    programme.missed(work, [each for each, reason in judged if reason is Reason.TOO_LATE])
    return [each for each, reason in judged if reason is None]


def _timely(work: Work, diary: Diary, true: list[Reminder]) -> list[Reminder]:
    """Return those that may leave now, and put back what is late and would disturb."""
    leaving = [(each, leaves(each.rung, work.now, each.starts_at, diary)) for each in true]
    reminders.postpone(work.connection, [(each.id, due_at) for each, due_at in leaving if due_at > work.now])
    return [each for each, due_at in leaving if due_at <= work.now]


def _tell(work: Work, programme: Programme, timely: list[Reminder], diary: Diary) -> None:
    gathered = gather(timely, diary)
    reminders.close(work.connection, [(each.id, Reason.OVERTAKEN) for each in gathered.overtaken])
    together = [(each.id, first.message) for first, *others in gathered.messages for each in others]
    reminders.join(work.connection, together)
    for message in gathered.messages:
        _queue(work, message, programme.content(work, message))


def _queue(work: Work, message: Sequence[Reminder], content: Content) -> None:
    news = any(each.rung in NEWS for each in message)
    outbox.add(
        work.connection,
        person=message[0].person,
        key=message[0].message,
        cause=work.cause,
        priority=Priority.CHANGE if news else Priority.BROADCAST,
        content=pack_content(content),
        now=work.now,
    )
