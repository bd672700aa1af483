"""The digest: what each officer is told in the morning of a working day, once; nothing when nothing waits.

A timer a day, whose subject is the day's ordinal: planning it again, at a start or at a ring, never lets it
ring twice. After noon it is dropped.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.calendar import instant_of
from bot.domain.digest import LONG_DAYS, NOON, Digest
from bot.flows import digest as words
from bot.flows.outbound import Priority
from bot.services import presence, queue_desk, tallies
from bot.storage import facts, queue, timers

if TYPE_CHECKING:
    from bot.services.work import Work

TIMER = "digest"  # its subject is a local day's ordinal
TOLD = "digest_told"  # the ordinal of the last day it was told: its hour may change on that very day
_DAY = timedelta(days=1)


def wind(work: Work) -> None:
    """Plan today's, if it is still of use, and the next one."""
    if work.territory.office.works_on(work.today) and _is_morning(work):
        _plan(work, work.today)
    _plan_next(work)


def ring(work: Work, ordinal: int) -> None:
    """Tell each officer what waits, unless it is too late or no working day, and plan the next one."""
    _plan_next(work)
    tallies.soon(work)  # more may be late than yesterday
    office, day = work.territory.office, work.today
    if office.digest is None or ordinal != day.toordinal() or not office.works_on(day):
        return
    if not _is_morning(work) or facts.read(work.connection, TOLD) == ordinal:
        return
    facts.write(work.connection, TOLD, ordinal)
    for officer in readers(work):
        digest = _of(work, officer, office.digest)
        if digest.says_something():
            work.send(officer, words.screen(digest), Priority.CHANGE)


def readers(work: Work) -> list[int]:
    """Return who gets it: everybody who decides and is there."""
    return presence.present(work)


def _of(work: Work, officer: int, hour: time) -> Digest:
    """Count what one officer's queue holds."""
    office, day = work.territory.office, work.today
    last = _instant(work, office.working_days_before(day, 1), hour)
    long = _instant(work, office.working_days_before(day, LONG_DAYS), time())
    danger, fresh, old = queue.since(work.connection, officer, last, long)
    waking = queue.waking(work.connection, officer, work.now, _instant(work, day + _DAY, time()))
    return Digest(queue_desk.counts(work, officer), danger, fresh, old, waking)


def _plan_next(work: Work) -> None:
    _plan(work, work.territory.office.add_working_days(work.today, 1))


def _plan(work: Work, day: date) -> None:
    hour = work.territory.office.digest
    if hour is not None:
        timers.set_timer(work.connection, TIMER, day.toordinal(), _instant(work, day, hour))


def _is_morning(work: Work) -> bool:
    return work.now.astimezone(ZoneInfo(work.territory.timezone)).time() <= NOON


def _instant(work: Work, day: date, at: time) -> datetime:
    return instant_of(ZoneInfo(work.territory.timezone), day, at)
