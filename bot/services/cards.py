"""The officer's cards: which one is on whose screen, what it shows now, and walking the queue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.people import Role
from bot.domain.queue import WAITING, backward, onward, passed, read_view
from bot.domain.request import MATTERS, Holder, RequestKind, Standing
from bot.flows import rights
from bot.flows.held import called, on_card
from bot.flows.messages import Code, msg
from bot.flows.outbound import CardDrawing, CardFace, Priority
from bot.services import (
    application_faces,
    matter_faces,
    people,
    presence,
    reaching,
    report_faces,
    sleeping,
    talk_lines,
    urgency,
)
from bot.storage import cards, held, queue, requests, sessions
from bot.storage import people as stored_people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.domain.queue import Step, View
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
    """Show a request to each officer with no card or dialogue open; the others' open card counts one more.

    A dangerous one comes beside an open card, and right after a dialogue. Only danger sounds while the office
    is closed. One of somebody who is muted is shown to nobody; one on which a decision is held, or that is
    put aside, only changes where it stands. What somebody had taken who is not there is everybody's again.
    """
    found = requests.by_id(work.connection, request)
    if found.muted:
        return
    if found.held or found.snoozed_until is not None:
        refresh(work, request)
        return
    if found.claimed_by is not None and found.claimed_by not in presence.present(work):
        requests.change(work.connection, request, {"claimed_by": None})
        found = requests.by_id(work.connection, request)
    if found.danger:
        urgency.watch(work, request)
    for officer in _receivers(work, found):
        _offer(work, officer, found)
    refresh(work, request)


def _receivers(work: Work, request: Request) -> list[int]:
    """Return who is shown a request: the officers who are there.

    While nobody is, administrators hear of what is dangerous; without any, the officers do after all.
    """
    there, back = presence.present(work), presence.returns_on(work)
    if there or back is None or not request.danger:
        return there
    warned = stored_people.holders(work.connection, Role.ADMINISTRATOR)
    for administrator in warned:
        line = msg("away.danger", reference=Code(request.reference), day=back)
        work.say(administrator, line, msg("away.danger_do"), priority=Priority.CHANGE)
    return [] if warned else people.officers(work)


def _offer(work: Work, officer: int, request: Request) -> None:
    shown = cards.open_card(work.connection, officer)
    if request.danger and _is_talking(work, officer):
        if shown is None or shown.request != request.id:
            cards.put_off(work.connection, officer, request.id, work.now)
    elif shown is not None and shown.request == request.id:
        return
    elif request.danger or not (_is_fresh(work, shown) or _is_talking(work, officer)):
        quiet = not request.danger and not _is_open(work)
        show(work, officer, request.id, Priority.CHANGE, silent=quiet)
    elif shown is not None:
        draw(work, shown)


def bring(work: Work, officer: int) -> None:
    """Show what was put off while an officer was in a dialogue, if it still waits for them."""
    for card in cards.put_off_for(work.connection, officer):
        cards.drop(work.connection, card.id)
        if queue.within(work.connection, WAITING, officer, work.today, [card.request]):
            show(work, officer, card.request, Priority.CHANGE)


def _is_fresh(work: Work, card: StoredCard | None) -> bool:
    """Tell whether a card keeps others away: only on the day it was last touched, lest one do for ever."""
    return card is not None and card.touched_at is not None and _is_today(work, card.touched_at)


def _is_talking(work: Work, officer: int) -> bool:
    """Tell whether an officer has answered a dialogue today that is still open."""
    session = sessions.active(work.connection, officer)
    return session is not None and _is_today(work, session.touched_at)


def _is_today(work: Work, moment: datetime) -> bool:
    return _local(work, moment).date() == work.today


def _is_open(work: Work) -> bool:
    return work.territory.office.is_open(_local(work, work.now))


def _local(work: Work, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(work.territory.timezone))


def show(
    work: Work, officer: int, request: int, priority: Priority = Priority.REPLY, *, silent: bool = False
) -> None:
    """Send a new card; it is the officer's open one, and walks what waits."""
    card = cards.add(work.connection, officer, request, work.now)
    work.send(officer, CardDrawing(card), priority, silent=silent)


def open_view(work: Work, officer: int, view: View) -> bool:
    """Send a card that walks a view, on the first of its requests; False when there is none."""
    walk = queue.listed(work.connection, view, officer, work.today)
    if walk:
        _walk(work, officer, view, walk, walk[0])
    return bool(walk)


def _walk(work: Work, officer: int, view: View, walk: Sequence[int], request: int) -> None:
    card = cards.add(work.connection, officer, request, work.now, str(view), walk)
    work.send(officer, CardDrawing(card))


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


def go_on(work: Work, officer: int) -> bool:
    """Send a card with what comes after the officer's last one; False when it was the last of its view."""
    card = cards.newest(work.connection, officer)
    if card is None:
        return open_view(work, officer, WAITING)
    step = _onward(work, card)
    if step.to is not None:
        _walk(work, officer, read_view(card.view), step.walk, step.to)
    return step.to is not None


def turn(work: Work, card: StoredCard, step: int) -> bool:
    """Let the card show the next (1) or previous (-1) request of its walk; False when there is no other."""
    ahead = _onward(work, card)
    to = ahead.to if step > 0 else backward(card.walk or (), card.request)
    if to is None:
        return False
    cards.keep_walk(work.connection, card.id, str(read_view(card.view)), ahead.walk)
    cards.turn_to(work.connection, card.id, to)
    draw(work, card)
    return True


def _onward(work: Work, card: StoredCard) -> Step:
    """Return where a card's walk goes on; more of its view is looked up only when what is ahead is done."""
    view, walk, today = read_view(card.view), card.walk or [card.request], work.today
    done = passed(walk, card.request)
    ahead = walk[len(done) :]
    belongs = queue.within(work.connection, view, card.person, today, ahead) if ahead else set()
    if belongs:
        return onward(walk, card.request, belongs, ())
    room = len(done) + queue.A_WALK
    return onward(walk, card.request, (), queue.listed(work.connection, view, card.person, today, room))


def turn_over(work: Work, card: StoredCard, *, back: bool) -> None:
    """Let the card show its other side, or its first again."""
    cards.turn_over(work.connection, card.id, back=back)
    draw(work, card)


def lay_front_up(work: Work, request: int, officer: int) -> None:
    """Have an officer's cards of a request show their first side when they are drawn next."""
    for card in cards.showing(work.connection, request):
        if card.person == officer:
            cards.turn_over(work.connection, card.id, back=False)


def face(work: Work, card: StoredCard) -> CardFace:
    """Return what the card shows its officer at this moment."""
    request = requests.by_id(work.connection, card.request)
    if request.kind is not RequestKind.REPORT and request.erased_at is not None:
        return CardFace(request.kind, request.id, request.version, rights.erased(request.reference), ())
    drawn = FACES[request.kind](work, request.id, _standing(work, request, card))
    if not card.back and not request.held:
        drawn = sleeping.below(work, request, card.person, drawn)
    if not card.back and request.erased_at is None:
        reads = stored_people.reads(work.connection, card.person)
        drawn = replace(drawn, lines=talk_lines.below(work, request, drawn.lines, reads))
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
    view, walk = read_view(card.view), card.walk or [card.request]
    done = passed(walk, card.request)
    of_view = queue.count(work.connection, view, card.person, work.today)
    behind = of_view - len(queue.within(work.connection, view, card.person, work.today, done))
    late = request.waiting_since is not None and request.answer_by < work.today
    return Standing(_holder(request, card.person), late, behind, card.back, first=len(done) == 1)


def _holder(request: Request, officer: int) -> Holder:
    if request.claimed_by is None:
        return Holder.NOBODY
    return Holder.READER if request.claimed_by == officer else Holder.COLLEAGUE
