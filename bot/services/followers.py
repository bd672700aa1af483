"""People who say « C'est le même » follow a report: counted, told what happens, seen by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import Gone
from bot.domain.report import CLOSED
from bot.flows.duplicates import stoppable
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Prompt
from bot.services import cards, merging, snoozing
from bot.services.reports import attach_more
from bot.storage import events, followers, reports, requests

if TYPE_CHECKING:
    from bot.domain.commands import FollowReport
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.reports import Report


def follow(work: Work, person: int, command: FollowReport) -> int:
    """Add somebody and their photos to a report that is there; raises Gone when it was closed meanwhile.

    One that has joined another one meanwhile leads to that one.
    """
    named = reports.find(work.connection, command.request)
    report = merging.kept(work, named) if named else None
    if report is None or report.state in CLOSED:
        raise Gone
    attach_more(work, report, person, command.pictures, command.recordings)
    if command.danger:
        requests.mark_dangerous(work.connection, report.id)
        snoozing.stir(work, report.id, danger=True)
    if report.person != person:
        followers.add(work.connection, report.id, person, work.now)
    detail = {"note": command.note} if command.note else None
    events.append(work.connection, report.id, "followed", person, work.now, detail=detail)
    lines = (msg("same.thanks", reference=Code(report.reference)), msg("same.told"))
    work.send(person, Prompt(lines, keyboard=Keyboard.MENU))
    cards.refresh(work, report.id)
    return report.id


def tell(work: Work, report: Report, lines: tuple[Message, ...], *, heard: bool) -> None:
    """Tell everybody who follows a report; only its end is heard, the rest is silent."""
    for person in followers.of_request(work.connection, report.id):
        work.tell(person, stoppable(lines, report.id), silent=not heard)


def stop(work: Work, person: int, request: int) -> Message:
    """Let somebody follow a report, or what it has joined, no longer; saying so twice is no fault."""
    kept = merging.kept(work, reports.by_id(work.connection, request)).id
    if followers.stop(work.connection, kept, person, work.now):
        cards.refresh(work, kept)
    return msg("follow.stopped")


def has_followed(work: Work, person: int, request: int) -> bool:
    """Tell whether somebody follows a report, or has followed it."""
    return followers.has(work.connection, request, person)
