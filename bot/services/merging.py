"""Reports of the same heap: one is kept, the others join it with whoever waits for them; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import ItselfAgain, NoSuchReport, OverAlready
from bot.domain.report import State
from bot.flows import notices
from bot.flows.duplicates import stoppable
from bot.flows.outbound import Prompt
from bot.storage import events, followers, reports, requests

if TYPE_CHECKING:
    from bot.domain.territory import WasteKind
    from bot.services.work import Work
    from bot.storage.reports import Report

#: States of a report that nothing can join: whoever waits would wait in vain.
OVER = frozenset({State.CLEARED, State.DISMISSED})


def kept(work: Work, report: Report) -> Report:
    """Return the report that this one has joined, or itself."""
    while report.state is State.DUPLICATE and report.duplicate_of is not None:
        report = reports.by_id(work.connection, report.duplicate_of)
    return report


def target(work: Work, report: Report, number: int) -> Report:
    """Return the report to be kept when `report` joins that number; raises CannotMerge."""
    found = reports.find(work.connection, number)
    if found is None:
        raise NoSuchReport
    into = kept(work, found)
    if into.id == report.id:
        raise ItselfAgain
    if into.state in OVER:
        raise OverAlready
    return into


def waste_of(work: Work, report: Report) -> WasteKind:
    """Return the report's kind of waste under the strictest rules of all that has joined it."""
    own = work.territory.kind(report.kind)
    joined = [work.territory.kind(each.kind) for each in reports.merged_into(work.connection, report.id)]
    return replace(
        own,
        dangerous=any(each.dangerous for each in (own, *joined)),
        crew_may_handle=all(each.crew_may_handle for each in (own, *joined)),
    )


def join(work: Work, officer: int, report: Report, into: Report) -> None:
    """Move everybody who waits for a report to the one that is kept, and tell each of them once."""
    waiting = dict.fromkeys([report.person, *followers.of_request(work.connection, report.id)])
    reports.hand_over(work.connection, report.id, into.id)
    if report.danger and not into.danger:
        requests.mark_dangerous(work.connection, into.id)
    events.append(work.connection, into.id, "joined", officer, work.now, detail={"request": report.id})
    for person in waiting:
        followers.stop(work.connection, report.id, person, work.now)
        if person != into.person:
            followers.add(work.connection, into.id, person, work.now)
        _tell(work, person, report, into)


def _tell(work: Work, person: int, report: Report, into: Report) -> None:
    own = person == report.person
    stands = notices.standing(into.state, into.planned_on)
    lines = notices.joined(report.reference, into.reference, stands, own=own)
    told = Prompt(lines) if person == into.person else stoppable(lines, into.id)
    heard = own and report.waiting_since is not None
    work.tell(person, told, silent=not heard)
