"""« Corriger »: a message that puts right what an officer's decision has told; it sends nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.commands import CorrectDecision
from bot.flows import labels
from bot.flows.decided import SEND, preview_question, reference, text_question
from bot.flows.dialogue import CHANGE, Flow
from bot.flows.messages import Code, msg, msgn
from bot.flows.other_language import OPENED, call_row, is_other, untranslated
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

TEXT_LENGTH = 500


def said(name: str, text: str) -> tuple[Message, ...]:
    """Return what people read; the first line tells nothing to a stranger's eye."""
    return (
        msg("news.title", reference=Code(name)),
        msg("correction.title"),
        msg("answer.question", question=text),
    )


def _text_lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    asked = msgn("correction.ask", answers["at_people"], reference=reference(answers))
    return (asked, msg("ask.hint"), *untranslated(answers, known))


def _ask_summary(answers: Answers, known: Known) -> Prompt:
    lines = (
        msg("decline.preview"),
        *said(answers["at_reference"], answers["text"]),
        *untranslated(answers, known),
    )
    change = (Option(f"{CHANGE}text", msg("decline.change")),)
    call = call_row(answers) if is_other(answers, known) else ()
    return Prompt(lines, ((Option(SEND, labels.SEND),), change, *call))


CORRECT_DECISION = Flow(
    "correct_decision",
    (text_question("text", _text_lines, TEXT_LENGTH), preview_question(_ask_summary)),
    lambda answers: CorrectDecision(answers["at_decision"], answers["text"]),
    {"at_decision": int, "at_reference": str, "at_people": int, **OPENED},
)
