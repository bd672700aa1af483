"""Meetings with applicants: proposed by an officer, agreed to or moved by the applicant; decided not here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.application import State
from bot.domain.meeting import Meeting, can, move
from bot.flows import application_news
from bot.flows.messages import Code, msg
from bot.flows.outbound import Priority, Prompt
from bot.services import cards
from bot.storage import applications, events, interviews

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flows.application_news import Coming
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.applications import Application
    from bot.storage.interviews import Interview


def propose(work: Work, application: Application, starts_at: datetime, place: str | None) -> None:
    """Propose a meeting; buttons of an earlier proposal count no more."""
    person = application.person
    proposed = interviews.propose(work.connection, person, application.id, starts_at, place)
    asked = application_news.meeting(
        application.reference, application.id, proposed.version, when(work, proposed)
    )
    work.send(person, asked, Priority.CHANGE)


def when(work: Work, interview: Interview) -> tuple[Message, ...]:
    """Say when and where a meeting is, in local time."""
    local = interview.starts_at.astimezone(ZoneInfo(work.territory.timezone))
    return application_news.when(local.date(), local.time(), interview.place)


def answer(work: Work, application: Application, held: Interview, coming: Coming) -> Message:
    """Keep what the applicant answers; raises IllegalMove. Who asks for another time is back in the queue."""
    if coming is application_news.Coming.COME:
        to, said = Meeting.CONFIRMED, msg("meeting.thanks")
    else:
        to, said = Meeting.MOVE_ASKED, msg("meeting.moving")
    if held.state is not to:
        _answered(work, application, held, to)
    return said


def _answered(work: Work, application: Application, held: Interview, to: Meeting) -> None:
    interviews.set_state(work.connection, held, move(held.state, to))
    if to is Meeting.MOVE_ASKED:
        same = (application.state, application.state)
        events.append(
            work.connection,
            application.id,
            "moved",
            application.person,
            work.now,
            moved=same,
            detail={"meeting": to},
        )
        applications.change(work.connection, application.id, {"waiting_since": work.now}, {})
        cards.offer(work, application.id)
    else:
        detail = {"meeting": to}
        events.append(
            work.connection, application.id, "confirmed", application.person, work.now, detail=detail
        )
        cards.refresh(work, application.id)


def is_open(application: Application, held: Interview, version: int) -> bool:
    """Tell whether a proposal of that version may still be answered."""
    live = application.state is State.INTERVIEW and held.state is not Meeting.CANCELLED
    return live and held.version == version


def cancel(work: Work, application: Application) -> None:
    """Cancel the meeting of an application that needs none any more, and say so when it was to come."""
    held = interviews.of_request(work.connection, application.id)
    if held is None or not can(held.state, Meeting.CANCELLED):
        return
    interviews.set_state(work.connection, held, Meeting.CANCELLED)
    if held.starts_at > work.now and held.state is not Meeting.MOVE_ASKED:
        lines = (msg("news.title", reference=Code(application.reference)), msg("meeting.cancelled"))
        work.send(application.person, Prompt(lines), Priority.CHANGE, silent=True)
