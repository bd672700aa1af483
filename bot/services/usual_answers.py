"""The questions that everybody asks: answered at a press, their answers changed by an officer in the chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import Act, may
from bot.flows import usual
from bot.flows.messages import msg
from bot.flows.outbound import Answer
from bot.flows.usual_answer import CHANGE_ANSWER
from bot.services import buttons, dialogues, own_things
from bot.storage import applications, people, texts

if TYPE_CHECKING:
    from bot.domain.programme import UsualQuestion
    from bot.domain.programme_commands import ChangeAnswer
    from bot.domain.territory import Texts
    from bot.flows.inbound import Press
    from bot.flows.outbound import Prompt
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person


def offered(work: Work, person: int) -> tuple[Prompt, ...]:
    """Return the questions for whoever takes part or has asked to; to others they mean nothing."""
    listed = work.territory.rules.questions
    concerned = own_things.takes_part(work, person) or applications.of_person(work.connection, person)
    return (usual.asked(listed),) if listed and concerned else ()


def show_list(work: Work, person: Person) -> None:
    """Ask an officer which answer changes."""
    dialogues.interject_prompt(work, person, usual.editable(work.territory.rules.questions))


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Answer anybody; let an officer change an answer."""
    listed = work.territory.rules.questions
    if not 1 <= button.request <= len(listed) or button.version != 0:
        return buttons.refuse(work, person, pressed)
    question = listed[button.request - 1]
    if button.action == usual.Deed.ANSWER:
        said = usual.answered(listed, button.request, answer(work, question))
        work.send(person.id, replace(said, over=pressed.message_id))
    elif _decides(work, person.id):
        own = texts.of_key(work.connection, _key(question.id))
        dialogues.open_new(work, person, CHANGE_ANSWER, {"at_question": question.id, "at_worded": own})
    else:
        return buttons.refuse(work, person, pressed)
    return (Answer(pressed.query),)


def answer(work: Work, question: UsualQuestion) -> Texts:
    """Return the answer as it is now, per language: the officer's where there is one."""
    return {**question.answer, **texts.of_key(work.connection, _key(question.id))}


def change(work: Work, person: int, command: ChangeAnswer) -> None:
    """Change an answer in one language, or put the territory's back; the row tells who did and when.

    Raises NotAllowed, and Stale for a question or a language that the territory has no more.
    """
    if not _decides(work, person):
        raise NotAllowed("answers")
    listed = work.territory.rules.questions
    known = command.question in [each.id for each in listed]
    if not known or command.language not in work.territory.languages:
        raise Stale(0, 0)
    key = _key(command.question)
    texts.put(work.connection, key, command.language, command.text, person, work.now)
    work.say(person, msg("usual.saved"))
    work.send(person, usual.editable(listed))


def _key(question: str) -> str:
    return f"question:{question}"


def _decides(work: Work, person: int) -> bool:
    return may(people.roles_of(work.connection, person), Act.DECIDE)
