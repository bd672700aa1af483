"""Questions of several of the officer's dialogues: a day, a record, a request, words; it decides nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.request import number_of
from bot.domain.text import fold
from bot.flows.defaults import always, words
from bot.flows.dialogue import Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Code, msg, msgn
from bot.flows.other_language import CALL, calling
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.request import RequestKind
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

DAYS_OFFERED = 6
USUAL, PLACE_LENGTH = "usual", 200
SEND = "send"
CENTURY = 2000  # of a year written with two digits


def reference(answers: Answers) -> Code:
    """Return what people call the request."""
    return Code(answers["at_reference"])


def decided(answers: Answers) -> tuple[int, int]:
    """Return which request, and the version it was seen at."""
    return answers["at_request"], answers["at_version"]


def record_question(
    name: str,
    ask: Callable[[Answers, Known], Prompt],
    ids: Callable[[Known], list[str]],
    when: Callable[[Answers, Known], bool] = always,
) -> Question:
    """Return a question that is answered by one of the territory's ids."""

    def read(event: Event, _: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value in ids(known):
                return Answered({name: value})
            case Text():
                return Wrong(msg("dialogue.wrong"))
        return None

    return Question(name, ask, read, when=when, accepts=lambda answer, known: answer in ids(known))


def text_question(
    name: str,
    lines: Callable[[Answers, Known], tuple[Message, ...]],
    most: int,
    when: Callable[[Answers, Known], bool] = always,
) -> Question:
    """Return a question that is answered by up to `most` letters."""

    def read(event: Event, _: Answers, __: Known) -> Reading | None:
        match event:
            case Text(text) if len(text) > most:
                return Wrong(msgn("ask.too_long", most))
            case Text(text):
                return Answered({name: text})
        return None

    return Question(
        name,
        lambda answers, known: Prompt(lines(answers, known)),
        read,
        when=when,
        accepts=words,
    )


def preview_question(ask: Callable[[Answers, Known], Prompt]) -> Question:
    """Return a question named `summary`: what leaves is seen before it does; only « Envoyer » answers it.

    The dialogue is opened with `other_language.OPENED`, for « Appeler ».
    """

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value == SEND:
                return Answered({"summary": True})
            case Choice(value) if value == CALL and answers["at_phone"]:
                return calling(answers, known)
            case Text():
                return Wrong(msg("decline.press"))
        return None

    return Question("summary", ask, read, accepts=lambda answer, _: answer is True)


def place_question(lines: tuple[Message, ...], usual: Message) -> Question:
    """Return a question named `place`, answered by words, or by "" for the usual one that a button names."""

    def read(event: Event, _: Answers, __: Known) -> Reading | None:
        match event:
            case Choice(value) if value == USUAL:
                return Answered({"place": ""})
            case Text(text) if len(text) > PLACE_LENGTH:
                return Wrong(msgn("ask.too_long", PLACE_LENGTH))
            case Text(text):
                return Answered({"place": text})
        return None

    rows = ((Option(USUAL, usual),),)
    return Question("place", lambda _, __: Prompt(lines, rows), read, accepts=words)


def kept_question(
    ask: Callable[[Answers, Known], Prompt], offered: str, kind: RequestKind, wrong: Message
) -> Question:
    """Return a question named `kept`: the number of the request that goes on in place of this one.

    It is pressed among those of the answer `offered`, each a list that begins with its number, or typed.
    """

    def read(event: Event, answers: Answers, _: Known) -> Reading | None:
        match event:
            case Choice(value) if value in {str(number) for number, *_ in answers[offered]}:
                return Answered({"kept": int(value)})
            case Text(text):
                number = number_of(kind, text)
                return Wrong(wrong) if number is None else Answered({"kept": number})
        return None

    return Question("kept", ask, read, accepts=lambda answer, _: isinstance(answer, int))


def day_question(
    lines: Callable[[Answers], tuple[Message, ...]],
    name: str = "day",
    offered: Callable[[Answers, Known], list[date]] | None = None,
    first: Callable[[Answers], date] = lambda _: date.min,
    when: Callable[[Answers, Known], bool] = always,
) -> Question:
    """Return a question answered by a day to come in ISO, not before `first`; working days are offered."""

    def ask(answers: Answers, known: Known) -> Prompt:
        days = offered(answers, known) if offered else _days(known)
        rows = tuple((Option(day.isoformat(), msg("label.day", day=day)),) for day in days)
        return Prompt(lines(answers), rows)

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value):
                day = _day_named(value)
            case Text(text):
                day = day_typed(text, known)
            case _:
                return None
        if day is None:
            return Wrong(msg("plan.wrong"))
        if day < max(known.today, first(answers)):
            return Wrong(msg("plan.past") if day < known.today else msg("plan.before"))
        return Answered({name: day.isoformat()})

    return Question(name, ask, read, when=when, accepts=_accepts_day)


def _days(known: Known) -> list[date]:
    office = known.territory.office
    days = [known.today + timedelta(days=ahead) for ahead in range(1, 2 * DAYS_OFFERED + 7)]
    return [day for day in days if office.works_on(day)][:DAYS_OFFERED]


def _day_named(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _accepts_day(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    day = _day_named(answer) if isinstance(answer, str) else None
    return day is not None and day >= known.today


def day_typed(text: str, known: Known) -> date | None:
    """Read « 14/04 », « 14.4.2026 » or « 14 4 »: the next day that has this date."""
    numbers = [int(part) for part in fold(text).split() if part.isdecimal()]
    try:
        match numbers:
            case [day, month]:
                this_year = date(known.today.year, month, day)
                return this_year if this_year >= known.today else date(known.today.year + 1, month, day)
            case [day, month, year]:
                return date(year + CENTURY * (year < CENTURY), month, day)
    except (ValueError, OverflowError):
        pass  # no such day
    return None
