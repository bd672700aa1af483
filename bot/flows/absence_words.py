"""What somebody who cannot come is asked, gently: how long, and, only if they like, why; no reproach.

Why is counted by the territory's own categories, never kept with anybody.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer
from bot.domain.programme import REASONS_AT_MOST
from bot.domain.reminders import Kind
from bot.flows import reminding_words
from bot.flows.messages import Term, TermKind, Worded, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.programme import Rules
    from bot.flows.messages import Message
    from bot.flows.outbound import Rows
    from bot.flows.reminding_words import Item

FRIDAY = 4


class Span(StrEnum):
    """For how long somebody cannot come."""

    ONCE = "once"
    UNTIL = "until"  # the end of that week
    UNKNOWN = "unknown"


MOVE = "move"  # another moment for an appointment
NO_REASON = "no_reason"
REASON = "reason"  # before the position of one in the territory's list
REASONS = tuple(f"{REASON}{number}" for number in range(REASONS_AT_MOST))


def cannot(item: Item, last: date | None, rules: Rules) -> Prompt:
    """Say that an absence is noted and ask how long it lasts: up to `last` that week, None for one day."""
    lines = (_noted(item), *_compensation(item, rules))
    if item.kind is Kind.APPOINTMENT:
        rows: Rows = ((_option(item, MOVE, msg("absence.another_moment")),),)
        return Prompt(lines, (*rows, _after_all(item)), Keyboard.INLINE)
    if last is None:
        return why(item, lines, rules)
    until = msg("absence.until_friday") if last.weekday() == FRIDAY else msg("absence.until", day=last)
    rows = (
        (_option(item, Span.ONCE, _once(item)),),
        (_option(item, Span.UNTIL, until),),
        (_option(item, Span.UNKNOWN, msg("absence.unknown")),),
        _after_all(item),
    )
    return Prompt((*lines, msg("absence.how_long")), rows, Keyboard.INLINE)


def lasting(item: Item, span: Span, last: date, rules: Rules) -> Prompt:
    """Say for how long an absence is noted, and offer to say why."""
    match span:
        case Span.ONCE:
            line = _noted(item)
        case Span.UNTIL:
            line = msg("absence.noted_until", last=last)
        case Span.UNKNOWN:
            line = msg("absence.noted_unknown", day=item.day)
    return why(item, (line,), rules)


def why(item: Item, lines: tuple[Message, ...], rules: Rules) -> Prompt:
    """Offer the territory's reasons after some lines; nobody has to say one."""
    if not rules.absence_reasons:
        return _thanks(item, *lines)
    terms = (Term(TermKind.ABSENCE_REASON, each.id) for each in rules.absence_reasons)
    labels = (msg("absence.reason", reason=each) for each in terms)
    rows: Rows = tuple((_option(item, *each),) for each in zip(REASONS, labels, strict=False))
    rows += ((_option(item, NO_REASON, msg("absence.no_reason")),), _after_all(item))
    return Prompt((*lines, msg("absence.why")), rows, Keyboard.INLINE)


def thanked(item: Item, last: date | None = None) -> Prompt:
    """Thank for the word, up to a `last` day or for one; coming after all stays one tap away."""
    said = _noted(item) if last is None else msg("absence.noted_until", last=last)
    return _thanks(item, said)


def _thanks(item: Item, *lines: Message) -> Prompt:
    return Prompt((*lines, msg("absence.thanks")), (_after_all(item),), Keyboard.INLINE)


def asked_to_move(item: Item) -> Prompt:
    """Say that another moment is looked for."""
    return Prompt((_noted(item), msg("absence.moving")), (_after_all(item),), Keyboard.INLINE)


def _noted(item: Item) -> Message:
    return msg("absence.noted", when=reminding_words.when(item))


def _compensation(item: Item, rules: Rules) -> tuple[Message, ...]:
    if item.kind is Kind.APPOINTMENT or not rules.compensation:
        return ()
    return (msg("absence.compensation", text=Worded(rules.compensation)),)


def _once(item: Item) -> Message:
    match item.ahead.days:
        case 0:
            return msg("absence.once_today")
        case 1:
            return msg("absence.once_tomorrow")
    return msg("absence.once", day=item.day)


def _after_all(item: Item) -> tuple[Option, ...]:
    return (_option(item, Answer.COMING, msg("coming.after_all")),)


def _option(item: Item, action: str, label: Message) -> Option:
    return Option(card_data(item.kind, item.thing, action, item.version), label)
