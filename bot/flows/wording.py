"""Questions in which an officer words a text that many will read: the words, then how they read; no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.defaults import words
from bot.flows.dialogue import CHANGE, Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, msg, msgn
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.answers import Answers
    from bot.flows.known import Known

    Lines = Callable[[Answers, Known], tuple[Message, ...]]
    Wanted = Callable[[Answers, Known], bool]
    Faults = Callable[[str, Answers, Known], Message | None]

ORIGINAL, SAVE = "original", "save"


def _faultless(_: str, __: Answers, ___: Known) -> None:
    """Find nothing wrong with a text."""


def words_question(lines: Lines, most: int, restores: Wanted, faults: Faults = _faultless) -> Question:
    """Return a question named `text`, answered by up to `most` letters, or by "" for the original again.

    `restores` tells whether there is an original to be put back, `faults` what is wrong with a text.
    """

    def ask(answers: Answers, known: Known) -> Prompt:
        back = ((Option(ORIGINAL, msg("usual.original")),),) if restores(answers, known) else ()
        return Prompt((*lines(answers, known), msg("ask.hint")), back)

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value == ORIGINAL and restores(answers, known):
                return Answered({"text": ""})
            case Text(text) if len(text.strip()) > most:
                return Wrong(msgn("ask.too_long", most))
            case Text(text) if text.strip():
                wrong = faults(text.strip(), answers, known)
                return Wrong(wrong) if wrong else Answered({"text": text.strip()})
        return None

    return Question("text", ask, read, accepts=words)


def sure_question(lines: Lines) -> Question:
    """Return a question named `sure`: how the words read, to be kept or changed."""

    def ask(answers: Answers, known: Known) -> Prompt:
        change = (Option(f"{CHANGE}text", msg("decline.change")),)
        shown = (msg("usual.preview"), *lines(answers, known))
        return Prompt(shown, ((Option(SAVE, msg("usual.save")),), change))

    def read(event: Event, _: Answers, __: Known) -> Reading | None:
        match event:
            case Choice(value) if value == SAVE:
                return Answered({"sure": True})
            case Text():
                return Wrong(msg("dialogue.wrong"))
        return None

    return Question("sure", ask, read, accepts=lambda answer, _: answer is True)
