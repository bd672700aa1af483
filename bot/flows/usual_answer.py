"""An officer words the answer to a usual question: in which language, the words, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import by_id
from bot.domain.programme import LONGEST_ANSWER
from bot.domain.programme_commands import ChangeAnswer
from bot.flows.decided import record_question
from bot.flows.dialogue import Flow
from bot.flows.messages import Term, TermKind, Worded, msg
from bot.flows.outbound import Option, Prompt, pairs
from bot.flows.wording import sure_question, words_question

if TYPE_CHECKING:
    from bot.domain.programme import UsualQuestion
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message


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


def _lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    own = answers["at_worded"].get(answers["language"])
    return (msg("usual.now"), *_answer(own or _original(answers, known)), msg("usual.write"))


def _restores(answers: Answers, _: Known) -> bool:
    return answers["language"] in answers["at_worded"]


def _sure_lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    return (*_title(answers, known), *_answer(answers["text"] or _original(answers, known)))


CHANGE_ANSWER = Flow(
    "change_answer",
    (
        record_question("language", _ask_language, lambda known: list(known.territory.languages)),
        words_question(_lines, LONGEST_ANSWER, _restores),
        sure_question(_sure_lines),
    ),
    lambda answers: ChangeAnswer(answers["at_question"], answers["language"], answers["text"] or None),
    {"at_question": str, "at_worded": dict},
)
