"""An officer words the answer to a usual question: in which language, the words, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import by_id
from bot.domain.programme import LONGEST_ANSWER
from bot.domain.programme_commands import ChangeAnswer
from bot.flows.decided import record_question
from bot.flows.defaults import words
from bot.flows.dialogue import CHANGE, Answered, Flow, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Term, TermKind, Worded, msg, msgn
from bot.flows.outbound import Option, Prompt, pairs

if TYPE_CHECKING:
    from bot.domain.programme import UsualQuestion
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

ORIGINAL, SAVE = "original", "save"


def _usual(answers: Answers, known: Known) -> UsualQuestion | None:
    """Return the question; None when the territory's file has it no more."""
    listed = known.territory.rules.questions
    return by_id(listed, answers["at_question"]) if answers["at_question"] in map(_id, listed) else None


def _id(question: UsualQuestion) -> str:
    return question.id


def _title(answers: Answers, known: Known) -> tuple[Message, ...]:
    usual = _usual(answers, known)
    return (msg("usual.title", question=Worded(usual.question)),) if usual else ()


def _ask_language(answers: Answers, known: Known) -> Prompt:
    options = [
        Option(each, msg("label.term", term=Term(TermKind.LANGUAGE, each)))
        for each in known.territory.languages
    ]
    return Prompt((*_title(answers, known), msg("usual.language")), pairs(options))


def _original(answers: Answers, known: Known) -> str:
    usual = _usual(answers, known)
    return known.territory.text(usual.answer, answers["language"]) if usual else ""


def _answer(text: str) -> tuple[Message, ...]:
    """Return the line of the words; none when the question left the territory's file meanwhile."""
    return (msg("usual.answer", answer=text),) if text else ()


def _ask_text(answers: Answers, known: Known) -> Prompt:
    own = answers["at_worded"].get(answers["language"])
    lines = (msg("usual.now"), *_answer(own or _original(answers, known)))
    back = ((Option(ORIGINAL, msg("usual.original")),),) if own else ()
    return Prompt((*lines, msg("usual.write"), msg("ask.hint")), back)


def _read_text(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Choice(value) if value == ORIGINAL and answers["language"] in answers["at_worded"]:
            return Answered({"text": ""})
        case Text(text) if len(text.strip()) > LONGEST_ANSWER:
            return Wrong(msgn("ask.too_long", LONGEST_ANSWER))
        case Text(text) if text.strip():
            return Answered({"text": text.strip()})
    return None


def _ask_sure(answers: Answers, known: Known) -> Prompt:
    text = answers["text"] or _original(answers, known)
    lines = (msg("usual.preview"), *_title(answers, known), *_answer(text))
    change = (Option(f"{CHANGE}text", msg("decline.change")),)
    return Prompt(lines, ((Option(SAVE, msg("usual.save")),), change))


def _read_sure(event: Event, _: Answers, __: Known) -> Reading | None:
    match event:
        case Choice(value) if value == SAVE:
            return Answered({"sure": True})
        case Text():
            return Wrong(msg("dialogue.wrong"))
    return None


CHANGE_ANSWER = Flow(
    "change_answer",
    (
        record_question("language", _ask_language, lambda known: list(known.territory.languages)),
        Question("text", _ask_text, _read_text, accepts=words),
        Question("sure", _ask_sure, _read_sure, accepts=lambda answer, _: answer is True),
    ),
    lambda answers: ChangeAnswer(answers["at_question"], answers["language"], answers["text"] or None),
    {"at_question": str, "at_worded": dict},
)
