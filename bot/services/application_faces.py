"""What the officer's card of an application shows, gathered from its rows; it words nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.application import State
from bot.flows import application_card
from bot.flows.application_lines import ApplicationCard, Earlier, Interview, Said
from bot.services import notes, questions, reaching, talk_lines
from bot.storage import (
    applications,
    criteria,
    enrolments,
    interviews,
    people,
    profiles,
    programme,
    recordings,
)

if TYPE_CHECKING:
    from bot.domain.request import Standing
    from bot.flows.outbound import CardFace
    from bot.services.work import Work
    from bot.storage.applications import Application


def face(work: Work, request: int, standing: Standing) -> CardFace:
    """Return what an officer's card shows of an application at this moment."""
    return application_card.face(_card(work, applications.by_id(work.connection, request), standing))


def _card(work: Work, application: Application, standing: Standing) -> ApplicationCard:
    return ApplicationCard(
        request=application.id,
        version=application.version,
        reference=application.reference,
        state=application.state,
        standing=standing,
        answer_by=application.answer_by,
        joining=work.territory.joining,
        languages=work.territory.languages,
        said=_said(work, application),
        reach=reaching.reach(work, application.person),
        seen=criteria.seen(work.connection, application.id),
        notes=notes.of(work, application.id),
        earlier=_earlier(work, application),
        reachable=people.can_be_written_to(work.connection, application.person),
        callable=talk_lines.is_callable(work, application.person),
        interview=_interview(work, application),
        hoped_phase=application.hoped_phase,
        reason=application.reason,
        next_step=application.next_step,
        kept=_kept(work, application),
        profile=profiles.find(work.connection, application.person),
        **_seat(work, application),
        **_talk(work, application),
    )


def _said(work: Work, application: Application) -> Said:
    return Said(
        of_age=application.of_age,
        district=application.district,
        in_town=application.in_town,
        out_of_work=application.out_of_work,
        mornings=application.mornings,
        phases=application.phases,
        attractions=application.attractions,
        note=application.note,
        recordings=recordings.count(work.connection, application.id),
    )


def _earlier(work: Work, application: Application) -> tuple[Earlier, ...]:
    """Return the same person's other applications, newest first; reports are nobody's business here."""
    held = applications.of_person(work.connection, application.person)
    return tuple(Earlier(each.reference, each.state) for each in held if each.id != application.id)


def _interview(work: Work, application: Application) -> Interview | None:
    held = interviews.of_request(work.connection, application.id)
    if held is None:
        return None
    local = held.starts_at.astimezone(ZoneInfo(work.territory.timezone))
    return Interview(local.date(), local.time(), held.place, held.state)


def _kept(work: Work, application: Application) -> str | None:
    if application.same_as is None:
        return None
    return applications.by_id(work.connection, application.same_as).reference


def _seat(work: Work, application: Application) -> dict[str, Any]:
    held = enrolments.last_of_request(work.connection, application.id)
    if held is None:
        return {"crew": None, "kept_until": None, "ended_on": None}
    crew = programme.crew(work.connection, held.crew) if held.until is None else None
    return {"crew": crew, "kept_until": held.kept_until, "ended_on": held.until}


def _talk(work: Work, application: Application) -> dict[str, Any]:
    question, answer = questions.exchanged(work, application.id)
    unanswered = application.state is State.INFO_NEEDED and application.waiting_since is not None
    return {"question": question, "answer": answer, "unanswered": unanswered}
