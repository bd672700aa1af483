"""The pinned message with the counts of an officer's queue; it is drawn when sent, and never sounds.

Changes of the queue within a few seconds are one drawing, and counts that stand as they did are none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.flows import queue_screens
from bot.flows.messages import msg
from bot.flows.outbound import Pinning, Priority, Prompt, TallyDrawing
from bot.flows.packing import pack_content
from bot.storage import outbox, people, queue, requests, tallies, timers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.work import Work

TIMER = "tally"
SECONDS = 5  # a tally is edited once in so many


@dataclass(frozen=True)
class Drawn:
    """What a tally is to say, and the counts in it; no counts once its reader sees the queue no more."""

    prompt: Prompt
    counts: Mapping[str, int]


def show(work: Work, officer: int, priority: Priority = Priority.REPLY) -> None:
    """Let an officer have a tally that says how things stand."""
    tallies.add(work.connection, officer)
    work.send(officer, TallyDrawing(), priority, silent=True)


def follow(work: Work) -> None:
    """Have every tally drawn again soon, if something in the queue has changed since this was last asked."""
    if requests.moved(work.connection):
        soon(work)


def soon(work: Work) -> None:
    """Have every tally drawn again in a few seconds; however often this is said, once."""
    slot = int(work.now.timestamp()) // SECONDS + 1
    timers.set_if_idle(work.connection, TIMER, 0, datetime.fromtimestamp(slot * SECONDS, UTC))


def ring(work: Work, _: int) -> None:
    """Queue a drawing for whoever has a tally."""
    for person in tallies.people(work.connection):
        _queue(work, person, f"{work.cause}:tally:{person}", TallyDrawing())


def take_away(work: Work, person: int) -> None:
    """Have the tally of somebody who sees the queue no more say nothing."""
    work.send(person, TallyDrawing(), Priority.CHANGE, silent=True)


def drawn(work: Work, person: int) -> Drawn | None:
    """Return what a person's tally is to say now; None when it says so already, or there is none."""
    tally = tallies.find(work.connection, person)
    if tally is None:
        return None
    if not may(people.roles_of(work.connection, person), Act.SEE_QUEUE):
        return Drawn(Prompt((msg("queue.no_more"),), over=tally.message_id), {}) if tally.message_id else None
    held = queue.counts(work.connection, person, work.today)
    counts = {part.value: number for part, number in held.single().items()}
    if tally.message_id and tally.drawn == counts:
        return None
    return Drawn(replace(queue_screens.tally(held), over=tally.message_id or 0), counts)


def sent(work: Work, person: int, message_id: int | None, counts: Mapping[str, int] | None) -> None:
    """Remember what a tally says: a new message is pinned, one that says nothing any more is not."""
    tally = tallies.find(work.connection, person)
    if tally is None:
        return
    number = tally.message_id or message_id
    if counts == {}:
        tallies.drop(work.connection, person)
    else:
        tallies.keep(work.connection, person, number, counts)
    if number and (counts == {} or tally.message_id is None):
        on = counts != {}
        _queue(work, person, f"pinning:{person}:{number}:{on:d}", Pinning(number, on=on))


def lose(work: Work, person: int) -> None:
    """Have a tally sent anew whose message is on the screen no more."""
    tally = tallies.find(work.connection, person)
    if tally is not None and tally.message_id is not None:
        tallies.keep(work.connection, person, None, None)
        _queue(work, person, f"tally:{person}:after:{tally.message_id}", TallyDrawing())


def _queue(work: Work, person: int, key: str, content: TallyDrawing | Pinning) -> None:
    """Queue a drawing under a key of its own: one that is known already is not doubled."""
    outbox.add(
        work.connection,
        person=person,
        key=key,
        cause=work.cause,
        priority=Priority.CHANGE,
        content=pack_content(content),
        now=work.now,
        silent=True,
    )
