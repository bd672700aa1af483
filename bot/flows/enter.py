"""The application of somebody without Telegram: the officer asks the same questions and presses for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.commands import EnterApplication
from bot.flows import apply, phones
from bot.flows.apply_facts import UNDERSTOOD
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.inbound import Contact, Event
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known

_ASKED = {question.name: question for question in apply.QUESTIONS}


def _read_aloud(answers: Answers, known: Known) -> Prompt:
    """The law wants the person to know: the officer reads it to them."""
    said = _ASKED["informed"].ask(answers, known)
    return replace(
        said,
        lines=(msg("enter.aloud"), *said.lines),
        rows=((Option(UNDERSTOOD, msg("enter.read")),),),
    )


def _ask_phone(answers: Answers, known: Known) -> Prompt:
    """No button shares the phone at hand: it is the officer's."""
    said = _ASKED["phone"].ask(answers, known)
    rows = tuple(tuple(option for option in row if option.share is None) for row in said.rows)
    lines = (said.lines[0], msg("enter.phone_hint"))
    return replace(said, lines=lines, rows=tuple(row for row in rows if row), keyboard=Keyboard.INLINE)


def _read_phone(event: Event, answers: Answers, known: Known) -> Reading | None:
    if not isinstance(event, Contact):
        return _ASKED["phone"].read(event, answers, known)
    phone = None if event.own else phones.read_phone(event.phone)
    return Answered({"phone": phone}) if phone else Wrong(msg("enter.not_yours"))


def _finish(answers: Answers) -> EnterApplication:
    return EnterApplication(apply.finish(answers))


def _for_somebody(question: Question) -> Question:
    match question.name:
        case "informed":
            return replace(question, ask=_read_aloud)
        case "phone":
            return replace(question, ask=_ask_phone, read=_read_phone)
    return question


ENTER = Flow("enter_application", tuple(map(_for_somebody, apply.QUESTIONS)), _finish)
