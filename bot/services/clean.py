"""Whether the place is clean, in the words of whoever reported it; a « no » is a request to look again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import NotAllowed
from bot.domain.report import State, move
from bot.flows import clean
from bot.flows.clean import REOPEN_REPORT, Verdict
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Prompt
from bot.services import cards, deadlines, presence
from bot.services.attaching import attach
from bot.storage import events, photos, reports

if TYPE_CHECKING:
    from bot.domain.commands import ReopenReport
    from bot.flows.dialogue import Flow
    from bot.services.work import Work
    from bot.storage.reports import Report

FOUND, THANKED = "found_clean", "thanked"


def judge(work: Work, report: Report, verdict: Verdict) -> Flow | None:
    """Keep what somebody answers and say so; return the dialogue that a « no » opens."""
    match verdict:
        case Verdict.NO:
            return REOPEN_REPORT
        case Verdict.YES:
            _once(work, report, FOUND)
            work.send(report.person, clean.offered(report.id, report.version))
        case Verdict.THANK:
            _once(work, report, THANKED)
            work.say(report.person, msg("clean.thanked"))
        case Verdict.UNSURE:
            work.say(report.person, msg("clean.noted"))
    return None


def _once(work: Work, report: Report, kind: str) -> None:
    if events.last(work.connection, report.id, kind) is None:
        events.append(work.connection, report.id, kind, report.person, work.now)


def reopen(work: Work, person: int, command: ReopenReport) -> int:
    """Put a report that was closed too early back before the officer, with a new promised date."""
    report = reports.by_id(work.connection, command.request)
    if report.person != person:
        raise NotAllowed("reopen")
    move(report.state, State.REOPEN_REQUESTED)
    moved = (report.state, State.REOPEN_REQUESTED)
    events.append(work.connection, report.id, "moved", person, work.now, moved=moved)
    if command.picture:
        attach(work, report.id, photos.BEFORE, command.picture)
    answer_by = work.territory.answer_by(presence.counts_from(work), report.kind)
    waits = {"state": State.REOPEN_REQUESTED, "waiting_since": work.now, "answer_by": answer_by}
    reports.change(work.connection, report.id, waits, {})
    deadlines.promise(work, report.id, answer_by)
    lines = (msg("reopen.thanks", reference=Code(report.reference)), msg("receipt.answer_by", day=answer_by))
    work.send(person, Prompt(lines, keyboard=Keyboard.MENU))
    cards.offer(work, report.id)
    return report.id
