"""Two short dialogues to correct one's name or telephone; the questions are those of the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.commands import CorrectContact
from bot.flows.apply_contact import CONTACT_QUESTIONS, split_name
from bot.flows.dialogue import Flow

if TYPE_CHECKING:
    from bot.flows.answers import Answers

_BY_NAME = {question.name: question for question in CONTACT_QUESTIONS}


def _named(answers: Answers) -> CorrectContact:
    """Return the name; nothing changes when the officer is to write it."""
    if not answers["name"]:
        return CorrectContact({})
    first_name, last_name = split_name(answers["name"])
    return CorrectContact({"first_name": first_name, "last_name": last_name})


def _reached(answers: Answers) -> CorrectContact:
    return CorrectContact({"phone": answers["phone"] or None})


CORRECT_NAME = Flow("correct_name", (_BY_NAME["name"],), _named)
CORRECT_PHONE = Flow("correct_phone", (_BY_NAME["phone"],), _reached)
