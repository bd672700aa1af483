"""The officer's short dialogues about a matter: an answer, seen before it leaves, and how it was settled.

Each opens with `at_request` and `at_version`: what is decided is the matter as the officer saw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.decisions import AnswerMatter, CloseMatter
from bot.domain.ready import Purpose
from bot.flows import other_language
from bot.flows.application_decisions import OPENED
from bot.flows.decided import decided, reference
from bot.flows.defaults import words
from bot.flows.dialogue import NO, Answered, Flow, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import msg, msgn
from bot.flows.outbound import Option, Prompt
from bot.flows.writing import own_words, writing

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

TEXT_LENGTH, OUTCOME_LENGTH = 500, 500


# --- answer ------------------------------------------------------------------------------------


def _text_lines(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (msg("matter.answer", reference=reference(answers)), msg("ask.hint"))


ANSWER_MATTER = Flow(
    "answer_matter",
    writing("text", _text_lines, TEXT_LENGTH, {Purpose.ANSWER}, always_shown=True),
    lambda answers: AnswerMatter(*decided(answers), text=answers["text"], own=own_words(answers, "text")),
    {**OPENED, **other_language.OPENED},
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
