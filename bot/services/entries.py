"""What is entered of people beside what they ask for: an application for somebody else, a corrected name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import rights
from bot.flows.messages import Code, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Prompt
from bot.services import applications, cards
from bot.storage import contacts, people, requests

if TYPE_CHECKING:
    from bot.domain.commands import CorrectContact, EnterApplication
    from bot.services.work import Work


def file(work: Work, officer: int, command: EnterApplication) -> int:
    """File the application of somebody without an account; offer a link to them. Return its number."""
    speaks = command.application.speaks or ""
    language = speaks if speaks in work.territory.languages else work.territory.default_language
    person = people.add_without_account(work.connection, language, work.now)
    number = applications.file(work, person, command.application, officer)
    application = requests.by_id(work.connection, number)
    reference = Code(application.reference)
    work.send(officer, rights.entered(number, reference, application.answer_by))
    return number


def correct(work: Work, person: int, command: CorrectContact) -> None:
    """Change what somebody has given; cards that show it are drawn again."""
    contacts.correct(work.connection, person, command.changed)
    line = msg("correct.done") if command.changed else msg("correct.rest", phone=Term(TermKind.PHONE))
    work.send(person, Prompt((line,), keyboard=Keyboard.MENU))
    for request in requests.of_person(work.connection, person):
        cards.refresh(work, request)
