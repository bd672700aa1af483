"""Tells the administrators that reminders stand still, and that they go again; it mends nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.people import Role
from bot.flows.messages import msg
from bot.flows.outbound import Priority
from bot.storage import facts, people

if TYPE_CHECKING:
    from bot.flows.messages import Message
    from bot.services.work import Work

ALIVE = "reminders_alive"  # when reminders were last looked after, about
STILL = "reminders_still"  # since when the administrators have been told that they are not
#: How exactly that is known; after which pause, as of a process that had ended, something is said of it.
EXACTLY, LONG = timedelta(seconds=20), timedelta(minutes=15)


def alive(work: Work) -> None:
    """Note that reminders are looked after; after a long pause, or one that was told, say it."""
    last, still = _known(work, ALIVE), _known(work, STILL)
    if still or (last and work.now - last > LONG):
        since = _local(work, still or last or work.now)
        _warn(work, msg("operator.reminders_again", day=since.date(), hour=since.time()))
        facts.write(work.connection, STILL, None)
    if last is None or abs(work.now - last) > EXACTLY:
        facts.write(work.connection, ALIVE, work.now.isoformat())


def stalled(work: Work) -> None:
    """Say that reminders stand still, unless it was said."""
    if _known(work, STILL):
        return
    last = _known(work, ALIVE) or work.now
    facts.write(work.connection, STILL, last.isoformat())
    since = _local(work, last)
    _warn(work, msg("operator.reminders_still", day=since.date(), hour=since.time()))


def _known(work: Work, fact: str) -> datetime | None:
    found = facts.read(work.connection, fact)
    return datetime.fromisoformat(str(found)) if found else None


def _local(work: Work, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(work.territory.timezone))


def _warn(work: Work, line: Message) -> None:
    for person in people.holders(work.connection, Role.ADMINISTRATOR):
        work.say(person, line, priority=Priority.CHANGE)
