"""What an applicant answers to the officer's question, brought back onto the card; papers are never taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.application import CLOSED, State
from bot.domain.errors import NotAllowed
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Prompt
from bot.services import cards, deadlines, snoozing
from bot.services.attaching import keep_answer
from bot.storage import applications, events

if TYPE_CHECKING:
    from bot.domain.commands import AnswerQuestion
    from bot.services.work import Work


def answer(work: Work, person: int, command: AnswerQuestion) -> int:
    """Bring the applicant's words back before the officer, ahead of newer ones; the promised date stays.

    Raises NotAllowed for anybody else, and when nothing more is to come of it.
    """
    application = applications.by_id(work.connection, command.request)
    if application.person != person or application.state in CLOSED:
        raise NotAllowed("answer")
    asked = application.state is State.INFO_NEEDED
    state = State.IN_REVIEW if asked else application.state
    moved, detail = (application.state, state) if asked else (None, None), keep_answer(work, command)
    events.append(work.connection, application.id, "answered", person, work.now, moved=moved, detail=detail)
    snoozing.stir(work, application.id)
    waits = {"state": state, "waiting_since": application.created_at}
    applications.change(work.connection, application.id, waits, {})
    deadlines.stop(work, application.id)
    thanks = msg("answer.thanks", reference=Code(application.reference))
    work.send(person, Prompt((thanks,), keyboard=Keyboard.MENU))
    cards.offer(work, application.id)
    return application.id
