"""Reports as residents make them: filed, answered, their photos; deciding them is `decisions`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.errors import NotAllowed, TooMany
from bot.domain.geometry import Point
from bot.domain.report import CLOSED, State
from bot.flows import notices
from bot.flows.messages import Code, msg
from bot.flows.outbound import Album, Keyboard, Priority, Prompt
from bot.flows.recordings import MOST
from bot.services import cards, deadlines, presence, snoozing
from bot.services.attaching import attach, keep_answer
from bot.storage import events, followers, people, photos, recordings, reports, requests

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.commands import AnswerQuestion, FileReport, Picture, Recording, Spot
    from bot.services.work import Work
    from bot.storage.reports import Report

# --- the resident ------------------------------------------------------------------------------


def file(work: Work, person: int, command: FileReport) -> int:
    """File a report and acknowledge it; raises TooMany beyond the territory's limit. Return its number."""
    _limit(work, person)
    where = _where(work, command.spot)
    waste = work.territory.kind(command.kind)
    danger = waste.dangerous or command.danger
    queue = {
        "state": State.RECEIVED,
        "person": person,
        "danger": danger,
        "muted": people.is_muted(work.connection, person) and not danger,
        "waiting_since": work.now,
        "answer_by": work.territory.answer_by(presence.counts_from(work), command.kind),
        "created_at": work.now,
    }
    facts = {"kind": command.kind, "size": command.size, "note": command.note}
    facts |= {"canisters": command.canisters, **where}
    report = reports.add(work.connection, queue, facts)
    for picture in command.pictures:
        attach(work, report.id, photos.BEFORE, picture)
    _attach_recordings(work, report, person, command.recordings)
    events.append(work.connection, report.id, "filed", person, work.now, moved=(None, State.RECEIVED))
    deadlines.promise(work, report.id, report.answer_by)
    lines = notices.acknowledged(report.reference, work.today, report.answer_by, presence.returns_on(work))
    work.send(person, Prompt(lines, keyboard=Keyboard.MENU))
    cards.offer(work, report.id)
    return report.id


def _limit(work: Work, person: int) -> None:
    most = work.territory.limits.reports_an_hour
    if reports.count_since(work.connection, person, work.now - timedelta(hours=1)) >= most:
        raise TooMany


def _where(work: Work, spot: Spot) -> dict[str, Any]:
    """Return the columns of a place; without a point nothing is known of outlines."""
    facts: dict[str, Any] = {"district": spot.district, "landmark": spot.landmark, "address": spot.address}
    if spot.latitude is None or spot.longitude is None:
        return facts | {"in_town": "unknown", "in_priority_area": "unknown"}
    location = work.territory.where(Point(spot.latitude, spot.longitude))
    return facts | {
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "in_town": location.in_town,
        "in_priority_area": location.in_priority_area,
    }


def attach_more(
    work: Work, report: Report, person: int, pictures: Sequence[Picture], given: Iterable[Recording]
) -> None:
    """Keep what somebody adds to a report, photos and voice notes, as long as there is room."""
    held = photos.count(work.connection, report.id, photos.BEFORE)
    for picture in pictures[: max(0, work.territory.limits.photos - held)]:
        attach(work, report.id, photos.BEFORE, picture, person)
    _attach_recordings(work, report, person, given)


def _attach_recordings(work: Work, report: Report, person: int, given: Iterable[Recording]) -> None:
    """Keep somebody's voice notes as long as there is room; Telegram holds them, we keep no copy."""
    author = recordings.REPORTER if person == report.person else recordings.FOLLOWER
    room = max(0, MOST - recordings.count_given(work.connection, report.id))
    for recording in [*given][:room]:
        recordings.add(work.connection, report.id, author, recording, work.now, person)


def join_album(work: Work, person: int, picture: Picture) -> bool:
    """Add a late part of an album to the report it belongs to, silently; False when there is none."""
    known = photos.request_of_album(work.connection, picture.album) if picture.album else None
    if known is None:
        return False
    request, stage = known
    if stage in (photos.TOLD, photos.NOTED):
        return False
    theirs = reports.by_id(work.connection, request).person == person
    if not theirs and stage != photos.AFTER and not followers.has(work.connection, request, person):
        return False
    if photos.count(work.connection, request, stage) < work.territory.limits.photos:
        attach(work, request, stage, picture, person)
        cards.refresh(work, request)
    return True


def answer(work: Work, person: int, command: AnswerQuestion) -> int:
    """Bring the resident's answer back onto the officer's card; raises NotAllowed on what is closed."""
    report = reports.by_id(work.connection, command.request)
    if report.person != person or report.state in CLOSED:
        raise NotAllowed("answer")
    detail = keep_answer(work, command)
    asked = report.state is State.NEEDS_INFO
    moved = (State.NEEDS_INFO, State.RECEIVED) if asked else (None, None)
    events.append(work.connection, report.id, "answered", person, work.now, moved=moved, detail=detail)
    if command.danger:
        requests.mark_dangerous(work.connection, report.id)
    snoozing.stir(work, report.id, danger=command.danger)
    state = State.RECEIVED if asked else report.state
    waits = {"state": state, "waiting_since": report.created_at}  # so that it comes back ahead of newer ones
    reports.change(work.connection, report.id, waits, {})
    deadlines.stop(work, report.id)
    deadlines.promise(work, report.id, report.answer_by)
    work.send(
        person, Prompt((msg("answer.thanks", reference=Code(report.reference)),), keyboard=Keyboard.MENU)
    )
    cards.offer(work, report.id)
    return report.id


# --- what errands bring ---------------------------------------------------------------


def show_after(work: Work, report: Report) -> None:
    """Show the clean place to whoever reported it."""
    caption = msg("news.after_photo", reference=Code(report.reference))
    work.tell(report.person, Album(report.id, photos.AFTER, caption), silent=True)


def photo_fetched(work: Work, photo: int, digest: str | None, error: str | None) -> None:
    """Keep what came of fetching a photo; a report's that was too big is asked for again, smaller."""
    state = "kept" if digest else ("too_big" if error == "too_big" else "failed")
    photos.fetched(work.connection, photo, digest, state)
    stored = photos.by_id(work.connection, photo)
    if stored.stage not in (photos.BEFORE, photos.AFTER):
        return
    report = requests.by_id(work.connection, stored.request)
    if state == "too_big":
        line = msg("report.photos.too_big_after", reference=Code(report.reference))
        work.send(report.person, Prompt((line,)), Priority.CHANGE, silent=True)
    if stored.as_file and digest:
        cards.refresh(work, report.id)
        if stored.stage == photos.AFTER:  # it could not be shown when the news left
            show_after(work, reports.by_id(work.connection, report.id))
