"""Seats in crews: given, kept for whoever waits, freed; a crew never has more people than seats.

The core is serial and counts and gives in one transaction, so two officers cannot give the last seat twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.seats import dated, require
from bot.services import bookings, outcomes
from bot.storage import enrolments, programme

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.joining import Phase
    from bot.domain.seats import Crew
    from bot.services.work import Work


def crews(work: Work) -> tuple[Crew, ...]:
    """Return the crews of every phase that is not over; this year's and the next's are made if missing."""
    _plan(work)
    return programme.crews_from(work.connection, work.today)


def _plan(work: Work) -> None:
    """Make the phases that the territory usually has; what is there is left as it is."""
    known = programme.codes(work.connection)
    for year in (work.today.year - 1, work.today.year, work.today.year + 1):
        for phase in work.territory.joining.phases:
            dates = dated(phase.id, year, phase.starts, phase.ends)
            if dates.code not in known and dates.ends >= work.today:
                programme.add_phase(work.connection, dates, _planned(phase))


def _planned(phase: Phase) -> list[dict[str, object]]:
    return [
        {
            "crew": crew.id,
            "name": dict(crew.name),
            "seats": crew.seats,
            "place": dict(crew.first_day_place),
            "hour": crew.hour.isoformat("minutes"),
        }
        for crew in phase.crews
    ]


def take(work: Work, person: int, request: int, crew_id: int, kept_until: date | None = None) -> Crew:
    """Give a seat, or keep one until that day; raises Full when none is left, and nothing is changed then.

    It takes the place of the seat that the same application has had.
    """
    held = enrolments.of_request(work.connection, request)
    if held is None or held.crew != crew_id:
        require(programme.crew(work.connection, crew_id))
    if held is not None:
        enrolments.end(work.connection, held.id, work.today)
    enrolments.add(work.connection, person, request, crew_id, work.today, work.now, kept_until)
    bookings.replan_person(work, person)
    crew = programme.crew(work.connection, crew_id)
    outcomes.joined(work, request, crew)
    return crew


def free(work: Work, request: int) -> Crew | None:
    """Free the seat of an application; return its crew, or None when there was none."""
    held = enrolments.of_request(work.connection, request)
    if held is None:
        return None
    enrolments.end(work.connection, held.id, work.today)
    bookings.replan_person(work, held.person)
    outcomes.left(work, held, work.today)
    return programme.crew(work.connection, held.crew)
