"""Buttons under the question of what became of somebody; whose they are is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outcome import Job, Outcome, State, can
from bot.flows import outcome_words
from bot.flows.messages import msg
from bot.flows.outbound import Answer
from bot.flows.outcome_words import JOB, Deed
from bot.services import buttons, dialogues, outcome_asking
from bot.storage import outcomes as stored

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.outcomes import Asked
    from bot.storage.people import Person


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Hear what somebody says of themselves, as long as no officer has confirmed it."""
    asked = stored.find(work.connection, button.request)
    if asked is None or asked.person != person.id:
        return buttons.refuse(work, person, pressed)
    if not can(asked.state, State.SAID):
        line = msg("outcome.closed")
        dialogues.interject(work, person, (line,))
        return (Answer(pressed.query, line),)
    _hear(work, person, asked, button.action, pressed.message_id)
    return (Answer(pressed.query),)


def _hear(work: Work, person: Person, asked: Asked, action: str, over: int) -> None:
    if action == Deed.CHANGE:
        work.send(person.id, outcome_words.asked(asked.id, asked.moment, over))
    elif action == Deed.RIGHT:
        dialogues.interject(work, person, (msg("outcome.thanks"),))
    elif action == Outcome.JOB:
        work.send(person.id, outcome_words.asked_job(asked.id, over))
    elif action.startswith(JOB):
        _say(work, person, asked, Outcome.JOB, Job(action.removeprefix(JOB)), over)
    else:
        _say(work, person, asked, Outcome(action), None, over)


def _say(work: Work, person: Person, asked: Asked, outcome: Outcome, job: Job | None, over: int) -> None:
    category = outcome_asking.say(work, asked, outcome, job)
    work.send(person.id, outcome_words.noted(asked.id, outcome, category, over))
