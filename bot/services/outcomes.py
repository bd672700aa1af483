"""Plans when people are asked what became of them after a crew: at exit, one, three and six months on.

Asking itself is `outcome_asking`'s.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.outcome import MONTHS, Moment, months_after
from bot.storage import enrolments, outcomes, programme, timers

if TYPE_CHECKING:
    from bot.domain.seats import Crew
    from bot.services.work import Work
    from bot.storage.enrolments import Enrolment

HOUR = time(10)  # local, on a working day
LEAVING, ASKING = "leaving", "outcome"  # kinds of timers: an application's last day; a moment of asking


def joined(work: Work, request: int, crew: Crew) -> None:
    """Watch over the end of the phase that somebody has a seat in."""
    ring_on(work, LEAVING, request, crew.phase.ends + timedelta(days=1))


def left(work: Work, held: Enrolment, last: date) -> None:
    """Plan what somebody is asked after their last day; nothing when the crew had not begun."""
    timers.cancel(work.connection, LEAVING, held.request)
    crew = programme.crew(work.connection, held.crew)
    if held.kept_until is not None or last < crew.phase.starts:
        return
    for moment, months in MONTHS.items():
        asked = outcomes.plan(work.connection, held.person, held.id, moment, last)
        day = last + timedelta(days=1) if moment is Moment.EXIT else months_after(last, months)
        ring_on(work, ASKING, asked.id, day)


def ring_leaving(work: Work, request: int) -> None:
    """Take the end of a phase for the last day of whoever still has a seat in it."""
    held = enrolments.of_request(work.connection, request)
    if held is not None:
        left(work, held, programme.crew(work.connection, held.crew).phase.ends)


def ring_on(work: Work, kind: str, subject: int, day: date) -> None:
    """Ring on the first working day from that one on; at once when its hour has passed."""
    on = work.territory.office.add_working_days(day, 0)
    rings = datetime.combine(on, HOUR, ZoneInfo(work.territory.timezone)).astimezone(UTC)
    timers.set_timer(work.connection, kind, subject, max(rings, work.now))
