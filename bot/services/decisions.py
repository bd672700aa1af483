"""What officers decide on reports; each visible change is told once to whoever reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.errors import NotAllowed
from bot.domain.report import CLOSED, State, is_heard, move
from bot.flows import clean, notices, report_words
from bot.flows.letter import letter, place_lines
from bot.flows.messages import Code, Term, TermKind, msg
from bot.flows.outbound import Prompt
from bot.flows.report_card import may_reopen
from bot.services import cards, deadlines, desk, followers, merging, questions
from bot.services.attaching import attach
from bot.services.reports import show_after
from bot.storage import events, photos, reports

if TYPE_CHECKING:
    from bot.domain.decisions import (
        AskReporter,
        ClearReport,
        Decision,
        DismissReport,
        ForwardReport,
        MergeReport,
        PlanReport,
    )
    from bot.services.work import Work
    from bot.storage.reports import Report


def _seen(work: Work, officer: int, decision: Decision) -> Report:
    """Return the report as the officer saw it; raises Stale when it has changed since or is a colleague's."""
    return reports.by_id(work.connection, desk.current(work, officer, decision).id)


def check(work: Work, report: Report, to: State) -> None:
    """Refuse, before any question is asked, what could not be done afterwards."""
    move(report.state, to)
    if to is State.PLANNED and not merging.waste_of(work, report).crew_may_handle:
        raise NotAllowed("plan")


def accept(work: Work, officer: int, decision: Decision) -> int:
    """Say that something will be done."""
    return _decide(work, officer, decision, State.ACCEPTED, {})


def plan(work: Work, officer: int, command: PlanReport) -> int:
    """Give the day on which a crew comes; raises NotAllowed for what a crew must not touch."""
    check(work, _seen(work, officer, command), State.PLANNED)
    return _decide(work, officer, command, State.PLANNED, {"planned_on": command.day})


def dismiss(work: Work, officer: int, command: DismissReport) -> int:
    """Say what cannot be done, and who can."""
    return _decide(work, officer, command, State.DISMISSED, {"dismissal": command.reason})


def forward(work: Work, officer: int, command: ForwardReport) -> int:
    """Hand a report to one of the territory's bodies, with a message ready to be sent to it."""
    number = _decide(work, officer, command, State.FORWARDED, {"forwarded_to": command.body})
    _write_letter(work, officer, reports.by_id(work.connection, number), command.body)
    deadlines.await_body(work, number)
    return number


def _write_letter(work: Work, officer: int, report: Report, body: str) -> None:
    point = None
    if report.latitude is not None and report.longitude is not None:
        point = report.latitude, report.longitude
    lines = letter(
        report.reference,
        merging.waste_of(work, report),
        report.size,
        place_lines(report.district, report.address, report.landmark, point),
        since=report.created_at.astimezone(ZoneInfo(work.territory.timezone)).date(),
        photos=photos.count(work.connection, report.id, photos.BEFORE),
    )
    phone = work.territory.body(body).phone
    call = (msg("letter.call", phone=Code(phone)),) if phone else ()
    work.say(officer, msg("letter.ready", body=Term(TermKind.BODY, body)), *call)
    work.send(officer, Prompt(lines, letter=True))


def merge(work: Work, officer: int, command: MergeReport) -> int:
    """Let a report join another one of the same heap, with everybody who waits; raises CannotMerge."""
    into = merging.target(work, _seen(work, officer, command), command.into)
    report = _move(work, officer, command, State.DUPLICATE, "moved", {"duplicate_of": into.id})
    merging.join(work, officer, report, into)
    cards.refresh(work, into.id)
    _confirm(work, officer, report, State.DUPLICATE)
    return report.id


def clear(work: Work, officer: int, command: ClearReport) -> int:
    """Say that the place is clean, with the after-photo if there is one."""
    check(work, _seen(work, officer, command), State.CLEARED)
    if command.picture:
        attach(work, command.request, photos.AFTER, command.picture)
    return _decide(work, officer, command, State.CLEARED, {})


def reopen(work: Work, officer: int, decision: Decision) -> int:
    """Look again at what was closed, with a new promised date; raises NotAllowed for what was taken back."""
    report = _seen(work, officer, decision)
    if not may_reopen(report.state, report.dismissal):
        raise NotAllowed("reopen")
    moved = (report.state, move(report.state, State.REOPEN_REQUESTED))
    events.append(work.connection, report.id, "moved", officer, work.now, moved=moved)
    answer_by = work.territory.answer_by(work.today, report.kind)
    waits = {"waiting_since": work.now, "answer_by": answer_by, "claimed_by": officer}
    reports.change(work.connection, report.id, {"state": State.REOPEN_REQUESTED, **waits}, {})
    deadlines.stop(work, report.id)
    deadlines.promise(work, report.id, answer_by)
    lines = notices.reopened(report.reference, answer_by)
    work.tell(report.person, Prompt(lines), silent=True)
    followers.tell(work, report, lines, heard=False)
    cards.refresh(work, report.id)
    _confirm(work, officer, report, State.REOPEN_REQUESTED)
    return report.id


def _decide(work: Work, officer: int, decision: Decision, to: State, facts: dict[str, Any]) -> int:
    report = _move(work, officer, decision, to, "moved", facts)
    _tell(work, report, to, facts)
    _confirm(work, officer, report, to)
    return report.id


def _move(
    work: Work,
    officer: int,
    decision: Decision,
    to: State,
    event: str,
    facts: dict[str, Any],
) -> Report:
    """Write the new state and take the report off the queue; return it as it was before."""
    report = _seen(work, officer, decision)
    move(report.state, to)
    detail = {name: str(value) for name, value in facts.items()}
    moved = (report.state, to)
    events.append(work.connection, report.id, event, officer, work.now, moved=moved, detail=detail)
    queue = {"state": to, "waiting_since": None, "claimed_by": report.claimed_by or officer}
    columns = {} if event == "asked" else facts
    reports.change(work.connection, report.id, queue, columns)
    deadlines.stop(work, report.id)
    if to in CLOSED:
        questions.withdraw(work, report)
    cards.shut(work, report.id)
    cards.refresh(work, report.id)
    return report


def _tell(work: Work, report: Report, to: State, facts: dict[str, Any]) -> None:
    """Tell the resident; the after-photo comes first, so that the words stand below it."""
    if to is State.CLEARED and photos.count(work.connection, report.id, photos.AFTER):
        show_after(work, report)
    lines = notices.changed(
        report.reference,
        to,
        work.territory,
        day=facts.get("planned_on"),
        body=facts.get("forwarded_to"),
        reason=facts.get("dismissal"),
    )
    heard = _is_heard(work, report, to)
    told = Prompt(lines)
    if to is State.CLEARED:
        told = clean.asked(lines, report.id, report.version + 1)
    work.tell(report.person, told, silent=not heard)
    followers.tell(work, report, lines, heard=heard and to in CLOSED)


def _is_heard(work: Work, report: Report, to: State) -> bool:
    """Tell whether the news of the state that was just written may sound."""
    *earlier, _ = map(State, events.states(work.connection, report.id))
    return is_heard(to, earlier)


def ask(work: Work, officer: int, command: AskReporter) -> int:
    """Relay a question; the resident's next words answer it, unless they are in the middle of another."""
    report = _move(work, officer, command, State.NEEDS_INFO, "asked", questions.asked_detail(command))
    heard = _is_heard(work, report, State.NEEDS_INFO)
    questions.relay(work, report, command.question, heard=heard)
    deadlines.await_answer(work, report.id)
    _confirm(work, officer, report, State.NEEDS_INFO)
    return report.id


def _confirm(work: Work, officer: int, report: Report, to: State) -> None:
    """Say below what was done, since the card that shows it may have scrolled away."""
    reference = Code(report.reference)
    desk.confirm(work, officer, msg("card.told", reference=reference, state=report_words.STATES[to]))
