"""« Je viens », « J'arrive en retard », « Je ne peux pas »: one tap each, confirmed, changed at will.

Whose it is, how the thing stands and how the button saw it are checked at each press. An absence is taken
until a day after the end; nothing else once a thing is over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer, is_in_time
from bot.domain.programme import Appointment, Shift
from bot.domain.reminders import Kind, diary_of
from bot.domain.reminding import thing_of
from bot.domain.request import RequestKind
from bot.domain.text import fold
from bot.flows import absence_words, reminding_words
from bot.flows.absence_words import MOVE, NO_REASON, REASON, Span
from bot.flows.messages import Term, TermKind, msg
from bot.flows.outbound import Answer as Word
from bot.flows.outbound import Keyboard, Priority, Prompt
from bot.services import (
    absences,
    bookings,
    buttons,
    crew_names,
    leading,
    matters,
    people,
    reminder_faces,
)
from bot.storage import appointments, attendances, reminders, shifts

if TYPE_CHECKING:
    from bot.domain.attendance import Attendance
    from bot.domain.commands import TellAbsence
    from bot.domain.reminders import Booking
    from bot.domain.reminding import Thing
    from bot.flows.inbound import Press
    from bot.flows.reminding_words import Item
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

#: How long after its end an absence from a thing is still taken, as announced late.
LATE_WORD = timedelta(hours=24)
#: How far off a thing may be for typed words to be about it, and how long none lasts.
TYPED, LONGEST = timedelta(days=4), timedelta(hours=24)


@dataclass(frozen=True)
class _Expected:
    """Somebody at a thing of theirs, and when it is; `of` is the shift or the appointment."""

    person: int
    kind: Kind
    of: Shift | Appointment
    starts_at: datetime
    ends_at: datetime
    day: date

    @property
    def thing(self) -> Thing:
        """Return what rows call it."""
        return self.person, self.kind, self.of.id


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Word, ...]:
    """Take an answer to a shift or an appointment, for whoever is expected there."""
    expected = _expected(work, person.id, Kind(button.kind), button.request)
    if expected is None:
        return _not_theirs(work, person, pressed, button)
    stale = _stale(work, expected, button)
    drawn = stale or _act(work, expected, button.action)
    work.send(person.id, replace(drawn, over=pressed.message_id))
    said = _item(work, expected).answer
    line = stale.lines[-1] if stale else reminding_words.SAID[said] if said else None
    return (Word(pressed.query, line),)


def press_week(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Word, ...]:
    """Say yes to all of a week but what somebody cannot come to; or ask on which day they cannot."""
    known = date.min.toordinal() <= button.request <= date.max.toordinal()
    plan_day = date.fromordinal(button.request) if known else date.min
    shown = reminder_faces.of_week(work, person.id, plan_day)
    if not shown:
        line = msg("coming.passed")
        work.send(person.id, Prompt((line,), over=pressed.message_id))
        return (Word(pressed.query, line),)
    if button.action == Answer.ABSENT:
        work.send(person.id, replace(reminding_words.which_day(shown), over=pressed.message_id))
        return (Word(pressed.query),)
    for item in shown:
        expected = _expected(work, person.id, item.kind, item.thing)
        if expected is not None and item.answer is not Answer.ABSENT:
            _write(work, expected, Answer.COMING)
    bookings.replan_person(work, person.id)
    now = reminder_faces.of_week(work, person.id, plan_day)
    whole = all(item.answer is Answer.COMING for item in now)
    line = msg("coming.said_week") if whole else reminding_words.SAID[Answer.COMING]
    work.send(person.id, replace(reminding_words.week(plan_day, now, line), over=pressed.message_id))
    return (Word(pressed.query, line),)


def typed(work: Work, person: Person, text: str) -> bool:
    """Take words for the button that says them, about what somebody has next; False when they are not."""
    words = fold(text)
    lists = reminding_words.TYPED.items()
    said = next((each for each, listed in lists if work.words.lists(words, listed)), None)
    expected = _next(work, person.id) if said else None
    if said is None or expected is None or expected.starts_at - work.now > TYPED:
        return False
    work.send(person.id, _answer(work, expected, said))
    return True


def show_next(work: Work, person: int, _: TellAbsence) -> None:
    """Show the card of what somebody has next, where they can say that they cannot come."""
    expected = _next(work, person)
    if expected is None:
        line = msg("absence.nothing", phone=Term(TermKind.PHONE))
        work.send(person, Prompt((line,), keyboard=Keyboard.MENU))
        return
    work.send(person, reminding_words.day(reminder_faces.of_day(work, expected.day, expected.thing)))


def _expected(work: Work, person: int, kind: Kind, number: int) -> _Expected | None:
    """Return somebody at a thing, None when they are not expected there."""
    held = bookings.of_things(work, [(person, kind, number)])
    return _found(work, held[0]) if held else None


def _next(work: Work, person: int) -> _Expected | None:
    """Return what somebody has next, or at this moment."""
    held = bookings.of_person(work, person, work.now - LONGEST)
    found = (_found(work, each) for each in held)
    coming = [each for each in found if not each.of.cancelled and each.ends_at > work.now]
    return min(coming, key=lambda each: each.starts_at, default=None)


def _found(work: Work, booking: Booking) -> _Expected:
    diary, number = diary_of(work.territory), booking.thing
    of: Shift | Appointment
    if booking.kind is Kind.SHIFT:
        of = shifts.by_ids(work.connection, [number])[number]
        ends_at = bookings.ends_at(diary, of)
    else:
        of = appointments.by_ids(work.connection, [number])[number]
        ends_at = of.ends_at
    day = diary.local(booking.starts_at).date()
    return _Expected(booking.person, booking.kind, of, booking.starts_at, ends_at, day)


def _stale(work: Work, expected: _Expected, button: Button) -> Prompt | None:
    """Return what a button that counts no more is answered with; None while it counts."""
    if expected.of.cancelled:
        return Prompt((msg("coming.cancelled"),))
    if button.version != expected.of.version:
        return reminding_words.day(_day(work, expected), msg("coming.changed"))
    to_come = {Answer.COMING.value, Answer.LATE.value, MOVE}
    ends_at = expected.ends_at + (timedelta() if button.action in to_come else LATE_WORD)
    return _passed(work, expected.person) if work.now >= ends_at else None


def _passed(work: Work, person: int) -> Prompt:
    """Say that a thing is over, and show what comes next."""
    coming = _next(work, person)
    if coming is None:
        return Prompt((msg("coming.passed"),))
    return reminding_words.day(_day(work, coming), msg("coming.passed_next"))


def _act(work: Work, expected: _Expected, action: str) -> Prompt:
    """Do what a button of a thing as it stands says; return what is drawn then."""
    if action in list(Answer):
        return _answer(work, expected, Answer(action))
    if action == MOVE:
        return _move(work, expected)
    if action in list(Span):
        return _last(work, expected, Span(action))
    held = _attendance(work, expected)
    if action != NO_REASON and held is not None:
        absences.count_reason(work, held, int(action.removeprefix(REASON)))
    return absence_words.thanked(_item(work, expected), _announced(work, expected))


def _answer(work: Work, expected: _Expected, said: Answer) -> Prompt:
    """Write an answer; whoever comes once it has begun is late."""
    begun = said is Answer.COMING and work.now >= expected.starts_at
    together = [] if said is Answer.ABSENT else _told_together(work, expected)
    _write(work, expected, Answer.LATE if begun else said)
    for each in together:
        _write(work, each, Answer.COMING)
    bookings.replan_person(work, expected.person)
    if said is not Answer.ABSENT:
        return reminding_words.day(_day(work, expected), *([msg("coming.said_rest")] if together else []))
    absences.look_after(work, expected.person, expected.day)
    return absence_words.cannot(_item(work, expected), _last_day(work, expected), work.territory.rules)


def _last(work: Work, expected: _Expected, span: Span) -> Prompt:
    """Write for how long somebody cannot come; what they do not know they are asked again."""
    last = _last_day(work, expected) or expected.day
    for each in (expected, *_rest(work, expected)) if span is Span.UNTIL else ():
        _write(work, each, Answer.ABSENT)
    bookings.replan_person(work, expected.person)
    absences.look_after(work, expected.person, last if span is Span.UNTIL else expected.day)
    return absence_words.lasting(_item(work, expected), span, last, work.territory.rules)


def _announced(work: Work, expected: _Expected) -> date | None:
    """Return the last of the days in a row, from this one on, for which somebody has said no."""
    last = None
    for each in _rest(work, expected):
        held = attendances.of_person_at(work.connection, *each.thing)
        if held is None or held.answer is not Answer.ABSENT:
            break
        last = each.day
    return last


def _move(work: Work, expected: _Expected) -> Prompt:
    """Put the wish for another moment before the officer."""
    about = (Kind.APPOINTMENT.value, expected.of.id)
    matters.open_matter(work, RequestKind.RESCHEDULE, expected.person, about=about)
    return absence_words.asked_to_move(_item(work, expected))


def _write(work: Work, expected: _Expected, said: Answer) -> None:
    """Write an answer; whoever must know at once is told when it is another one than before."""
    # at a shift somebody is expected without a row: answering is no booking
    since = expected.of.changed_at
    held = attendances.book(work.connection, *expected.thing, since)
    before = held.answer_to(expected.of.version)
    in_time = is_in_time(work.now, expected.starts_at, work.territory.rules.notice_minutes)
    attendances.answer(work.connection, held, said, expected.of.version, work.now, in_time=in_time)
    if said is before:
        return
    if isinstance(expected.of, Shift):
        leading.heard(work, expected.of, expected.person, said)
    elif not in_time:
        _tell_officers(work, expected, said)


def _tell_officers(work: Work, expected: _Expected, said: Answer) -> None:
    name, when = crew_names.of(work, expected.person), reminding_words.when(_item(work, expected))
    line = msg("heard.appointment", name=name, when=when, answer=reminding_words.MARKS[said])
    for officer in people.officers(work):
        work.say(officer, line, priority=Priority.CHANGE)


def _told_together(work: Work, expected: _Expected) -> list[_Expected]:
    """Return the later shifts of which somebody said in the same breath that they cannot come."""
    held = _attendance(work, expected)
    if held is None or held.answer is not Answer.ABSENT:
        return []
    said = ((each, _attendance(work, each)) for each in _rest(work, expected))
    return [
        each
        for each, other in said
        if other and (other.answer, other.answered_at) == (held.answer, held.answered_at)
    ]


def _rest(work: Work, expected: _Expected) -> list[_Expected]:
    if not isinstance(expected.of, Shift):
        return []
    later = absences.rest_of_week(work, expected.person, expected.of)
    found = (_expected(work, expected.person, Kind.SHIFT, each.id) for each in later)
    return [each for each in found if each is not None]


def _last_day(work: Work, expected: _Expected) -> date | None:
    return max((each.day for each in _rest(work, expected)), default=None)


def _attendance(work: Work, expected: _Expected) -> Attendance | None:
    return attendances.of_person_at(work.connection, *expected.thing)


def _day(work: Work, expected: _Expected) -> tuple[Item, ...]:
    return reminder_faces.of_day(work, expected.day, expected.thing)


def _item(work: Work, expected: _Expected) -> Item:
    (item,) = reminder_faces.items(work, {expected.thing: None})
    return item


def _not_theirs(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Word, ...]:
    """Tell whoever was expected there that they are not any more; to anybody else it is no button of ours."""
    thing = (person.id, Kind(button.kind), button.request)
    known = (one.reminder for one in reminders.of_person(work.connection, person.id))
    if thing not in map(thing_of, known):
        return buttons.refuse(work, person, pressed)
    line = msg("coming.left")
    work.send(person.id, Prompt((line,), over=pressed.message_id))
    return (Word(pressed.query, line),)
