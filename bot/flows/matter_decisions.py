"""The officer's short dialogues about a matter: an answer, seen before it leaves, and how it was settled.

Each opens with `at_request` and `at_version`: what is decided is the matter as the officer saw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.decisions import AnswerMatter, CloseMatter
from bot.flows import labels
from bot.flows.application_decisions import OPENED
from bot.flows.decided import SEND, decided, preview_question, reference, text_question, untranslated
from bot.flows.defaults import words
from bot.flows.dialogue import CHANGE, NO, Answered, Flow, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import msg, msgn
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

TEXT_LENGTH, OUTCOME_LENGTH = 500, 500


# --- answer ------------------------------------------------------------------------------------


def _text_lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    asked = msg("matter.answer", reference=reference(answers))
    return (asked, msg("ask.hint"), *untranslated(answers, known))


def _ask_summary(answers: Answers, known: Known) -> Prompt:
    quoted = msg("answer.question", question=answers["text"])
    lines = (msg("decline.preview"), quoted, *untranslated(answers, known))
    change = (Option(f"{CHANGE}text", msg("decline.change")),)
    return Prompt(lines, ((Option(SEND, labels.SEND),), change))


ANSWER_MATTER = Flow(
    "answer_matter",
    (
        text_question("text", _text_lines, TEXT_LENGTH),
        preview_question(_ask_summary),
    ),
    lambda answers: AnswerMatter(*decided(answers), text=answers["text"]),
    {**OPENED, "at_language": str, "at_phone": str},
)


# --- close -------------------------------------------------------------------------------------


def _ask_outcome(answers: Answers, _: Known) -> Prompt:
    lines = (msg("matter.outcome", reference=reference(answers)), msg("matter.outcome_hint"))
    return Prompt(lines, ((Option(NO, msg("matter.no_outcome")),),))


def _read_outcome(event: Event, _: Answers, __: Known) -> Reading | None:
    match event:
        case Choice(value) if value == NO:
            return Answered({"outcome": ""})
        case Text(text) if len(text) > OUTCOME_LENGTH:
            return Wrong(msgn("ask.too_long", OUTCOME_LENGTH))
        case Text(text):
            return Answered({"outcome": text})
    return None


CLOSE_MATTER = Flow(
    "close_matter",
    (Question("outcome", _ask_outcome, _read_outcome, accepts=words),),
    lambda answers: CloseMatter(*decided(answers), outcome=answers["outcome"] or None),
    OPENED,
)
