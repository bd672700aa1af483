"""The officer's short dialogues, opened from a report's card: plan, clear, dismiss, forward, merge, ask.

Each opens with `at_request` and `at_version`: what is decided is the report as the officer saw it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.commands import (
    AskReporter,
    ClearReport,
    DismissReport,
    ForwardReport,
    MergeReport,
    PlanReport,
)
from bot.domain.request import RequestKind, number_of
from bot.domain.text import fold
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Code, Term, TermKind, msg, msgn
from bot.flows.optional_photo import given, optional_photo
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.answers import Answers
    from bot.flows.known import Known

DAYS_OFFERED = 6
CENTURY = 2000  # of a year written with two digits
QUESTION_LENGTH = 500
OPENED = {"at_request": int, "at_version": int, "at_reference": str, "at_kind": str}


def _reference(answers: Answers) -> Code:
    return Code(answers["at_reference"])


def _one_of(
    name: str, ask: Callable[[Answers, Known], Prompt], ids: Callable[[Known], list[str]]
) -> Question:
    """Return a question that is answered by one of the territory's ids."""

    def read(event: Event, _: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value in ids(known):
                return Answered({name: value})
            case Text():
                return Wrong(msg("dialogue.wrong"))
        return None

    return Question(name, ask, read, accepts=lambda answer, known: answer in ids(known))


# --- plan --------------------------------------------------------------------------------------


def _days(known: Known) -> list[date]:
    office = known.territory.office
    days = [known.today + timedelta(days=ahead) for ahead in range(1, 2 * DAYS_OFFERED + 7)]
    return [day for day in days if office.works_on(day)][:DAYS_OFFERED]


def _ask_day(answers: Answers, known: Known) -> Prompt:
    rows = tuple((Option(day.isoformat(), msg("label.day", day=day)),) for day in _days(known))
    return Prompt((msg("plan.ask", reference=_reference(answers)), msg("plan.hint")), rows)


def _read_day(event: Event, _: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value):
            return _day_named(value, known)
        case Text(text):
            return _day_typed(text, known)
    return None


def _day_named(value: str, known: Known) -> Reading:
    try:
        return _day_ahead(date.fromisoformat(value), known)
    except ValueError:
        return Wrong(msg("plan.wrong"))


def _accepts_day(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    return isinstance(answer, str) and isinstance(_day_named(answer, known), Answered)


def _day_typed(text: str, known: Known) -> Reading:
    """Read « 14/04 », « 14.4.2026 » or « 14 4 »: the next day that has this date."""
    numbers = [int(part) for part in fold(text).split() if part.isdecimal()]
    try:
        match numbers:
            case [day, month]:
                this_year = date(known.today.year, month, day)
                ahead = this_year if this_year >= known.today else date(known.today.year + 1, month, day)
                return _day_ahead(ahead, known)
            case [day, month, year]:
                return _day_ahead(date(year + CENTURY * (year < CENTURY), month, day), known)
    except (ValueError, OverflowError):
        pass  # no such day: said below
    return Wrong(msg("plan.wrong"))


def _day_ahead(day: date, known: Known) -> Reading:
    return Answered({"day": day.isoformat()}) if day >= known.today else Wrong(msg("plan.past"))


PLAN_REPORT = Flow(
    "plan_report",
    (Question("day", _ask_day, _read_day, accepts=_accepts_day),),
    lambda answers: PlanReport(*_decided(answers), day=date.fromisoformat(answers["day"])),
    OPENED,
)


def _decided(answers: Answers) -> tuple[int, int]:
    return answers["at_request"], answers["at_version"]


# --- clear -------------------------------------------------------------------------------------


CLEAR_REPORT = Flow(
    "clear_report",
    (optional_photo("after", lambda answers: msg("clear.ask", reference=_reference(answers))),),
    lambda answers: ClearReport(*_decided(answers), picture=given(answers["after"])),
    OPENED,
)


# --- dismiss -----------------------------------------------------------------------------------


def _ask_reason(answers: Answers, known: Known) -> Prompt:
    reasons = known.territory.dismissal_reasons
    rows = tuple(
        (Option(each.id, msg("label.term", term=Term(TermKind.DISMISSAL, each.id))),) for each in reasons
    )
    return Prompt((msg("dismiss.ask", reference=_reference(answers)), msg("dismiss.hint")), rows)


def _reasons(known: Known) -> list[str]:
    return [each.id for each in known.territory.dismissal_reasons]


DISMISS_REPORT = Flow(
    "dismiss_report",
    (_one_of("reason", _ask_reason, _reasons),),
    lambda answers: DismissReport(*_decided(answers), reason=answers["reason"]),
    OPENED,
)


# --- forward -----------------------------------------------------------------------------------


def _ask_body(answers: Answers, known: Known) -> Prompt:
    """Offer first whoever collects this kind of waste, then the bodies that usually take it."""
    kind = answers["at_kind"]
    collector = known.territory.kind(kind).collector
    bodies = sorted(known.territory.bodies, key=lambda each: (each.id != collector, kind not in each.handles))
    rows = tuple((Option(each.id, msg("label.term", term=Term(TermKind.BODY, each.id))),) for each in bodies)
    return Prompt((msg("forward.ask", reference=_reference(answers)),), rows)


def _bodies(known: Known) -> list[str]:
    return [each.id for each in known.territory.bodies]


FORWARD_REPORT = Flow(
    "forward_report",
    (_one_of("body", _ask_body, _bodies),),
    lambda answers: ForwardReport(*_decided(answers), body=answers["body"]),
    OPENED,
)


# --- merge -------------------------------------------------------------------------------------


def _ask_kept(answers: Answers, _: Known) -> Prompt:
    """Offer what lies near; any other one is typed."""
    rows = tuple(
        (Option(str(number), msg("merge.this", reference=Code(reference), metres=metres)),)
        for number, reference, metres in answers["at_near"]
    )
    return Prompt((msg("merge.ask", reference=_reference(answers)), msg("merge.hint")), rows)


def _read_kept(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Choice(value) if value in {str(number) for number, *_ in answers["at_near"]}:
            return Answered({"kept": int(value)})
        case Text(text):
            number = number_of(RequestKind.REPORT, text)
            return Wrong(msg("merge.wrong")) if number is None else Answered({"kept": number})
    return None


def _accepts_kept(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return isinstance(answer, int)


MERGE_REPORT = Flow(
    "merge_report",
    (Question("kept", _ask_kept, _read_kept, accepts=_accepts_kept),),
    lambda answers: MergeReport(*_decided(answers), into=answers["kept"]),
    {**OPENED, "at_near": list},
)


# --- ask ---------------------------------------------------------------------------------------


def _ask_question(answers: Answers, _: Known) -> Prompt:
    return Prompt((msg("ask.ask", reference=_reference(answers)), msg("ask.hint")))


def _read_question(event: Event, _: Answers, __: Known) -> Reading | None:
    match event:
        case Text(text) if len(text) > QUESTION_LENGTH:
            return Wrong(msgn("ask.too_long", QUESTION_LENGTH))
        case Text(text):
            return Answered({"question": text})
    return None


def _accepts_question(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return isinstance(answer, str)


ASK_REPORTER = Flow(
    "ask_reporter",
    (Question("question", _ask_question, _read_question, accepts=_accepts_question),),
    lambda answers: AskReporter(*_decided(answers), question=answers["question"]),
    OPENED,
)
