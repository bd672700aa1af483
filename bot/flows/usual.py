"""The questions that everybody asks, as buttons, with one answer above them; it acts on nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.flows.messages import Worded, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.programme import UsualQuestion
    from bot.domain.territory import Texts
    from bot.flows.messages import Message

KIND = "usual"  # of the buttons; their number is the question's place in the list, from 1


class Deed(StrEnum):
    """What a question's button does."""

    ANSWER = "answer"
    EDIT = "edit"


def asked(questions: Sequence[UsualQuestion]) -> Prompt:
    """Offer the questions."""
    return _screen((msg("usual.ask"),), questions, Deed.ANSWER)


def answered(questions: Sequence[UsualQuestion], number: int, answer: Texts) -> Prompt:
    """Answer the question of that number, which is there, and keep the others at hand."""
    asked = msg("usual.title", question=Worded(questions[number - 1].question))
    return _screen((asked, msg("usual.answer", answer=Worded(answer))), questions, Deed.ANSWER)


def editable(questions: Sequence[UsualQuestion]) -> Prompt:
    """Ask an officer which answer changes."""
    if not questions:
        return Prompt((msg("usual.none"),), keyboard=Keyboard.MENU)
    return _screen((msg("usual.which"),), questions, Deed.EDIT)


def _screen(lines: tuple[Message, ...], questions: Sequence[UsualQuestion], deed: Deed) -> Prompt:
    rows = tuple(
        (Option(card_data(KIND, at, deed, 0), msg("usual.question", question=Worded(each.question))),)
        for at, each in enumerate(questions, 1)
    )
    return Prompt(lines, rows, Keyboard.INLINE)
