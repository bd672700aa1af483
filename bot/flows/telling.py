"""« Écrire »: an officer tells somebody something in passing, and sees first what leaves.

Nothing is asked and nothing is decided: the request stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.decisions import TellPerson
from bot.domain.ready import Purpose
from bot.flows import other_language
from bot.flows.application_decisions import OPENED
from bot.flows.decided import decided, reference
from bot.flows.dialogue import Flow
from bot.flows.messages import msg
from bot.flows.writing import own_words, writing

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

TEXT_LENGTH = 500


def _text_lines(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (msg("tell.ask", reference=reference(answers)), msg("ask.hint"))


TELL_PERSON = Flow(
    "tell_person",
    writing("text", _text_lines, TEXT_LENGTH, {Purpose.TELL}, always_shown=True),
    lambda answers: TellPerson(*decided(answers), text=answers["text"], own=own_words(answers, "text")),
    {**OPENED, **other_language.OPENED},
)
