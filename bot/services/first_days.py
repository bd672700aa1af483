"""When and where somebody's first day begins: as its mornings are laid out, or as the territory says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.seats import first_day
from bot.storage import shifts

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.seats import Crew
    from bot.services.work import Work


def of(work: Work, crew: Crew, joined: date) -> tuple[Crew, date]:
    """Return the first day of whoever joined on that local day, and the crew with its hour and place then."""
    day = first_day(crew.phase, joined, work.territory.office)
    held = shifts.of_crew(work.connection, crew.id, day, crew.phase.ends)
    first = next((each.slot for each in held if not each.cancelled), None)
    if first is None:
        return crew, day
    return replace(crew, hour=first.starts.isoformat("minutes"), place=first.place.name), first.day
