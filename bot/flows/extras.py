"""What a report may tell besides, asked only when wanted: its size, how many canisters, a note."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from bot.domain.territory import CANISTERS_KIND
from bot.flows import labels
from bot.flows.answers import wanted
from bot.flows.dialogue import Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, msg
from bot.flows.no_names import NAME
from bot.flows.note import note_question
from bot.flows.outbound import Keyboard, Option, Prompt, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.flows.answers import Answers
    from bot.flows.known import Known

Value = TypeVar("Value", bound=StrEnum)


def _ranges(
    name: str,
    named: Mapping[Value, Message],
    lines: tuple[Message, ...],
    when: Callable[[Answers, Known], bool],
) -> Question:
    """Return a question that is answered by one of a few values, each a button."""
    options = pairs([Option(value, label) for value, label in named.items()])

    def read(event: Event, answers: Answers, _: Known) -> Reading | None:
        match event:
            case Choice(value) if value in list(named):
                return Answered({name: value})
            case Text() if name not in answers:
                return Wrong(msg("report.size.wrong"))
        return None

    def ask(_: Answers, __: Known) -> Prompt:
        return Prompt(lines, options, Keyboard.INLINE)

    return Question(name, ask, read, when=when, accepts=lambda answer, _: answer in list(named))


def has_canisters(answers: Answers) -> bool:
    """Tell whether a number of canisters makes sense."""
    return answers.get("kind") == CANISTERS_KIND


def _counts_canisters(answers: Answers, known: Known) -> bool:
    return has_canisters(answers) and wanted("canisters")(answers, known)


_NOTE = (msg("report.note.ask"), msg("report.note.voice"), msg("report.note.privacy"))
_COUNT = (msg("report.canisters.ask"), msg("report.canisters.hint"))

EXTRAS = (
    _ranges("size", labels.SIZES, (msg("report.size.ask"),), wanted("size")),
    _ranges("canisters", labels.CANISTERS, _COUNT, _counts_canisters),
    note_question(_NOTE, drops=(NAME,)),
)
