"""« Effacer le texte »: which text that names somebody goes for good, asked once; it erases nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.decisions import RedactText
from bot.flows.decided import decided, reference
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, msg
from bot.flows.outbound import Option, Prompt
from bot.flows.report_decisions import OPENED

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known


class Written(StrEnum):
    """What people write on a report."""

    NOTE = "note"
    LANDMARK = "landmark"
    ANSWER = "answer"


LABELS: dict[Written, Message] = {
    Written.NOTE: msg("redact.note"),
    Written.LANDMARK: msg("redact.landmark"),
    Written.ANSWER: msg("redact.answer"),
}


def _ask(answers: Answers, _: Known) -> Prompt:
    rows = tuple((Option(each, LABELS[each]),) for each in Written if each in answers["at_texts"])
    lines = (msg("redact.ask", reference=reference(answers)), msg("redact.hint"))
    return Prompt(lines, rows)


def _read(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Choice(value) if value in answers["at_texts"]:
            return Answered({"text": value})
        case Text():
            return Wrong(msg("dialogue.wrong"))
    return None


def _accepts(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer in [*Written]


REDACT_TEXT = Flow(
    "redact_text",
    (Question("text", _ask, _read, accepts=_accepts),),
    lambda answers: RedactText(*decided(answers), answers["text"]),
    {**OPENED, "at_texts": list},
)
