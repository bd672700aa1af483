"""« Poser une question » where it stands: offered when words meant nothing, opened by a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.flows import ask_officer, menu
from bot.flows.ask_officer import ASK_OFFICER
from bot.flows.outbound import Answer, Keyboard, Prompt
from bot.services import dialogues, free_questions, presence, usual_answers
from bot.storage import people, sessions

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person


def ask(work: Work, person: Person) -> None:
    """Ask which question it is; whoever has asked much in an hour reads whom to call."""
    if free_questions.asked_enough(work, person.id):
        dialogues.interject(work, person, ask_officer.enough(presence.answers_again(work)))
    else:
        dialogues.open_or_resume(work, person, ASK_OFFICER)


def press(work: Work, person: Person, pressed: Press, _: Button) -> tuple[Answer, ...]:
    """Do what the button says."""
    ask(work, person)
    return (Answer(pressed.query),)


def show_help(work: Work, person: Person) -> None:
    """Say what can be done here, whom to call, and that one can ask; a dialogue goes on below."""
    busy = sessions.active(work.connection, person.id) is not None
    said = Prompt(
        menu.help_lines(presence.answers_again(work)), keyboard=Keyboard.NONE if busy else Keyboard.MENU
    )
    usual = usual_answers.offered(work, person.id)
    dialogues.interject_prompt(work, person, said, *usual, *_offered(work, person))


def offer(work: Work, person: Person) -> None:
    """Offer to ask a question, below the menu, to whom words have not helped."""
    for prompt in _offered(work, person):
        work.send(person.id, prompt)


def _offered(work: Work, person: Person) -> tuple[Prompt, ...]:
    """Return the offer; whoever answers such questions is not offered to ask one."""
    answers = may(people.roles_of(work.connection, person.id), Act.DECIDE)
    return () if answers else (ask_officer.offered(),)
