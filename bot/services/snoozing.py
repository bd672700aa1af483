"""Requests put aside until a moment: who and what wakes them; nothing is decided by sleeping.

A request sleeps only while it waits for the officer: what decides on it ends its sleep (`storage.requests`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.calendar import instant_of
from bot.domain.errors import NotAllowed
from bot.domain.snoozing import Moment, moments
from bot.flows import snooze
from bot.flows.messages import Code, msg
from bot.services import cards, desk
from bot.storage import events, requests, timers

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.decisions import Decision, Snooze
    from bot.services.work import Work
    from bot.storage.requests import Request

TIMER = "wake"  # its subject is a request


def offered(work: Work) -> dict[Moment, datetime]:
    """Return the local times until which something may be put aside now."""
    return moments(work.territory.office, _local(work, work.now))


def put_aside(work: Work, officer: int, command: Snooze) -> int:
    """Take a request off the queue until a moment; return its number.

    Raises Stale when it has changed, NotAllowed when it does not wait.
    """
    request = desk.current(work, officer, command)
    if request.waiting_since is None or request.snoozed_until is not None:
        raise NotAllowed("snooze")
    until = _until(work, command)
    detail = {"until": until.isoformat(), "moment": command.moment.value, "firmly": command.firmly}
    events.append(work.connection, request.id, "snoozed", officer, work.now, detail=detail)
    sleep = {"snoozed_until": until, "snoozed_firmly": command.firmly}
    requests.change(work.connection, request.id, sleep)
    timers.set_timer(work.connection, TIMER, request.id, until)
    cards.shut(work, request.id)
    cards.refresh(work, request.id)
    local = _local(work, until)
    early = local.date() > request.answer_by >= work.today
    warned = (msg("snooze.past_promise", day=request.answer_by),) if early else ()
    said = snooze.done(Code(request.reference), local, firmly=command.firmly)
    work.say(officer, *said, *warned)
    return request.id


def wake(work: Work, officer: int, decision: Decision) -> None:
    """Let an officer bring back what sleeps; raises Stale when it has changed."""
    request = desk.current(work, officer, decision)
    if request.snoozed_until is None:
        raise NotAllowed("wake")
    _end(work, request, "officer", officer)
    cards.refresh(work, request.id)


def stir(work: Work, number: int, *, danger: bool = False) -> None:
    """Wake a request to which the person, or a danger, brings something: firm sleep heeds danger alone."""
    request = requests.by_id(work.connection, number)
    if request.snoozed_until is None or (request.snoozed_firmly and not danger):
        return
    _end(work, request, "danger" if danger else "answer", None)
    cards.offer(work, number)


def ring(work: Work, number: int) -> None:
    """Bring back what was put aside until now, however late this comes."""
    request = requests.find(work.connection, number)
    if request is None or request.snoozed_until is None or request.snoozed_until > work.now:
        return
    if request.held:  # it may be decided in a moment, or undone
        timers.set_timer(work.connection, TIMER, number, work.now + timedelta(minutes=1))
        return
    _end(work, request, "time", None)
    cards.offer(work, number)


def _end(work: Work, request: Request, why: str, who: int | None) -> None:
    timers.cancel(work.connection, TIMER, request.id)
    events.append(work.connection, request.id, "woken", who, work.now, detail={"why": why})
    requests.change(work.connection, request.id, requests.AWAKE)


def _until(work: Work, command: Snooze) -> datetime:
    """Return when that is; what has passed meanwhile is the next opening."""
    office, zone = work.territory.office, ZoneInfo(work.territory.timezone)
    chosen = offered(work).get(command.moment)
    if command.day is not None:
        until = instant_of(zone, command.day, command.hour or office.hours[0].starts)
    else:
        until = chosen or work.now
    return until if until > work.now else office.next_opening(_local(work, work.now))


def _local(work: Work, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(work.territory.timezone))
