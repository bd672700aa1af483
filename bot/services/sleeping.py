"""What any card says of its request's sleep, and its buttons for it; putting aside is `snoozing`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.snoozing import Moment
from bot.flows import snooze
from bot.flows.snooze import ONCE_MORE, Sleep
from bot.storage import events

if TYPE_CHECKING:
    from bot.flows.outbound import CardFace
    from bot.services.work import Work
    from bot.storage.requests import Request

#: After these it no longer matters that a request was asleep.
_TURNS = ("snoozed", "woken", "moved", "asked")


def below(work: Work, request: Request, officer: int, face: CardFace) -> CardFace:
    """Return the face with what its officer is told of its sleep, and may do about it."""
    if request.waiting_since is None or request.held:
        return face
    sleep = _sleep(work, request, officer)
    rows = snooze.rows(sleep) if request.claimed_by in (None, officer) else ()
    lines = snooze.lines(sleep) if sleep else ()
    return replace(face, lines=(*face.lines, *lines), rows=(*face.rows, *rows))


def _sleep(work: Work, request: Request, officer: int) -> Sleep | None:
    turn = events.newest_of(work.connection, request.id, *_TURNS)
    asleep = request.snoozed_until is not None
    if not asleep and (turn is None or turn.kind != "woken" or turn.detail.get("why") == "officer"):
        return None
    put = events.newest_of(work.connection, request.id, "snoozed")
    if put is None:
        return None
    zone, moment = ZoneInfo(work.territory.timezone), Moment(put.detail["moment"])
    return Sleep(
        since=put.at.astimezone(zone).date(),
        own=put.actor == officer,
        until=request.snoozed_until.astimezone(zone) if request.snoozed_until else None,
        firmly=request.snoozed_firmly,
        again=moment if moment in ONCE_MORE else None,
    )
