"""The officer's cards: which one is on whose screen, what it shows now, and walking the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.report import State
from bot.flows.messages import msg
from bot.flows.outbound import CardDrawing, Priority
from bot.flows.report_card import Holder, ReportCard
from bot.services import people
from bot.storage import cards, events, followers, photos, reports

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.cards import StoredCard
    from bot.storage.reports import Report


def offer(work: Work, report: Report) -> None:
    """Show a report to each officer with no card open; the others' open card counts one more."""
    for officer in people.officers(work):
        held = cards.open_card(work.connection, officer)
        if held is None:
            show(work, officer, report.id, Priority.CHANGE)
        elif held.request != report.id:
            draw(work, held)
    refresh(work, report.id)


def show(work: Work, officer: int, request: int, priority: Priority = Priority.REPLY) -> None:
    """Send a new card; it is the officer's open one."""
    card = cards.add(work.connection, officer, request, work.now)
    work.send(officer, CardDrawing(card), priority)


def draw(work: Work, card: StoredCard) -> None:
    """Draw a card again, when it is on a screen already or about to be."""
    work.send(card.person, CardDrawing(card.id), Priority.CHANGE, silent=True)


def refresh(work: Work, request: int) -> None:
    """Draw again every card that shows this request, so that officers' screens stay in step."""
    for card in cards.showing(work.connection, request):
        if card.message_id is not None:
            draw(work, card)


def shut(work: Work, request: int) -> None:
    """Close every card of a request that waits no longer: the next one may come."""
    for card in cards.showing(work.connection, request):
        cards.shut(work.connection, card.id)


def open_queue(work: Work, officer: int) -> None:
    """Show the first report that waits, or say that none does."""
    waiting = reports.queue(work.connection, officer, work.today)
    if waiting:
        show(work, officer, waiting[0])
    else:
        work.say(officer, msg("queue.empty"))


def turn(work: Work, card: StoredCard, step: int) -> bool:
    """Let the card show the next (1) or previous (-1) report that waits; False when there is no other."""
    waiting = reports.queue(work.connection, card.person, work.today)
    others = [each for each in waiting if each != card.request]
    if not others:
        return False
    at = waiting.index(card.request) + step if card.request in waiting else 0
    cards.turn_to(work.connection, card.id, waiting[at % len(waiting)])
    draw(work, card)
    return True


def view(work: Work, card: StoredCard) -> ReportCard:
    """Return what the card shows at this moment."""
    report = reports.by_id(work.connection, card.request)
    asked = events.last(work.connection, report.id, "asked")
    answered = events.last(work.connection, report.id, "answered")
    fresh = answered is not None and asked is not None and answered[0] > asked[0]
    mine = reports.count_waiting(work.connection, card.person)
    return ReportCard(
        request=report.id,
        version=report.version,
        reference=report.reference,
        state=report.state,
        waste=work.territory.kind(report.kind),
        district=report.district,
        landmark=report.landmark,
        has_point=report.latitude is not None,
        in_town=report.in_town,
        in_priority_area=report.in_priority_area,
        size=report.size,
        note=report.note,
        answer_by=report.answer_by,
        late=report.waiting_since is not None and report.answer_by < work.today,
        holder=_holder(report, card.person),
        photos=photos.count(work.connection, report.id, photos.BEFORE),
        followers=followers.count(work.connection, report.id),
        planned_on=report.planned_on,
        forwarded_to=report.forwarded_to,
        dismissal=report.dismissal,
        question=str(asked[1]["text"]) if asked else None,
        answer=(answered[1].get("text") or None) if answered and fresh else None,
        unanswered=report.state is State.NEEDS_INFO and report.waiting_since is not None,
        behind=mine - (1 if _waits_for(report, card.person) else 0),
    )


def _waits_for(report: Report, officer: int) -> bool:
    return report.waiting_since is not None and report.claimed_by in (None, officer)


def _holder(report: Report, officer: int) -> Holder:
    if report.claimed_by is None:
        return Holder.NOBODY
    return Holder.READER if report.claimed_by == officer else Holder.COLLEAGUE
