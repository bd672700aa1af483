"""« Ne donnez ni nom ni plaque »: one question about words that seem to, before they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.naming import erased, is_personal
from bot.flows.dialogue import Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.answers import Answers
    from bot.flows.known import Known

NAME = "named"  # other words than those that were kept are asked about again: they drop this answer
ERASE, KEEP = "erase", "keep"


def no_names(words: Callable[[Answers], str], put: Callable[[Answers, str], Answered]) -> Question:
    """Return the question about the dialogue's `words`; `put` answers with what is left of them."""

    def ask(answers: Answers, _: Known) -> Prompt:
        lines = (msg("report.note.privacy"), msg("report.summary.note_line", note=words(answers)))
        rows = ((Option(ERASE, msg("naming.erase")),), (Option(KEEP, msg("naming.keep")),))
        return Prompt(lines, rows, Keyboard.INLINE)

    def read(event: Event, answers: Answers, _: Known) -> Reading | None:
        match event:
            case Choice(value) if value == ERASE:
                return put(answers, erased(words(answers)))
            case Choice(value) if value == KEEP:
                return Answered({NAME: KEEP})
            case Text():
                return Wrong(msg("report.kind.wrong"))
        return None

    return Question(
        NAME,
        ask,
        read,
        when=lambda answers, _: NAME in answers or is_personal(words(answers)),
        acknowledge=_acknowledge,
        accepts=lambda answer, _: answer == KEEP,
    )


def _acknowledge(answers: Answers, _: Known) -> Message | None:
    return None if NAME in answers else msg("naming.erased")


def _note(answers: Answers) -> str:
    return answers.get("note") or ""


#: About the words that a dialogue keeps as its note.
NO_NAMES_IN_NOTE = no_names(_note, lambda _, left: Answered({"note": left}))
