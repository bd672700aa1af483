"""What the officer's card of a report shows, gathered from its rows; wording it is the flows' matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.report import State
from bot.flows import report_card
from bot.flows.report_card import ReportCard
from bot.services import merging, nearness, notes, questions, talk_lines, written
from bot.storage import events, followers, people, photos, recordings, reports

if TYPE_CHECKING:
    from bot.domain.request import Standing
    from bot.flows.outbound import CardFace
    from bot.services.work import Work
    from bot.storage.reports import Report


def face(work: Work, request: int, standing: Standing) -> CardFace:
    """Return what an officer's card shows of a report at this moment."""
    return report_card.face(_card(work, reports.by_id(work.connection, request), standing))


def _forwarded_for(work: Work, report: Report) -> int | None:
    """Return for how many days a body has had a report that waits for the officer again."""
    since = events.last_move(work.connection, report.id)
    if report.state is not State.FORWARDED or report.waiting_since is None or since is None:
        return None
    return (work.today - since.astimezone(ZoneInfo(work.territory.timezone)).date()).days


def _card(work: Work, report: Report, standing: Standing) -> ReportCard:
    question, answer = questions.exchanged(work, report.id)
    photo = photos.first_shown(work.connection, report.id)
    return ReportCard(
        request=report.id,
        version=report.version,
        reference=report.reference,
        state=report.state,
        waste=merging.waste_of(work, report),
        district=report.district,
        landmark=report.landmark,
        address=report.address,
        has_point=report.latitude is not None,
        in_town=report.in_town,
        in_priority_area=report.in_priority_area,
        size=report.size,
        canisters=report.canisters,
        danger=report.danger,
        note=report.note,
        added=_added(work, report),
        answer_by=report.answer_by,
        standing=standing,
        photos=photos.count(work.connection, report.id, photos.BEFORE),
        recordings=recordings.count(work.connection, report.id),
        showable=photo.showable if photo else None,
        followers=followers.count(work.connection, report.id),
        **_merged(work, report),
        planned_on=report.planned_on,
        forwarded_to=report.forwarded_to,
        dismissal=report.dismissal,
        question=question,
        answer=answer,
        texts=written.on(work, report),
        muted=people.is_muted(work.connection, report.person),
        notes=notes.of(work, report.id),
        **_reach(work, report),
        forwarded_for=_forwarded_for(work, report),
        unanswered=report.state is State.NEEDS_INFO and report.waiting_since is not None,
    )


def _reach(work: Work, report: Report) -> dict[str, Any]:
    """Return whether words and a call reach whoever reported, and whether they have shown a place since."""
    return {
        "was_shown": talk_lines.place_told(work, report.id) is not None,
        "reachable": people.can_be_written_to(work.connection, report.person),
        "callable": talk_lines.is_callable(work, report.person),
    }


def _merged(work: Work, report: Report) -> dict[str, Any]:
    """Return what the card says of reports beside it, joined to it, and kept in its place."""
    merged = reports.merged_into(work.connection, report.id)
    kept = reports.by_id(work.connection, report.duplicate_of) if report.duplicate_of else None
    return {
        "beside": nearness.beside(work, report),
        "merged": len(merged),
        "more_photos": sum(photos.count(work.connection, each.id, photos.BEFORE) for each in merged),
        "joined": kept.reference if kept else None,
    }


def _added(work: Work, report: Report) -> str | None:
    newest = events.last(work.connection, report.id, "added", "followed")
    return newest[1].get("note") if newest else None
