"""« Mes demandes »: somebody's newest reports as a list and cards with buttons; whose they are is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.report import CLOSED, State
from bot.flows import own_report
from bot.flows.add_to_report import ADD_TO_REPORT
from bot.flows.messages import Code, msg
from bot.flows.outbound import Answer
from bot.flows.own_report import LIST_LENGTH, Deed, OwnReport
from bot.flows.report_dump import REPORT_DUMP
from bot.services import additions, buttons, dialogues, merging, own_applications, own_matters, questions
from bot.storage import events, followers, photos, recordings, reports

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.reports import Report


def show_list(work: Work, person: Person) -> None:
    """List somebody's newest reports and the open ones they follow, each with a button."""
    held = [*reports.of_person(work.connection, person.id, LIST_LENGTH), *_followed(work, person.id)]
    held.sort(key=lambda report: (report.created_at, report.id), reverse=True)
    lines, rows = own_applications.listed(work, person.id)
    lines += own_matters.listed(work, person.id)
    if not held and not lines:
        dialogues.interject(work, person, (msg("mine.empty"),))
        return
    shown = tuple(_own(work, person.id, report) for report in held[:LIST_LENGTH])
    work.send(person.id, own_report.listed(shown, lines, rows))
    dialogues.resume(work, person)


def _followed(work: Work, person: int) -> list[Report]:
    numbers = followers.followed_by(work.connection, person, LIST_LENGTH)
    held = (reports.by_id(work.connection, number) for number in numbers)
    return [report for report in held if report.state not in CLOSED]


def _own(work: Work, person: int, report: Report) -> OwnReport:
    kept = merging.kept(work, report)
    changed = events.last_move(work.connection, report.id) or report.created_at
    return OwnReport(
        request=report.id,
        version=report.version,
        reference=report.reference,
        waste=work.territory.kind(report.kind),
        state=report.state,
        filed=report.person == person,
        landmark=report.landmark,
        answer_by=report.answer_by,
        changed_on=changed.astimezone(ZoneInfo(work.territory.timezone)).date(),
        planned_on=report.planned_on,
        forwarded_to=report.forwarded_to,
        dismissal=report.dismissal,
        kept=_own(work, person, kept) if kept.id != report.id else None,
    )


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Do what a button of the list or of a card says, for whoever filed or follows the report."""
    report = reports.find(work.connection, button.request)
    deed = Deed(button.action)
    if report is None or not _may(work, person.id, report, deed):
        return buttons.refuse(work, person, pressed)
    own = _own(work, person.id, report)
    match deed:
        case Deed.SHOW:
            _show(work, person, own)
        case Deed.KEEP:
            work.say(person.id, msg("withdraw.kept", reference=Code(report.reference)))
        case Deed.ANOTHER:
            dialogues.open_or_resume(work, person, REPORT_DUMP)
        case _ if report.state in CLOSED:
            work.send(person.id, own_report.closed(own))
        case Deed.ADD:
            _add(work, person, report)
        case Deed.WITHDRAW:
            work.send(person.id, own_report.asked_to_withdraw(own))
        case Deed.CONFIRM:
            _withdraw(work, person, report)
    return (Answer(pressed.query),)


def _may(work: Work, person: int, report: Report, deed: Deed) -> bool:
    if report.person == person:
        return True
    follows = followers.has(work.connection, report.id, person)
    return follows and deed in (Deed.SHOW, Deed.ADD, Deed.ANOTHER)


def show_one(work: Work, person: Person, request: int) -> bool:
    """Show a report to whoever filed or follows it; False for anybody else."""
    report = reports.by_id(work.connection, request)
    theirs = _may(work, person.id, report, Deed.SHOW)
    if theirs:
        _show(work, person, _own(work, person.id, report))
    return theirs


def _show(work: Work, person: Person, own: OwnReport) -> None:
    """Show a card; with a photo only to whoever has filed it: of the clean place, or of the waste."""
    stage = photos.AFTER if own.state is State.CLEARED else photos.BEFORE
    if stage == photos.AFTER and not photos.count(work.connection, own.request, stage):
        stage = photos.BEFORE
    drawn = own_report.card(own, work.territory)
    sees = events.first_actor(work.connection, own.request) == person.id
    work.send(person.id, replace(drawn, photo_of=(own.request, stage)) if sees else drawn)


def _add(work: Work, person: Person, report: Report) -> None:
    """Ask what is to be added, or the officer's question where there is one to answer."""
    asked = questions.asked(work, report) if report.person == person.id else None
    if asked is not None:
        dialogues.go_on_with(work, person, asked, {})
        return
    opened = {
        "at_request": report.id,
        "at_reference": report.reference,
        "at_photos": photos.count(work.connection, report.id, photos.BEFORE),
        "at_recordings": recordings.count_given(work.connection, report.id),
    }
    dialogues.open_new(work, person, ADD_TO_REPORT, opened)


def _withdraw(work: Work, person: Person, report: Report) -> None:
    dialogues.drop(work, person, ADD_TO_REPORT, report.id)
    additions.withdraw(work, report)
    dialogues.resume(work, person)
