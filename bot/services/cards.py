"""The officer's cards: which one is on whose screen, what it shows now, and walking the queue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.request import MATTERS, Holder, RequestKind, Standing
from bot.flows import rights
from bot.flows.held import called, on_card
from bot.flows.messages import msg
from bot.flows.outbound import CardDrawing, CardFace, Priority
from bot.services import application_faces, matter_faces, people, reaching, report_faces
from bot.storage import cards, held, requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services.work import Work
    from bot.storage.cards import StoredCard
    from bot.storage.requests import Request

#: What a card shows of each kind of request.
FACES: dict[RequestKind, Callable[[Work, int, Standing], CardFace]] = {
    RequestKind.REPORT: report_faces.face,
    RequestKind.APPLICATION: application_faces.face,
    **dict.fromkeys(MATTERS, matter_faces.face),
}

#: Buttons of a card that make sense while a decision on its request is held.
STILL = frozenset({"photos", "listen", "place", "call", "previous", "next"})


def offer(work: Work, request: int) -> None:
    """Show a request to each officer with no card open; the others' open card counts one more.

    One of somebody who is muted is shown to nobody, one on which a decision is held only where it stands.
    """
    offered = requests.by_id(work.connection, request)
    if offered.muted:
        return
    if offered.held:
        refresh(work, request)
        return
    for officer in people.officers(work):
        held = cards.open_card(work.connection, officer)
        if held is None:
            show(work, officer, request, Priority.CHANGE)
        elif held.request != request:
            draw(work, held)
    refresh(work, request)


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
    """Show the first request that waits, or say that none does."""
    waiting = requests.waiting(work.connection, officer, work.today)
    if waiting:
        show(work, officer, waiting[0])
    else:
        work.say(officer, msg("queue.empty"))


def turn(work: Work, card: StoredCard, step: int) -> bool:
    """Let the card show the next (1) or previous (-1) request that waits; False when there is no other."""
    waiting = requests.waiting(work.connection, card.person, work.today)
    others = [each for each in waiting if each != card.request]
    if not others:
        return False
    at = waiting.index(card.request) + step if card.request in waiting else 0
    cards.turn_to(work.connection, card.id, waiting[at % len(waiting)])
    draw(work, card)
    return True


def turn_over(work: Work, card: StoredCard, *, back: bool) -> None:
    """Let the card show its other side, or its first again."""
    cards.turn_over(work.connection, card.id, back=back)
    draw(work, card)


def face(work: Work, card: StoredCard) -> CardFace:
    """Return what the card shows its officer at this moment."""
    request = requests.by_id(work.connection, card.request)
    if request.kind is not RequestKind.REPORT and request.erased_at is not None:
        return CardFace(request.kind, request.id, request.version, rights.erased(request.reference), ())
    drawn = FACES[request.kind](work, request.id, _standing(work, request, card))
    return _on_hold(work, request, card.person, drawn) if request.held else drawn


def _on_hold(work: Work, request: Request, reader: int, drawn: CardFace) -> CardFace:
    """Say on a card what was decided and has not left yet; nothing else can be decided meanwhile."""
    decision = held.on(work.connection, request.id)
    if decision is None:
        return drawn
    what = called(request.kind, decision.comes_to)
    name = reaching.reach(work, decision.officer).name
    line = on_card(what, own=decision.officer == reader, name=name)
    rows = (tuple(each for each in row if each.value in STILL) for row in drawn.rows)
    return replace(drawn, lines=(line, *drawn.lines), rows=tuple(row for row in rows if row))


def _standing(work: Work, request: Request, card: StoredCard) -> Standing:
    officer = card.person
    mine = request.waiting_since is not None and request.claimed_by in (None, officer)
    others = requests.count_waiting(work.connection, officer) - (1 if mine else 0)
    late = request.waiting_since is not None and request.answer_by < work.today
    return Standing(_holder(request, officer), late, others, card.back)


def _holder(request: Request, officer: int) -> Holder:
    if request.claimed_by is None:
        return Holder.NOBODY
    return Holder.READER if request.claimed_by == officer else Holder.COLLEAGUE
