"""Buttons under the news that applicants get: a meeting, a seat that is kept; whose they are is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.application import State
from bot.domain.errors import IllegalMove
from bot.flows.application_news import Coming, Seat
from bot.flows.messages import Code, msg
from bot.flows.outbound import Answer
from bot.services import applications, buttons, dialogues, meetings, waiting
from bot.storage import applications as stored
from bot.storage import enrolments, interviews

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.applications import Application
    from bot.storage.people import Person


def _own(work: Work, person: Person, button: Button) -> Application | None:
    application = stored.find(work.connection, button.request)
    return application if application is not None and application.person == person.id else None


def meeting(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Hear whether the applicant comes, as long as the proposal is the newest."""
    application = _own(work, person, button)
    held = interviews.of_request(work.connection, button.request) if application else None
    if application is None or held is None:
        return buttons.refuse(work, person, pressed)
    if not meetings.is_open(application, held, button.version):
        return _stale(work, person, pressed, application)
    try:
        line = meetings.answer(work, application, held, Coming(button.action))
    except IllegalMove:  # another time was asked for already
        return _stale(work, person, pressed, application)
    dialogues.interject(work, person, (line,))
    return (Answer(pressed.query, line),)


def seat(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Hear whether somebody wants the seat that is kept for them, or one later, or none."""
    application = _own(work, person, button)
    if application is None:
        return buttons.refuse(work, person, pressed)
    action = Seat(button.action)
    if action in (Seat.YES, Seat.NO):
        done = _kept(work, application, action, button.version)
    else:
        done = _later(work, person, application, action, button.version)
    return (Answer(pressed.query),) if done else _stale(work, person, pressed, application)


def _kept(work: Work, application: Application, action: Seat, offer: int) -> bool:
    held = enrolments.of_request(work.connection, application.id)
    if held is None or held.id != offer or application.state is not State.ACCEPTED:
        return False
    if action is Seat.YES:
        waiting.agree(work, application, held)
    else:
        waiting.refuse(work, application, held)
    return True


def _later(work: Work, person: Person, application: Application, action: Seat, version: int) -> bool:
    if application.state is not State.WAITING_LIST or application.version != version:
        return False
    if action is Seat.LATER:
        dialogues.interject(work, person, (msg("seat.later_noted"),))
    else:
        applications.withdraw(work, application)
    return True


def _stale(work: Work, person: Person, pressed: Press, application: Application) -> tuple[Answer, ...]:
    line = msg("application.changed", reference=Code(application.reference))
    dialogues.interject(work, person, (line,))
    return (Answer(pressed.query, line),)
