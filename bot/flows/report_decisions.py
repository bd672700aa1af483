"""The officer's short dialogues, opened from a report's card: plan, clear, dismiss, forward, merge, ask.

Each opens with `at_request` and `at_version`: what is decided is the report as the officer saw it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.decisions import (
    AskReporter,
    ClearReport,
    DismissReport,
    ForwardReport,
    MergeReport,
    PlanReport,
)
from bot.domain.ready import Purpose
from bot.domain.request import RequestKind
from bot.flows import other_language
from bot.flows.decided import (
    day_question,
    decided,
    kept_question,
    record_question,
    reference,
)
from bot.flows.dialogue import Flow
from bot.flows.messages import Code, Term, TermKind, msg
from bot.flows.optional_photo import given, optional_photo
from bot.flows.outbound import Option, Prompt
from bot.flows.writing import own_words, writing

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

QUESTION_LENGTH = 500
OPENED = {"at_request": int, "at_version": int, "at_reference": str, "at_kind": str}


# --- plan --------------------------------------------------------------------------------------


def _plan_lines(answers: Answers) -> tuple[Message, ...]:
    return (msg("plan.ask", reference=reference(answers)), msg("plan.hint"))


PLAN_REPORT = Flow(
    "plan_report",
    (day_question(_plan_lines),),
    lambda answers: PlanReport(*decided(answers), day=date.fromisoformat(answers["day"])),
    OPENED,
)


# --- clear -------------------------------------------------------------------------------------


CLEAR_REPORT = Flow(
    "clear_report",
    (optional_photo("after", lambda answers: msg("clear.ask", reference=reference(answers))),),
    lambda answers: ClearReport(*decided(answers), picture=given(answers["after"])),
    OPENED,
)


# --- dismiss -----------------------------------------------------------------------------------


def _ask_reason(answers: Answers, known: Known) -> Prompt:
    reasons = known.territory.dismissal_reasons
    rows = tuple(
        (Option(each.id, msg("label.term", term=Term(TermKind.DISMISSAL, each.id))),) for each in reasons
    )
    return Prompt((msg("dismiss.ask", reference=reference(answers)), msg("dismiss.hint")), rows)


def _reasons(known: Known) -> list[str]:
    return [each.id for each in known.territory.dismissal_reasons]


DISMISS_REPORT = Flow(
    "dismiss_report",
    (record_question("reason", _ask_reason, _reasons),),
    lambda answers: DismissReport(*decided(answers), reason=answers["reason"]),
    OPENED,
)


# --- forward -----------------------------------------------------------------------------------


def _ask_body(answers: Answers, known: Known) -> Prompt:
    """Offer first whoever collects this kind of waste, then the bodies that usually take it."""
    kind = answers["at_kind"]
    collector = known.territory.kind(kind).collector
    bodies = sorted(known.territory.bodies, key=lambda each: (each.id != collector, kind not in each.handles))
    rows = tuple((Option(each.id, msg("label.term", term=Term(TermKind.BODY, each.id))),) for each in bodies)
    return Prompt((msg("forward.ask", reference=reference(answers)),), rows)


def _bodies(known: Known) -> list[str]:
    return [each.id for each in known.territory.bodies]


FORWARD_REPORT = Flow(
    "forward_report",
    (record_question("body", _ask_body, _bodies),),
    lambda answers: ForwardReport(*decided(answers), body=answers["body"]),
    OPENED,
)


# --- merge -------------------------------------------------------------------------------------


def _ask_kept(answers: Answers, _: Known) -> Prompt:
    """Offer what lies near; any other one is typed."""
    rows = tuple(
        (Option(str(number), msg("merge.this", reference=Code(name), metres=metres)),)
        for number, name, metres in answers["at_near"]
    )
    return Prompt((msg("merge.ask", reference=reference(answers)), msg("merge.hint")), rows)


MERGE_REPORT = Flow(
    "merge_report",
    (kept_question(_ask_kept, "at_near", RequestKind.REPORT, msg("merge.wrong")),),
    lambda answers: MergeReport(*decided(answers), into=answers["kept"]),
    {**OPENED, "at_near": list},
)


# --- ask ---------------------------------------------------------------------------------------


def _question_lines(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (msg("ask.ask", reference=reference(answers)), msg("ask.hint"))


ASK_REPORTER = Flow(
    "ask_reporter",
    writing("question", _question_lines, QUESTION_LENGTH, {Purpose.ASK}, always_shown=False),
    lambda answers: AskReporter(
        *decided(answers), question=answers["question"], own=own_words(answers, "question")
    ),
    {**OPENED, **other_language.OPENED},
)
