"""Applications as those who make them: filed, looked at, taken back; deciding them is the officers' side."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.application import State, move
from bot.flows import own_application
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Prompt
from bot.flows.own_application import OwnApplication
from bot.services import application_deadlines, application_decisions, cards, presence
from bot.storage import applications, contacts, events, recordings, sessions
from bot.storage.contacts import Contact

if TYPE_CHECKING:
    from typing import Any

    from bot.domain.commands import FileApplication
    from bot.services.work import Work
    from bot.storage.applications import Application


def file(work: Work, person: int, command: FileApplication, entered_by: int | None = None) -> int:
    """File an application and acknowledge it; one that is open already is the only one. Return its number.

    `entered_by` is the officer who asked the questions, if one did.
    """
    held = standing(work, person)
    if held is not None:
        work.send(person, own_application.already(own(work, held)))
        return held.id
    facts = {**_facts(work, person, command), "entered_by": entered_by}
    application = applications.add(work.connection, _queue(work, person), facts)
    contacts.keep(work.connection, _contact(person, command))
    for recording in command.recordings:
        recordings.add(work.connection, application.id, recordings.REPORTER, recording, work.now)
    events.append(work.connection, application.id, "filed", person, work.now, moved=(None, State.RECEIVED))
    application_deadlines.promise(work, application)
    lines = own_application.acknowledged(
        application.reference, work.today, application.answer_by, presence.returns_on(work)
    )
    work.send(person, Prompt(lines, keyboard=Keyboard.MENU))
    cards.offer(work, application.id)
    return application.id


def _queue(work: Work, person: int) -> dict[str, Any]:
    return {
        "state": State.RECEIVED,
        "person": person,
        "waiting_since": work.now,
        "answer_by": work.territory.application_answer_by(presence.counts_from(work)),
        "created_at": work.now,
    }


def _facts(work: Work, person: int, command: FileApplication) -> dict[str, Any]:
    """Return what was said; an earlier application of the same person is linked."""
    earlier = applications.of_person(work.connection, person)
    return {
        "of_age": command.of_age,
        "district": command.district,
        "in_town": command.in_town,
        "out_of_work": command.out_of_work,
        "mornings": command.mornings,
        "phases": list(command.phases),
        "attractions": list(command.attractions),
        "note": command.note,
        "same_as": earlier[0].id if earlier else None,
    }


def _contact(person: int, command: FileApplication) -> Contact:
    return Contact(
        person=person,
        first_name=command.first_name,
        last_name=command.last_name,
        phone=command.phone,
        speaks=command.speaks,
        call_time=command.call_time,
    )


def standing(work: Work, person: int) -> Application | None:
    """Return the application because of which no other one is needed: an open one, or a place in a crew."""
    newest = next(iter(applications.of_person(work.connection, person)), None)
    enrolled = newest is not None and newest.state is State.ENROLLED
    return newest if enrolled else applications.open_of_person(work.connection, person)


def is_open(work: Work, person: int) -> bool:
    """Tell whether somebody waits for the end of an application."""
    return applications.open_of_person(work.connection, person) is not None


def own(work: Work, application: Application) -> OwnApplication:
    """Return an application as whoever filed it reads it."""
    since = events.last_move(work.connection, application.id) or application.created_at
    return OwnApplication(
        request=application.id,
        reference=application.reference,
        state=application.state,
        since=since.astimezone(ZoneInfo(work.territory.timezone)).date(),
        answer_by=application.answer_by,
        hoped_phase=application.hoped_phase,
    )


def withdraw(work: Work, application: Application) -> None:
    """Let whoever filed an application take it back; raises IllegalMove when it is closed."""
    moved = (application.state, move(application.state, State.WITHDRAWN))
    events.append(work.connection, application.id, "withdrawn", application.person, work.now, moved=moved)
    queue = {"state": State.WITHDRAWN, "waiting_since": None}
    applications.change(work.connection, application.id, queue, {})
    application_decisions.let_go(work, application, State.WITHDRAWN)
    for session in sessions.open_ones(work.connection, application.person):
        if session.answers.get("at_request") == application.id:  # a question that waits for no answer now
            sessions.end(work.connection, session.id, work.now)
    cards.shut(work, application.id)
    cards.refresh(work, application.id)
    done = (msg("withdraw.title", reference=Code(application.reference)), msg("withdraw.come_back"))
    work.send(application.person, Prompt(done, keyboard=Keyboard.MENU))
