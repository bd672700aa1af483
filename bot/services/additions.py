"""What people add to a report that is there, and taking one back; officers read it on the card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import Gone, NotAllowed
from bot.domain.report import CLOSED, WITHDRAWN, State, move
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Prompt
from bot.services import cards, deadlines, muting, questions, snoozing
from bot.services.reports import attach_more
from bot.storage import events, followers, reports, requests

if TYPE_CHECKING:
    from bot.domain.commands import AddToReport
    from bot.services.work import Work
    from bot.storage.reports import Report


def add(work: Work, person: int, command: AddToReport) -> int:
    """Put photos, words and voice notes on a report; raises Gone when it was closed meanwhile.

    It waits for nobody anew: cards that show it are drawn again.
    """
    report = reports.by_id(work.connection, command.request)
    if report.person != person and not followers.has(work.connection, report.id, person):
        raise NotAllowed("add")
    given = command.pictures or command.note or command.recordings
    if report.state in CLOSED and given:
        raise Gone
    if given:
        _attach(work, person, report, command)
        cards.refresh(work, report.id)
    reference = Code(report.reference)
    line = msg("add.thanks", reference=reference) if given else msg("add.nothing", reference=reference)
    work.send(person, Prompt((line,), keyboard=Keyboard.MENU))
    return report.id


def _attach(work: Work, person: int, report: Report, command: AddToReport) -> None:
    attach_more(work, report, person, command.pictures, command.recordings)
    if command.danger:
        requests.mark_dangerous(work.connection, report.id)
        muting.heed(work, report.id)
    snoozing.stir(work, report.id, danger=command.danger)
    detail = {"note": command.note} if command.note else None
    events.append(work.connection, report.id, "added", person, work.now, detail=detail)


def withdraw(work: Work, report: Report) -> None:
    """Let whoever filed a report take it back.

    When others follow it, it goes on without them: the one who has followed longest is told from now on as
    whoever filed it. When nobody does, it is closed. Raises IllegalMove when it is closed already.
    """
    move(report.state, State.DISMISSED)
    questions.withdraw(work, report)
    heirs = followers.of_request(work.connection, report.id)
    if heirs:
        _hand_on(work, report, heirs[0])
    else:
        _close(work, report)
    cards.refresh(work, report.id)
    line = msg("withdraw.done_followed") if heirs else msg("withdraw.done")
    said = Prompt((msg("withdraw.title", reference=Code(report.reference)), line), keyboard=Keyboard.MENU)
    work.send(report.person, said)


def _hand_on(work: Work, report: Report, heir: int) -> None:
    events.append(work.connection, report.id, "withdrawn", report.person, work.now)
    followers.stop(work.connection, report.id, heir, work.now)
    reports.change(work.connection, report.id, {"person": heir}, {})
    asked = events.last(work.connection, report.id, "asked")
    if report.state is State.NEEDS_INFO and asked is not None:
        questions.relay(work, replace(report, person=heir), str(asked[1].get("text", "")), heard=False)


def _close(work: Work, report: Report) -> None:
    moved = (report.state, State.DISMISSED)
    events.append(work.connection, report.id, "withdrawn", report.person, work.now, moved=moved)
    queue = {"state": State.DISMISSED, "waiting_since": None}
    reports.change(work.connection, report.id, queue, {"dismissal": WITHDRAWN})
    deadlines.stop(work, report.id)
    cards.shut(work, report.id)
