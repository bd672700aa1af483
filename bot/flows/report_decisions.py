"""The officer's short dialogues, opened from a report's card: plan, clear, dismiss, forward, merge, ask.

Each opens with `at_request` and `at_version`: what is decided is the report as the officer saw it.
"""

from __future__ import annotations

from datetime import date
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
from bot.flows.decided import day_question, record_question, text_question
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Code, Term, TermKind, msg
from bot.flows.optional_photo import given, optional_photo
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

QUESTION_LENGTH = 500
OPENED = {"at_request": int, "at_version": int, "at_reference": str, "at_kind": str}


def _reference(answers: Answers) -> Code:
    return Code(answers["at_reference"])


# --- plan --------------------------------------------------------------------------------------


def _plan_lines(answers: Answers) -> tuple[Message, ...]:
    return (msg("plan.ask", reference=_reference(answers)), msg("plan.hint"))


PLAN_REPORT = Flow(
    "plan_report",
    (day_question(_plan_lines),),
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
    (record_question("reason", _ask_reason, _reasons),),
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
    (record_question("body", _ask_body, _bodies),),
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


def _question_lines(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (msg("ask.ask", reference=_reference(answers)), msg("ask.hint"))


ASK_REPORTER = Flow(
    "ask_reporter",
    (text_question("question", _question_lines, QUESTION_LENGTH),),
    lambda answers: AskReporter(*_decided(answers), question=answers["question"]),
    OPENED,
)
