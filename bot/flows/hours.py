"""Questions of the officer's dialogues about an hour of the day and about numbers; it decides nothing."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from bot.domain.text import fold
from bot.flows.defaults import always
from bot.flows.dialogue import Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import msg
from bot.flows.outbound import Option, Prompt, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

HOURS_OFFERED = 8


def hour_question(
    name: str, lines: tuple[Message, ...], offered: Callable[[Known], list[time]] | None = None
) -> Question:
    """Return a question answered by a time of the day in ISO, which is offered or typed."""

    def ask(_: Answers, known: Known) -> Prompt:
        hours = offered(known) if offered else _open_hours(known)
        options = [Option(hour.isoformat("minutes"), msg("label.hour", hour=hour)) for hour in hours]
        return Prompt(lines, pairs(options))

    def read(event: Event, _: Answers, __: Known) -> Reading | None:
        match event:
            case Choice(value) | Text(value):
                found = hour_typed(value)
                return Answered({name: found}) if found else Wrong(msg("meet.hour_wrong"))
        return None

    return Question(name, ask, read, accepts=_accepts_hour)


def number_question(
    name: str,
    lines: Callable[[Answers, Known], tuple[Message, ...]],
    offered: Iterable[int],
    label: Callable[[int], Message],
    most: int,
    when: Callable[[Answers, Known], bool] = always,
) -> Question:
    """Return a question answered by a whole number from 1 to `most`, which is offered or typed."""

    def ask(answers: Answers, known: Known) -> Prompt:
        return Prompt(lines(answers, known), pairs([Option(str(each), label(each)) for each in offered]))

    def read(event: Event, _: Answers, __: Known) -> Reading | None:
        match event:
            case Choice(value) | Text(value):
                number = _number_typed(value)
                if 1 <= number <= most:
                    return Answered({name: number})
                return Wrong(msg("number.wrong", most=most))
        return None

    def accepts(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
        return isinstance(answer, int) and 1 <= answer <= most

    return Question(name, ask, read, when=when, accepts=accepts)


def hour_typed(text: str) -> str | None:
    """Read « 10h30 », « 10:30 », « 14 h » as 10:30; None for no time of the day."""
    numbers = [int(part) for part in fold(text).replace("h", " ").split() if part.isdecimal()]
    try:
        match numbers:
            case [hour]:
                return time(hour).isoformat("minutes")
            case [hour, minute]:
                return time(hour, minute).isoformat("minutes")
    except (ValueError, OverflowError):
        pass  # no such hour
    return None


def _open_hours(known: Known) -> list[time]:
    office = known.territory.office
    return [time(hour) for hour in range(24) if office.opens_at(time(hour))][:HOURS_OFFERED]


def _accepts_hour(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return isinstance(answer, str) and hour_typed(answer) == answer


def _number_typed(text: str) -> int:
    """Read a whole number of at most nine digits; 0 for anything else."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= 9 else 0  # noqa: PLR2004 - fits 32 bits
