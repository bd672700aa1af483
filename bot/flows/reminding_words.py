"""What people are reminded of, as lines and buttons; what is due and still true was decided before.

A locked phone shows the first line to anybody: it says when, never with whom, what for or why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer
from bot.domain.reminders import Kind, Rung
from bot.flows.messages import Message, Term, TermKind, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from datetime import date, time

    from bot.domain.reminding import Ahead
    from bot.flows.messages import Value
    from bot.flows.outbound import Rows

#: Buttons a screen has at most, minutes that are counted, the widest day whose things all have « en retard ».
BUTTONS, MINUTES, FEW = 8, 90, 2
WEEK = "week"  # the kind of its button

ANSWERS: dict[Answer, Message] = {
    Answer.COMING: msg("coming.come"),
    Answer.LATE: msg("coming.late"),
    Answer.ABSENT: msg("coming.absent"),
}
SAID: dict[Answer, Message] = {
    Answer.COMING: msg("coming.said_come"),
    Answer.LATE: msg("coming.said_late"),
    Answer.ABSENT: msg("coming.said_absent"),
}


MARKS: dict[Answer, Message] = {
    Answer.COMING: msg("coming.mark_come"),
    Answer.LATE: msg("coming.mark_late"),
    Answer.ABSENT: msg("coming.mark_absent"),
}
#: What somebody may write instead of pressing a button: lists, parted by commas.
TYPED: dict[Answer, Message] = {
    Answer.COMING: msg("words.coming"),
    Answer.LATE: msg("words.late"),
    Answer.ABSENT: msg("words.absent"),
}


@dataclass(frozen=True)
class Item:
    """One thing somebody is expected at, as it is said to them.

    `what` is the task, or whom it is with. `rung` is the occasion on which it is told; None shows it as it
    stands, after an answer.
    """

    kind: Kind
    thing: int
    version: int
    day: date
    hour: time
    ahead: Ahead
    place: Value | None
    what: Message | None = None
    indoor: bool = False
    cancelled: bool = False
    answer: Answer | None = None
    rung: Rung | None = None

    @property
    def is_asked(self) -> bool:
        """Tell whether this is the moment to ask whether they come."""
        if self.answer or self.cancelled:
            return False
        return self.ahead.days <= 1 or self.rung in {Rung.DAY_BEFORE, Rung.TWO_HOURS_BEFORE}

    @property
    def offered(self) -> tuple[Answer, ...]:
        """Return the answers that have a button: all that would say something else than was said."""
        if self.cancelled:
            return ()
        if self.rung is None or self.is_asked:
            return tuple(each for each in Answer if each is not self.answer)
        return () if self.answer is Answer.ABSENT else (Answer.ABSENT,)


def day(items: tuple[Item, ...], *more: Message) -> Prompt:
    """Tell of what somebody has on one day, in the order of the day, then some lines more."""
    if len(items) == 1:
        lines = (*_alone(items[0]), *more)
    else:
        lines = (_first(items), *(_listed(each) for each in items), _call(), *_asked(items), *more)
    return Prompt(lines, _rows(items), Keyboard.INLINE if _rows(items) else Keyboard.NONE)


def week(plan_day: date, items: tuple[Item, ...], *more: Message) -> Prompt:
    """Tell of a week's shifts, each day a line; one tap says yes to all of them."""
    lines = (
        msg("remind.week", day=items[0].day),
        *(_day_of_week(each) for each in items),
        *(more or (msg("remind.week_ask"),)),
    )
    number = plan_day.toordinal()
    rows: Rows = ()
    if any(each.answer is None for each in items):
        rows = ((Option(card_data(WEEK, number, Answer.COMING, 0), msg("coming.whole_week")),),)
    rows += ((Option(card_data(WEEK, number, Answer.ABSENT, 0), msg("coming.a_day_off")),),)
    return Prompt(lines, rows, Keyboard.INLINE)


def _day_of_week(item: Item) -> Message:
    """Tell of one day of a week; that somebody comes needs no mark on each."""
    line = msg("remind.week_day", day=item.day, hour=item.hour, place=item.place or "")
    if item.answer in {None, Answer.COMING}:
        return line
    return msg("remind.item_said", item=line, said=MARKS[item.answer])


def which_day(items: tuple[Item, ...]) -> Prompt:
    """Ask on which day of the week somebody cannot come."""
    days = [each for each in items if each.answer is not Answer.ABSENT][:BUTTONS]
    rows = tuple((Option(_data(each, Answer.ABSENT), msg("coming.day_off", day=each.day)),) for each in days)
    return Prompt((msg("absence.which"),), rows, Keyboard.INLINE)


def when(item: Item) -> Message:
    """Say how far off a thing is, and at what hour."""
    match item.ahead.days:
        case 0 if 0 <= item.ahead.minutes < MINUTES:
            return msgn("when.minutes", max(1, item.ahead.minutes), hour=item.hour)
        case 0:
            return msg("when.today", hour=item.hour)
        case 1:
            return msg("when.tomorrow", day=item.day, hour=item.hour)
    return msg("when.on", day=item.day, hour=item.hour)


def _alone(item: Item) -> tuple[Message, ...]:
    """Tell of one thing in five lines at most."""
    if item.cancelled:
        return (msg("remind.cancelled", when=when(item)), msg("remind.do_not_come"), _call())
    place = _place(item)
    where = () if place is None else (place,)
    what = () if item.what is None else (item.what,)
    return (_head(item), *where, *what, _call(), *_asked((item,)))


def _head(item: Item) -> Message:
    match item.rung:
        case Rung.CHANGED | Rung.MORNING:
            return msg("remind.changed", when=when(item))
        case Rung.AT_BOOKING:
            return msg("remind.booked", when=when(item))
    return msg("remind.line", when=when(item))


def _place(item: Item) -> Message | None:
    if item.place is None:
        return None
    return msg("remind.indoor", place=item.place) if item.indoor else msg("remind.place", place=item.place)


def _first(items: tuple[Item, ...]) -> Message:
    """Say of which day several things are."""
    match items[0].ahead.days:
        case 0:
            what = msg("when.day_today")
        case 1:
            what = msg("when.day_tomorrow", day=items[0].day)
        case _:
            what = msg("when.day", day=items[0].day)
    news = any(each.rung in {Rung.CHANGED, Rung.MORNING, Rung.CANCELLED} for each in items)
    return msg("remind.changed", when=what) if news else msg("remind.line", when=what)


def _listed(item: Item) -> Message:
    """Tell of one of several things in one line, with what was answered."""
    if item.answer is None or item.cancelled:
        return _named(item)
    return msg("remind.item_said", item=_named(item), said=MARKS[item.answer])


def _named(item: Item) -> Message:
    if item.cancelled:
        return msg("remind.item_off", hour=item.hour)
    place: Value = item.place or ""
    if item.kind is Kind.APPOINTMENT and item.what is not None:
        return msg("remind.item_with", hour=item.hour, what=item.what)
    return msg("remind.item", hour=item.hour, place=place)


def _call() -> Message:
    return msg("remind.call", phone=Term(TermKind.PHONE))


def _asked(items: tuple[Item, ...]) -> tuple[Message, ...]:
    """Ask whether they come, or say what they have answered."""
    if any(each.is_asked for each in items):
        return (msg("remind.ask"),)
    said = items[0].answer
    return (SAID[said],) if said and len(items) == 1 else ()


def _rows(items: tuple[Item, ...]) -> Rows:
    """Lay out the buttons, one a row so that a phone shows them whole; those of several name the hour."""
    if len(items) == 1:
        return tuple((Option(_data(items[0], each), ANSWERS[each]),) for each in items[0].offered)
    rows = tuple(
        (Option(_data(item, each), msg("coming.at", hour=item.hour, answer=ANSWERS[each])),)
        for item in items
        for each in item.offered
        if len(items) <= FEW or each is not Answer.LATE
    )
    return rows[:BUTTONS]


def _data(item: Item, answer: Answer) -> str:
    return card_data(item.kind, item.thing, answer, item.version)
